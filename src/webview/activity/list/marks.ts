import type { PanelGap } from "../../../protocol/activity.ts";
import { firstNot } from "../../../protocol/activityOrder.ts";
import type { Entry } from "./entry.ts";

/** A line of the list that is no event: the start of a day, or a stretch of time of which events may be missing. */
export type Mark =
  | { readonly kind: "day"; readonly before: number; readonly time: number | undefined }
  | { readonly kind: "gap"; readonly before: number; readonly gap: PanelGap };

/** Most lines for gaps: a source that reports more has lost the thread, and the newest ones say so too. */
const mostGaps = 1_000;

/**
 * The lines between the entries, in order; `before` is the index of the entry they stand before. The day of a line is the
 * local one.
 * @param nextDay the start of the day after that of a time, ms since epoch
 */
export function marksOf(
  entries: readonly Entry[],
  gaps: readonly PanelGap[],
  nextDay: (time: number) => number,
): readonly Mark[] {
  const days = daysOf(entries, nextDay);
  const missing = gaps
    .slice(-mostGaps)
    .map((gap): Mark => ({ kind: "gap", before: indexOfTime(entries, gap.from), gap }));
  // The day's line stands above that of a gap inside the day.
  return [...days, ...missing].sort(
    (a, b) => a.before - b.before || rank(a) - rank(b) || start(a) - start(b),
  );
}

const rank = (mark: Mark): number => (mark.kind === "day" ? 0 : 1);
const start = (mark: Mark): number => (mark.kind === "day" ? (mark.time ?? 0) : mark.gap.from);

function indexOfTime(entries: readonly Entry[], time: number): number {
  return firstNot(entries, ({ row }) => (row.time ?? -Infinity) < time);
}

/** Goes from day to day, not from row to row. */
function daysOf(entries: readonly Entry[], nextDay: (time: number) => number): readonly Mark[] {
  const days: Mark[] = [];
  for (let before = 0; before < entries.length;) {
    const time = entries[before]?.row.time;
    days.push({ kind: "day", before, time });
    // A day that does not end after its own event, for whatever calendar, must not hold the loop.
    const end = time === undefined ? -Number.MAX_VALUE : Math.max(nextDay(time), time + 1);
    before = Math.max(before + 1, indexOfTime(entries, end));
  }
  return days;
}

/** The start of the next day of this machine's calendar, in ms since epoch. */
export function nextLocalDay(time: number): number {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
