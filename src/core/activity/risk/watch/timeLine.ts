/** Something that happened at a time, with the key that tells it from all others. */
export interface Timed {
  /** In ms since epoch. */
  readonly time: number;
  readonly key: string;
}

/** Room for a tenth more than the limit, so that making room costs little for each event. */
const slack = 1.1;

/** Events in the order of their times, then of their keys, every one once. Holds the newest `limit`, or a few more. */
export class TimeLine<T extends Timed> {
  readonly items: T[] = [];
  readonly #limit: number;
  /** The newest event that is no longer held: what is not newer is refused, however often it comes. */
  #floor: T | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns where the event stands now; undefined when it was there already or is older than all that is held */
  insert(item: T): number | undefined {
    if (this.#floor && compare(item, this.#floor) <= 0) return undefined;
    const at = this.placeOf(item);
    const there = this.items[at];
    if (there && compare(there, item) === 0) return undefined;
    if (at === this.items.length) this.items.push(item);
    else this.items.splice(at, 0, item);
    if (this.items.length <= this.#limit * slack) return at;
    const lost = this.items.splice(0, this.items.length - this.#limit);
    this.#floor = lost.at(-1);
    return at < lost.length ? undefined : at - lost.length;
  }

  /** The index of the first event that does not stand before the given one. */
  placeOf(item: Timed): number {
    let low = 0;
    let high = this.items.length;
    const last = this.items[high - 1];
    if (last && compare(last, item) < 0) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.items[middle];
      if (there && compare(there, item) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
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
    const lines = this.#groups.get(group) ?? new Map<string, TimeLine<T>>();
    const line = lines.get(name) ?? new TimeLine<T>(this.#most);
    this.#groups.set(group, lines.set(name, line));
    const before = line.items.length;
    const at = line.insert(item);
    this.#held += line.items.length - before;
    if (this.#held > this.#most * slack) this.#forget();
    return at === undefined ? undefined : [line, at];
  }

  #forget(): void {
    const groups = [...this.#groups].map(([group, lines]) => {
      const all = [...lines.values()];
      const newest = Math.max(...all.map(({ items }) => items.at(-1)?.time ?? -Infinity));
      return { group, newest, size: all.reduce((sum, { items }) => sum + items.length, 0) };
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
