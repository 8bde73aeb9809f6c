import { Worker } from "node:worker_threads";
import type { WorkerAnswer, WorkerRequest } from "./workerMessages.ts";

/** A request before the pool gives it an id. */
type WorkerTask = DistributiveOmit<Exclude<WorkerRequest, { kind: "cancel" }>, "id">;
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

export interface PoolOptions {
  /** Threads at most; they start when first needed. */
  readonly size: number;
  /** Requests that may wait beside those under way. One more rejects with code `busy`. */
  readonly maxQueue?: number;
  /**
   * Longest that one request may keep a thread, in ms; then it rejects with code `crashed` and the thread is replaced.
   * Without it nothing but the signal ends a request that never answers.
   */
  readonly limitMs?: number;
  /** Keeps the process alive while a request is under way. Idle threads never do. Default false. */
  readonly keepAlive?: boolean;
}

export interface WorkerPool {
  /** Rejects with `WorkerError`, or with the signal's reason when aborted. */
  run(task: WorkerTask, signal?: AbortSignal): Promise<WorkerAnswer>;
  /** Ends the threads; requests under way and waiting reject with code `disposed`. */
  dispose(): Promise<void>;
}

export type WorkerErrorCode = "busy" | "crashed" | "disposed" | "failed";

/** Why a worker gave no result. The message never holds text that was scanned. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
  readonly code: WorkerErrorCode;

  constructor(code: WorkerErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A cancelled request may take this long to stop by itself, in ms; then its thread is replaced. */
const cancelGrace = 250;

interface Pending {
  readonly id: number;
  readonly task: WorkerTask;
  readonly signal: AbortSignal | undefined;
  resolve(answer: WorkerAnswer): void;
  reject(reason: unknown): void;
}

interface Slot {
  worker: Worker | undefined;
  current: Pending | undefined;
  limit?: NodeJS.Timeout;
}

interface Pool {
  readonly workerPath: string;
  readonly keepAlive: boolean;
  readonly limitMs: number | undefined;
  readonly slots: readonly Slot[];
  readonly queue: Pending[];
  disposed: boolean;
}

/** A pool of scan workers (`scanWorker.ts`) with one request per thread at a time and a bounded queue. */
export function createWorkerPool(workerPath: string, options: PoolOptions): WorkerPool {
  const { size, maxQueue = 256, keepAlive = false, limitMs } = options;
  const slots = Array.from({ length: Math.max(1, size) }, () => ({ worker: undefined, current: undefined }));
  const pool: Pool = { workerPath, keepAlive, limitMs, slots, queue: [], disposed: false };
  let nextId = 1;
  const run: WorkerPool["run"] = (task, signal) =>
    new Promise((resolve, reject) => {
      if (pool.disposed) return reject(stopped());
      if (signal?.aborted) return reject(signal.reason);
      if (pool.slots.every(({ current }) => current) && pool.queue.length >= maxQueue) {
        return reject(new WorkerError("busy", `more than ${maxQueue} scans are waiting`));
      }
      const onAbort = (): void => cancel(pool, pending);
      const done = (): void => signal?.removeEventListener("abort", onAbort);
      const pending: Pending = {
        id: nextId++,
        task,
        signal,
        resolve: (answer) => (done(), resolve(answer)),
        reject: (reason) => (done(), reject(reason)),
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      pool.queue.push(pending);
      startNext(pool);
    });
  return { run, dispose: () => stop(pool) };
}

function startNext(pool: Pool): void {
  for (const slot of pool.slots) {
    if (slot.current) continue;
    const pending = pool.queue.shift();
    if (!pending) return;
    slot.current = pending;
    slot.worker ??= spawn(pool, slot);
    if (pool.keepAlive) slot.worker.ref();
    slot.worker.postMessage({ ...pending.task, id: pending.id } satisfies WorkerRequest, []);
    if (pool.limitMs !== undefined) startLimit(pool, slot, pending, pool.limitMs);
  }
}

/** An idle thread's timer finds another request, or none, and does nothing. */
function startLimit(pool: Pool, slot: Slot, pending: Pending, limitMs: number): void {
  clearTimeout(slot.limit);
  const { worker } = slot;
  const stopWaiting = (): void => {
    if (!worker || slot.current !== pending || slot.worker !== worker) return;
    lose(pool, slot, worker);
    void worker.terminate();
  };
  slot.limit = setTimeout(stopWaiting, limitMs);
  if (!pool.keepAlive) slot.limit.unref();
}

function spawn(pool: Pool, slot: Slot): Worker {
  const worker = new Worker(pool.workerPath);
  worker.unref();
  worker.on("message", (answer: WorkerAnswer) => {
    if (slot.worker !== worker) return;
    const pending = slot.current;
    slot.current = undefined;
    clearTimeout(slot.limit);
    worker.unref();
    pending?.resolve(answer);
    startNext(pool);
  });
  // The error may carry anything the thread threw: only the fact is passed on.
  worker.on("error", () => lose(pool, slot, worker));
  worker.on("exit", () => lose(pool, slot, worker));
  return worker;
}

function lose(pool: Pool, slot: Slot, worker: Worker): void {
  if (slot.worker !== worker) return;
  slot.worker = undefined;
  slot.current?.reject(new WorkerError("crashed", "the scan worker ended before it answered"));
  slot.current = undefined;
  if (!pool.disposed) startNext(pool);
}

function cancel(pool: Pool, pending: Pending): void {
  pending.reject(pending.signal?.reason);
  const at = pool.queue.indexOf(pending);
  if (at >= 0) pool.queue.splice(at, 1);
  const slot = pool.slots.find(({ current }) => current === pending);
  const worker = slot?.worker;
  if (!slot || !worker) return;
  worker.postMessage({ kind: "cancel", id: pending.id } satisfies WorkerRequest, []);
  const replace = (): void => {
    if (slot.current !== pending || slot.worker !== worker) return;
    lose(pool, slot, worker);
    void worker.terminate();
  };
  setTimeout(replace, cancelGrace).unref();
}

async function stop(pool: Pool): Promise<void> {
  pool.disposed = true;
  for (const pending of pool.queue.splice(0)) pending.reject(stopped());
  const workers = pool.slots.map((slot) => {
    const { worker } = slot;
    slot.current?.reject(stopped());
    slot.current = undefined;
    clearTimeout(slot.limit);
    slot.worker = undefined;
    return worker;
  });
  await Promise.all(workers.flatMap((worker) => (worker ? [worker.terminate()] : [])));
}

function stopped(): WorkerError {
  return new WorkerError("disposed", "the scan workers are stopped");
}
