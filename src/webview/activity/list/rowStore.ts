import type { PanelRow } from "../../../protocol/activity.ts";
import { comparePlaces } from "../../../protocol/activityOrder.ts";
import { entryOf, insertOrdered, removeFrom, type Entry } from "./entry.ts";

/** What a message changed. */
export interface StoreChange {
  /** Entries that are there now and were not, those of changed rows too, in order. */
  readonly added: readonly Entry[];
  /** Numbers of the entries that are no longer there, those of changed rows too. */
  readonly gone: ReadonlySet<number>;
  /** How many of `added` are new rows and no changed ones. */
  readonly fresh: number;
}

/** All rows that the page holds, in order, each once. */
export class RowStore {
  readonly #entries: Entry[] = [];
  readonly #byNumber = new Map<number, Entry>();
  readonly #services = new Map<string, number>();

  /** In order. The array is the store's own: it changes with the next call. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** How many rows each service has. */
  get services(): ReadonlyMap<string, number> {
    return this.#services;
  }

  /** The entry of that number. */
  get(n: number): Entry | undefined {
    return this.#byNumber.get(n);
  }

  /** Takes rows in, in any order, a known number replacing its row, and takes rows out. */
  put(rows: readonly PanelRow[], removed: readonly number[]): StoreChange {
    const latest = new Map(rows.map((row) => [row.n, row]));
    const gone = new Set([...removed, ...latest.keys()].filter((n) => this.#byNumber.has(n)));
    for (const n of gone) this.#forget(n);
    removeFrom(this.#entries, gone);
    const added = [...latest.values()].map(entryOf).sort((a, b) => comparePlaces(a.row, b.row));
    for (const entry of added) this.#keep(entry);
    insertOrdered(this.#entries, added);
    return { added, gone, fresh: added.filter(({ row }) => !gone.has(row.n)).length };
  }

  clear(): void {
    this.#entries.length = 0;
    this.#byNumber.clear();
    this.#services.clear();
  }

  #keep(entry: Entry): void {
    const { n, service } = entry.row;
    this.#byNumber.set(n, entry);
    this.#services.set(service, (this.#services.get(service) ?? 0) + 1);
  }

  #forget(n: number): void {
    const service = this.#byNumber.get(n)?.row.service ?? "";
    this.#byNumber.delete(n);
    const left = (this.#services.get(service) ?? 0) - 1;
    if (left > 0) this.#services.set(service, left);
    else this.#services.delete(service);
  }
}
