import type { TrailClock } from "./pause.ts";

/** Of the rate that is allowed, how much is left at the worst. */
const least = 0.2;
/** What an answer gives back of the allowed rate, after throttling took half of what there was. */
const recovery = 0.1;
/** No request waits longer, whatever the clock does. */
const longestWait = 60_000;

/**
 * Leave to send requests, so many a second and never two at once. Throttling halves the rate, answers bring it back bit by
 * bit: others use the account's quota as well.
 */
export class RequestRate {
  readonly #perSecond: number;
  readonly #clock: TrailClock;
  #share = 1;
  /** When the next request may go out, in ms of the clock. */
  #free = 0;

  constructor(perSecond: number, clock: TrailClock) {
    this.#perSecond = perSecond;
    this.#clock = clock;
  }

  /** Resolves when a request may go out, or when the signal is aborted. */
  async take(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const start = Math.min(Math.max(this.#free, now), now + longestWait);
    this.#free = start + this.#gap;
    if (start > now) await this.#clock.wait(start - now, signal);
  }

  /** Told of each request's end. */
  heed(outcome: "answered" | "throttled" | "failed"): void {
    if (outcome === "answered") this.#share = Math.min(1, this.#share + recovery);
    if (outcome !== "throttled") return;
    this.#share = Math.max(least, this.#share / 2);
    this.#free = Math.max(this.#free, this.#clock.now() + this.#gap);
  }

  /** From one request to the next, in ms. */
  get #gap(): number {
    return 1000 / (this.#perSecond * this.#share);
  }
}
