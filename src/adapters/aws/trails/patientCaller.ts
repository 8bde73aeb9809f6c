import { isStoreError, StoreError } from "../../../core/fixes/storeError.ts";
import type { TrailBatch, TrailNotice } from "../../../core/ports.ts";
import type { Caller } from "../call.ts";
import { Backoff, type BackoffLimits, type TrailClock } from "./pause.ts";
import type { TrailClients } from "./trailClients.ts";
import { batchOf, noticeOf, type TroubleTexts } from "./trouble.ts";

/** How a patient call ended. `error` is final: `aborted`, or what only a person can change. */
export type Outcome<T> =
  { readonly done: true; readonly value: T } | { readonly done: false; readonly error: StoreError };

export interface PatientOptions {
  readonly clock: TrailClock;
  readonly backoff: BackoffLimits;
  readonly signal: AbortSignal;
  readonly texts?: TroubleTexts;
  /** Waits for leave to call, such as from a rate limit, before each try. */
  readonly leave?: (signal: AbortSignal) => Promise<void>;
  /** Told of each answer or refusal before anything is waited for. */
  readonly onOutcome?: (outcome: "answered" | "throttled" | "failed") => void;
}

/** Throttled once in a while is the ordinary way of a shared quota, and nothing to tell. */
const quietThrottles = 2;

/**
 * Makes calls of one source until they succeed, through throttling, lost connections and lost sign-ins, and tells of
 * trouble and of its end by batches with a notice. Each kind of trouble is told once.
 */
export class PatientCaller {
  readonly #caller: Caller<TrailClients>;
  readonly #options: PatientOptions;
  readonly #backoff: Backoff;
  #told: TrailNotice["kind"] = "ok";

  constructor(caller: Caller<TrailClients>, options: PatientOptions) {
    this.#caller = caller;
    this.#options = options;
    this.#backoff = new Backoff(options.backoff, options.clock);
  }

  /** @param send made again for each try, with the clients of the pool */
  async *call<T>(
    action: string,
    send: (clients: TrailClients, options: { abortSignal: AbortSignal }) => Promise<T>,
  ): AsyncGenerator<TrailBatch, Outcome<T>> {
    const { signal, onOutcome, leave } = this.#options;
    for (;;) {
      await leave?.(signal);
      const outcome = await this.#try(action, send);
      if (outcome.done) {
        onOutcome?.("answered");
        this.#backoff.reset();
        yield* this.#tell({ kind: "ok", message: "" });
        return outcome;
      }
      const { error } = outcome;
      if (signal.aborted || error.code === "aborted") return outcome;
      const notice = noticeOf(error, action, this.#options.texts);
      onOutcome?.(notice.kind === "throttled" ? "throttled" : "failed");
      if (notice.kind !== "throttled" || this.#backoff.failures >= quietThrottles) yield* this.#tell(notice);
      if (notice.kind === "failed") return outcome;
      await this.#backoff.wait(signal);
    }
  }

  async #try<T>(
    action: string,
    send: (clients: TrailClients, options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<Outcome<T>> {
    try {
      return { done: true, value: await this.#caller.call({ action }, this.#options.signal, send) };
    } catch (error) {
      // `Caller` rejects with nothing else; anything that still comes must not end the source's host.
      const known = isStoreError(error) ? error : new StoreError("unknown", `${action} failed.`);
      return { done: false, error: known };
    }
  }

  *#tell(notice: TrailNotice): Generator<TrailBatch> {
    if (notice.kind === this.#told) return;
    this.#told = notice.kind;
    yield batchOf({ notice });
  }
}
