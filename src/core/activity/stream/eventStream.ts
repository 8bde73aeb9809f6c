import type { TrailGap } from "../../ports.ts";
import { withGap, withoutStretch } from "./gaps.ts";

/** What an event needs to have its place in the stream. */
export interface Streamed {
  /** `eventKey` of its record. */
  readonly key: string;
  /** In ms since epoch; absent: the record has none, it stands before all others. */
  readonly time?: number;
  /**
   * Set by the stream when it came after everything up to its time was taken to be there: somebody may have read past its
   * place. A member of the event itself, since a hundred thousand wrappers would cost megabytes.
   */
  late: boolean;
}

/** What became of the events of one call. */
export interface Arrival<T> {
  /** In order. */
  readonly added: readonly T[];
  /** Events that were there already. */
  readonly repeated: number;
  /** Events left out because the stream is full and they are older than all it holds. */
  readonly tooOld: number;
  /** Older events that made room, in order. */
  readonly dropped: readonly T[];
}

/** Events that are held at most: a compact one takes some hundred bytes. */
export const mostEvents = 100_000;

/**
 * Events in the order of their times (then of their keys), every one once, whatever the order, the pages and the
 * repetitions in which they come. Holds the newest `limit`: of any set of events it ends up with the last ones of the
 * ordered set, since an event below one that was dropped is refused.
 */
export class EventStream<T extends Streamed> {
  readonly #limit: number;
  #placed: T[] = [];
  readonly #byKey = new Map<string, T>();
  /** The newest event that is no longer held. */
  #floor: T | undefined;
  #watermark: number | undefined;
  #gaps: readonly TrailGap[] = [];

  constructor(limit = mostEvents) {
    this.#limit = Math.max(1, limit);
  }

  /** In order. The array is the stream's own: it changes with the next call. */
  get events(): readonly T[] {
    return this.#placed;
  }

  /** Everything up to here has come, as far as the source can tell. In ms since epoch. */
  get watermark(): number | undefined {
    return this.#watermark;
  }

  get gaps(): readonly TrailGap[] {
    return this.#gaps;
  }

  /** The event of a key, as long as it is held. */
  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  /** Puts events in their places; those of one call come together, so that none is late for another. */
  add(events: Iterable<T>): Arrival<T> {
    let repeated = 0;
    let tooOld = 0;
    const fresh: T[] = [];
    for (const event of events) {
      if (this.#byKey.has(event.key)) repeated++;
      else if (this.#floor && compare(event, this.#floor) <= 0) tooOld++;
      else {
        event.late = this.#isLate(event);
        this.#byKey.set(event.key, event);
        fresh.push(event);
      }
    }
    fresh.sort(compare);
    this.#merge(fresh);
    const lost = this.#trim();
    if (lost.length === 0) return { added: fresh, repeated, tooOld, dropped: lost };
    const came = new Set(fresh);
    const dropped = lost.filter((event) => !came.has(event));
    const added = fresh.filter((event) => this.#byKey.has(event.key));
    return { added, repeated, tooOld: tooOld + lost.length - dropped.length, dropped };
  }

  /** Sets the watermark forward; it never goes back. */
  advance(watermark: number): void {
    if (Number.isFinite(watermark)) this.#watermark = Math.max(watermark, this.#watermark ?? -Infinity);
  }

  /** Declares that events of a stretch of time may be missing. */
  addGap(gap: TrailGap): void {
    this.#gaps = withGap(this.#gaps, gap);
  }

  /** Declares that a stretch has been read again, fully. */
  fillGap(stretch: Pick<TrailGap, "from" | "to">): void {
    this.#gaps = withoutStretch(this.#gaps, stretch);
  }

  #isLate({ time }: T): boolean {
    return time !== undefined && this.#watermark !== undefined && time < this.#watermark;
  }

  /** Only what stands behind the first new event is moved: events mostly come near the end. */
  #merge(fresh: readonly T[]): void {
    const [first] = fresh;
    if (!first) return;
    const tail = this.#placed.splice(this.#placeOf(first));
    let at = 0;
    for (const placed of tail) {
      for (let next = fresh[at]; next && compare(next, placed) < 0; next = fresh[++at])
        this.#placed.push(next);
      this.#placed.push(placed);
    }
    for (; at < fresh.length; at++) this.#placed.push(fresh[at]!);
  }

  /** The index of the first event that is not before the given one. */
  #placeOf(event: T): number {
    let low = 0;
    for (let high = this.#placed.length; low < high;) {
      const middle = (low + high) >> 1;
      const placed = this.#placed[middle];
      if (placed && compare(placed, event) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #trim(): readonly T[] {
    const lost = this.#placed.splice(0, Math.max(0, this.#placed.length - this.#limit));
    for (const event of lost) this.#byKey.delete(event.key);
    this.#floor = lost.at(-1) ?? this.#floor;
    return lost;
  }
}

function compare(a: Streamed, b: Streamed): number {
  const first = a.time ?? -Infinity;
  const second = b.time ?? -Infinity;
  if (first !== second) return first < second ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
