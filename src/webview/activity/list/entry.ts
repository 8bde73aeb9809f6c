import type { PanelRow } from "../../../protocol/activity.ts";
import { searchText } from "../../../protocol/activityFilter.ts";
import { comparePlaces, firstNot, type Place } from "../../../protocol/activityOrder.ts";

/** A row with what is worked out once for it. */
export interface Entry {
  readonly row: PanelRow;
  /** Where the words of a filter are looked for. */
  readonly text: string;
}

/** The entry of a row. */
export function entryOf(row: PanelRow): Entry {
  return { row, text: searchText(row) };
}

/** Index in an ordered list at which a place is, or would be. */
export function indexOfPlace(ordered: readonly Entry[], place: Place): number {
  return firstNot(ordered, ({ row }) => comparePlaces(row, place) < 0);
}

/**
 * Puts ordered entries into an ordered list, in place. Costs as much as what stands behind the first of them: next to
 * nothing for new events, which come last.
 */
export function insertOrdered(into: Entry[], fresh: readonly Entry[]): void {
  const [first] = fresh;
  if (!first) return;
  const tail = into.splice(indexOfPlace(into, first.row));
  let next = 0;
  for (const entry of fresh) {
    for (let old = tail[next]; old && comparePlaces(old.row, entry.row) < 0; old = tail[++next])
      into.push(old);
    into.push(entry);
  }
  for (; next < tail.length; next++) {
    const old = tail[next];
    if (old) into.push(old);
  }
}

/** Takes entries of an ordered list out, in place: mostly the oldest ones, which stand first. */
export function removeFrom(list: Entry[], gone: ReadonlySet<number>): void {
  if (gone.size === 0) return;
  let leading = 0;
  for (let entry = list[leading]; entry && gone.has(entry.row.n); entry = list[++leading]);
  list.splice(0, leading);
  if (leading === gone.size || !list.some(({ row }) => gone.has(row.n))) return;
  const kept = list.filter(({ row }) => !gone.has(row.n));
  list.length = 0;
  for (const entry of kept) list.push(entry);
}
