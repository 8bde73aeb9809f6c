import { setTimeout as sleep } from "node:timers/promises";
import type { TrailPace } from "../../../core/activity/awsTrails.ts";

/** Time and chance as sources see them; tests give their own. */
export interface TrailClock {
  /** In ms since epoch. */
  now(): number;
  /** Resolves after so many ms, or at once when the signal is aborted. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

/** The machine's own. */
export const systemClock: TrailClock = {
  now: () => Date.now(),
  wait: async (ms, signal) => await sleep(ms, undefined, { signal }).catch(() => undefined),
  random: () => Math.random(),
};

/** How often somebody's eagerness is asked for, in ms: a panel that is shown again must not wait its hidden pause out. */
const lookAt = 1_000;

/**
 * Waits for the next turn of a poller. The pace is read again all the time, so that the wait ends when it quickens.
 * @param times ms from one turn to the next
 */
export async function waitForTurn(
  pace: () => TrailPace,
  times: Readonly<Record<TrailPace, number>>,
  clock: TrailClock,
  signal: AbortSignal,
): Promise<void> {
  let waited = 0;
  for (let left = times[pace()]; left > 0 && !signal.aborted; left = times[pace()] - waited) {
    const step = Math.min(left, lookAt);
    await clock.wait(step, signal);
    waited += step;
  }
}

/** Times of waiting after failures, in ms. */
export interface BackoffLimits {
  /** The bound after the first failure; it doubles with each further one. */
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * Waits after failures in a row, with "full jitter": anywhere between nothing and a bound that doubles ("Exponential
 * Backoff And Jitter", AWS Architecture Blog), so that many editors do not come back together.
 */
export class Backoff {
  readonly #limits: BackoffLimits;
  readonly #clock: TrailClock;
  #failures = 0;

  constructor(limits: BackoffLimits, clock: TrailClock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** How often it failed in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** Waits for what is due after one more failure. */
  async wait(signal: AbortSignal): Promise<void> {
    const { firstMs, mostMs } = this.#limits;
    const bound = Math.min(mostMs, firstMs * 2 ** Math.min(this.#failures++, 30));
    await this.#clock.wait(this.#clock.random() * bound, signal);
  }

  /** It worked again. */
  reset(): void {
    this.#failures = 0;
  }
}
