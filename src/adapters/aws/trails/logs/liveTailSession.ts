import type { StartLiveTailResponseStream } from "@aws-sdk/client-cloudwatch-logs";
import type { StoreError } from "../../../../core/fixes/storeError.ts";
import { toStoreError } from "../../mapError.ts";
import type { TrailClock } from "../pause.ts";
import type { TrailClients } from "../trailClients.ts";
import type { LogMessage } from "./logRecords.ts";

/** A stream that was opened, and how to close it. */
export interface LiveTailStream {
  readonly events: AsyncIterable<StartLiveTailResponseStream>;
  readonly facts: TrailClients["facts"];
  close(): void;
}

/** One update, which comes each second, empty or not. */
export interface LiveTailUpdate {
  readonly messages: readonly LogMessage[];
  /** The service left messages out: there were more than 500. */
  readonly sampled: boolean;
  /** Messages were left out here: nobody took those before. */
  readonly overflow: boolean;
}

/** Why a session ended. */
export type LiveTailEnd =
  /** After three hours, as each one does. */
  | { readonly why: "timeout" }
  /** No update came any more. */
  | { readonly why: "stalled" }
  /** The connection broke, the service failed, credentials ended, … */
  | { readonly why: "error"; readonly error: StoreError }
  /** It was closed on this side. */
  | { readonly why: "closed" };

export interface LiveTailLimits {
  readonly clock: TrailClock;
  readonly stallMs: number;
  readonly mostWaiting: number;
}

/**
 * Takes updates off a stream as they come, whatever their reader does: the service drops the oldest ones of a slow client
 * without a word. They wait here, up to a number of records.
 */
export class LiveTailSession {
  readonly #stream: LiveTailStream;
  readonly #limits: LiveTailLimits;
  readonly #closed = new AbortController();
  #waiting: LiveTailUpdate[] = [];
  #records = 0;
  #end: LiveTailEnd | undefined;
  #wake: (() => void) | undefined;

  constructor(stream: LiveTailStream, limits: LiveTailLimits) {
    this.#stream = stream;
    this.#limits = limits;
    void this.#pump();
  }

  /** Undefined while it goes on. */
  get end(): LiveTailEnd | undefined {
    return this.#end;
  }

  /** The updates that came since the last call. */
  take(): readonly LiveTailUpdate[] {
    const updates = this.#waiting;
    this.#waiting = [];
    this.#records = 0;
    return updates;
  }

  /** Resolves when there is an update to take, or the session has ended. For one waiter at a time. */
  changed(): Promise<undefined> {
    if (this.#waiting.length > 0 || this.#end) return Promise.resolve(undefined);
    return new Promise((resolve) => (this.#wake = () => resolve(undefined)));
  }

  close(): void {
    this.#closed.abort();
    this.#finish({ why: "closed" });
  }

  async #pump(): Promise<void> {
    const events = this.#stream.events[Symbol.asyncIterator]();
    try {
      while (!this.#end) {
        const next = await this.#inTime(events.next());
        if (next === "stalled") this.#finish({ why: "stalled" });
        else if (next.done) throw Object.assign(new Error("The stream ended."), { code: "ECONNRESET" });
        else if (next.value.sessionUpdate) this.#put(next.value.sessionUpdate);
      }
    } catch (error) {
      this.#finish(this.#endOf(error));
    }
  }

  /** Lets the other promise be when it is the later one: it is rejected when the stream is closed. */
  async #inTime<T>(next: Promise<T>): Promise<T | "stalled"> {
    next.catch(() => {});
    const came = new AbortController();
    const stop = (): void => came.abort();
    this.#closed.signal.addEventListener("abort", stop, { once: true });
    const late = this.#limits.clock.wait(this.#limits.stallMs, came.signal).then(() => "stalled" as const);
    try {
      return await Promise.race([next, late]);
    } finally {
      came.abort();
      this.#closed.signal.removeEventListener("abort", stop);
    }
  }

  #put({ sessionResults = [], sessionMetadata }: NonNullable<StartLiveTailResponseStream["sessionUpdate"]>) {
    const overflow = this.#records + sessionResults.length > this.#limits.mostWaiting;
    const last = this.#waiting.at(-1);
    // An empty one says nothing that the one before does not say, and a reader may be gone for hours.
    const isEmpty = overflow || (sessionResults.length === 0 && sessionMetadata?.sampled !== true);
    if (isEmpty && last && last.overflow === overflow) return;
    this.#waiting.push({
      messages: overflow ? [] : sessionResults,
      sampled: sessionMetadata?.sampled ?? false,
      overflow,
    });
    if (!overflow) this.#records += sessionResults.length;
    this.#awake();
  }

  #finish(end: LiveTailEnd): void {
    if (this.#end) return;
    this.#end = end;
    this.#stream.close();
    this.#awake();
  }

  #awake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  #endOf(error: unknown): LiveTailEnd {
    if (error instanceof Error && error.name === "SessionTimeoutException") return { why: "timeout" };
    const { facts } = this.#stream;
    return { why: "error", error: toStoreError(error, { action: "logs:StartLiveTail", facts }) };
  }
}
