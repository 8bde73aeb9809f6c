import type { Finding } from "../../core/model/finding.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import { createWorkerPool, WorkerError, type PoolOptions } from "./workerPool.ts";

/** Scans texts on worker threads, so that a large text never blocks the caller's event loop. */
export interface WorkerScanner {
  /**
   * As the engine's `scan`. `context.signal` cancels: the promise rejects with the signal's reason at once.
   * Rejects with `WorkerError` when the queue is full (`busy`), the thread died (`crashed`; the next call starts a new
   * one), the engine failed (`failed`) or the scanner is disposed (`disposed`).
   */
  scan(text: string, context: ScanContext): Promise<readonly Finding[]>;
  dispose(): Promise<void>;
}

/** @param workerPath absolute path of the worker's script: `dist/worker.js`, or `scanWorker.ts` from source */
export function createWorkerScanner(workerPath: string, options: PoolOptions): WorkerScanner {
  const pool = createWorkerPool(workerPath, options);
  return {
    scan: async (text, { signal, ...context }) => {
      const answer = await pool.run({ kind: "scan", text, context }, signal);
      if ("findings" in answer) return answer.findings;
      throw new WorkerError("failed", "error" in answer ? answer.error.message : "unexpected answer");
    },
    dispose: () => pool.dispose(),
  };
}
