import type { IamResult } from "../../core/iam/engine.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";
import type { IamTextContext, WorkerAnswer } from "./workerMessages.ts";
import { createWorkerPool, WorkerError, type PoolOptions } from "./workerPool.ts";

/** Scans texts on worker threads, so that a large text never blocks the caller's event loop. */
export interface WorkerScanner {
  /**
   * As the engine's `scan`. `context.signal` cancels: the promise rejects with the signal's reason at once.
   * Rejects with `WorkerError` when the queue is full (`busy`), the thread died (`crashed`; the next call starts a new
   * one), the engine failed (`failed`) or the scanner is disposed (`disposed`).
   */
  scan(text: string, context: ScanContext): Promise<readonly Finding[]>;
  /** As the engine's `scanDetailed`; rejects as `scan` does. */
  scanDetailed(text: string, context: ScanContext): Promise<ScanResult>;
  /** As the IAM engine's scan of a text; rejects as `scan` does. */
  scanIam(text: string, context: IamTextContext, signal?: AbortSignal): Promise<IamResult>;
  dispose(): Promise<void>;
}

/** @param workerPath absolute path of the worker's script: `dist/worker.js`, or `scanWorker.ts` from source */
export function createWorkerScanner(workerPath: string, options: PoolOptions): WorkerScanner {
  const pool = createWorkerPool(workerPath, options);
  const run = async (text: string, context: ScanContext, detailed: boolean): Promise<ScanAnswer> => {
    const { path, languageId, severities, customRules, signal } = context;
    const copied = {
      path,
      ...(languageId !== undefined && { languageId }),
      ...(severities && { severities }),
      ...(customRules && { customRules }),
    };
    const answer = await pool.run({ kind: "scan", text, context: copied, detailed }, signal);
    if ("findings" in answer) return answer;
    throw new WorkerError("failed", "error" in answer ? answer.error.message : "unexpected answer");
  };
  return {
    scan: async (text, context) => (await run(text, context, false)).findings,
    scanDetailed: async (text, context) => {
      const { result } = await run(text, context, true);
      if (result) return result;
      throw new WorkerError("failed", "the worker gave findings without the whole result");
    },
    async scanIam(text, context, signal) {
      const answer = await pool.run({ kind: "iam", text, context }, signal);
      if ("iam" in answer) return answer.iam;
      throw new WorkerError("failed", "error" in answer ? answer.error.message : "unexpected answer");
    },
    dispose: () => pool.dispose(),
  };
}

type ScanAnswer = Extract<WorkerAnswer, { readonly findings: unknown }>;
