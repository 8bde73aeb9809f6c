import type { PanelRow } from "./activity.ts";

/** What gives a row its place: its time, then its number. */
export type Place = Pick<PanelRow, "time" | "n">;

/** Negative when `a` stands before `b`. Rows without a time stand before all others. */
export function comparePlaces(a: Place, b: Place): number {
  const x = a.time ?? -Infinity;
  const y = b.time ?? -Infinity;
  if (x === y) return a.n - b.n;
  return x < y ? -1 : 1;
}

/**
 * Index of the first element that is not before, in an ordered list; its length when there is none.
 * @param isBefore true for a part of the list from its start, false for the rest
 */
export function firstNot<T>(ordered: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = ordered[middle];
    if (element !== undefined && isBefore(element)) low = middle + 1;
    else high = middle;
  }
  return low;
}
