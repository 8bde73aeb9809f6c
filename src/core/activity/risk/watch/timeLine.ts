/** Something that happened at a time, with the key that tells it from all others. */
export interface Timed {
  /** In ms since epoch. */
  readonly time: number;
  readonly key: string;
}

/** Room for a tenth more than the limit, so that making room costs little for each event. */
const slack = 1.1;

/**
 * Events in the order of their times, then of their keys, every one once. Holds the newest `limit`, or a few more. Sources
 * give the newest first or the oldest first, mostly: both ends take events without moving others.
 */
export class TimeLine<T extends Timed> {
  readonly #limit: number;
  /** The older part, from the last to the first. */
  readonly #older: T[] = [];
  readonly #newer: T[] = [];
  /** The newest event that is no longer held: what is not newer is refused, however often it comes. */
  #floor: T | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#older.length + this.#newer.length;
  }

  /** The event at a place; undefined beyond both ends. */
  at(place: number): T | undefined {
    const older = this.#older.length;
    return place < older ? this.#older[older - 1 - place] : this.#newer[place - older];
  }

  /** @returns where the event stands now; undefined when it was there already or is older than all that is held */
  insert(item: T): number | undefined {
    if (this.#floor && compare(item, this.#floor) <= 0) return undefined;
    const place = this.placeOf(item);
    const there = this.at(place);
    if (there && compare(there, item) === 0) return undefined;
    const older = this.#older.length;
    if (place < older || this.length === 0) this.#older.splice(older - place, 0, item);
    else this.#newer.splice(place - older, 0, item);
    if (this.length <= this.#limit * slack) return place;
    const lost = this.#dropOldest(this.length - this.#limit);
    return place < lost ? undefined : place - lost;
  }

  /** The place of the first event that does not stand before the given one. */
  placeOf(item: Timed): number {
    let low = 0;
    let high = this.length;
    const last = this.at(high - 1);
    if (last && compare(last, item) < 0) return high;
    const first = this.at(0);
    if (first && compare(first, item) > 0) return 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.at(middle);
      if (there && compare(there, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #dropOldest(count: number): number {
    this.#floor = this.at(count - 1);
    const kept = Math.max(0, this.#older.length - count);
    const ofOlder = this.#older.length - kept;
    this.#older.length = kept;
    this.#newer.splice(0, count - ofOlder);
    return count;
  }
}

/** Time lines in groups: of a session one, of an access key one for each place. */
export class TimeLines<T extends Timed> {
  readonly #groups = new Map<string, Map<string, TimeLine<T>>>();
  readonly #most: number;
  #held = 0;

  /** @param most events held in all, give or take a tenth: of more, the groups that are silent for longest are lost */
  constructor(most: number) {
    this.#most = most;
  }

  /** The lines of a group by their names. */
  linesOf(group: string): ReadonlyMap<string, TimeLine<T>> {
    return this.#groups.get(group) ?? new Map<string, TimeLine<T>>();
  }

  /** @returns the line and the place of the event; undefined when it was there already or is too old */
  insert(group: string, name: string, item: T): readonly [line: TimeLine<T>, at: number] | undefined {
    const line = this.#groups.get(group)?.get(name) ?? this.#make(group, name);
    const before = line.length;
    const at = line.insert(item);
    this.#held += line.length - before;
    if (this.#held > this.#most * slack) this.#forget();
    return at === undefined ? undefined : [line, at];
  }

  #make(group: string, name: string): TimeLine<T> {
    const line = new TimeLine<T>(this.#most);
    const lines = this.#groups.get(group) ?? new Map<string, TimeLine<T>>();
    this.#groups.set(group, lines.set(name, line));
    return line;
  }

  #forget(): void {
    const groups = [...this.#groups].map(([group, lines]) => {
      const all = [...lines.values()];
      const newest = Math.max(...all.map((line) => line.at(line.length - 1)?.time ?? -Infinity));
      return { group, newest, size: all.reduce((sum, { length }) => sum + length, 0) };
    });
    for (const { group, size } of groups.sort((a, b) => a.newest - b.newest)) {
      if (this.#held <= this.#most) return;
      this.#groups.delete(group);
      this.#held -= size;
    }
  }
}

/** By time, then by key: a whole order, in which no two events are equal. */
function compare(a: Timed, b: Timed): number {
  if (a.time !== b.time) return a.time - b.time;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
