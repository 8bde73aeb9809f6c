import type { TrailGap } from "../../../../core/ports.ts";

/** Times in ms since epoch, AWS's. */
interface Hole extends TrailGap {
  /** A round that starts from here on finds everything that was in it. */
  readonly surelyFoundAt: number;
}

/**
 * What Live Tail lost, and when it is to be read by FilterLogEvents: at once, so that it comes soon, and once more when
 * all of it is surely found. Times in ms since epoch, AWS's.
 */
export class LiveTailHoles {
  readonly #settleMs: number;
  #hole: Hole | undefined;
  #due: readonly number[] = [];

  constructor(settleMs: number) {
    this.#settleMs = settleMs;
  }

  get isOpen(): boolean {
    return this.#hole !== undefined;
  }

  /** Something is missing from `from` to now. @returns the gap, with what was missing before */
  open(from: number, now: number, reason: string): TrailGap {
    const start = Math.min(from, this.#hole?.from ?? from);
    this.#hole = { from: start, to: now, reason, surelyFoundAt: now + this.#settleMs };
    this.readSoon(now);
    return { from: start, to: now, reason };
  }

  /** The hole grew up to now, if there is one: nothing came since it was opened. */
  widen(now: number): TrailGap | undefined {
    return this.#hole && this.open(this.#hole.from, now, this.#hole.reason);
  }

  /** Asks for rounds now and when all is surely found. */
  readSoon(now: number): void {
    this.#due = [now, now + this.#settleMs];
  }

  isDue(now: number): boolean {
    return this.#due.some((at) => at <= now);
  }

  /** A round starts. */
  started(now: number): void {
    this.#due = this.#due.filter((at) => at > now);
  }

  /** A round that started at this time has read everything. @returns what is no longer missing */
  finished(startedAt: number): Pick<TrailGap, "from" | "to"> | undefined {
    const hole = this.#hole;
    if (!hole || startedAt < hole.surelyFoundAt) return undefined;
    this.#hole = undefined;
    return { from: hole.from, to: hole.to };
  }
}
