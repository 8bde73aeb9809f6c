/** What is said at once about events that came. */
export interface Announcement {
  readonly events: number;
  /** Of high risk or above. */
  readonly loud: number;
}

/**
 * Says how many events came, and not too often: a screen reader that is interrupted each second reads nothing at all.
 * Times in ms, of any clock.
 */
export class Announcer {
  readonly #quiet: number;
  #events = 0;
  #loud = 0;
  #last = -Infinity;

  /** @param quiet time between two announcements at least */
  constructor(quiet = 10_000) {
    this.#quiet = quiet;
  }

  add(events: number, loud: number): void {
    this.#events += events;
    this.#loud += loud;
  }

  /** Time until there is something to say; undefined: nothing has come. */
  due(now: number): number | undefined {
    return this.#events === 0 ? undefined : Math.max(0, this.#last + this.#quiet - now);
  }

  /** What is to be said now; undefined: nothing, or not yet. */
  take(now: number): Announcement | undefined {
    if (this.due(now) !== 0) return undefined;
    const announcement = { events: this.#events, loud: this.#loud };
    this.#last = now;
    this.#events = 0;
    this.#loud = 0;
    return announcement;
  }

  /** Forgets what has come. */
  clear(): void {
    this.#events = 0;
    this.#loud = 0;
  }
}
