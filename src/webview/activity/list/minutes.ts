import type { PanelRow } from "../../../protocol/activity.ts";
import { firstNot } from "../../../protocol/activityOrder.ts";
import type { Entry } from "./entry.ts";

const minute = 60_000;
/** Lengths of a bar, in minutes. */
const lengths = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1_440, 2_880, 7_200, 14_400, 43_200];

/** Events of a stretch of time. */
export interface Bar {
  /** In ms since epoch. */
  readonly from: number;
  readonly total: number;
  readonly bySeverity: Readonly<Record<PanelRow["severity"], number>>;
}

/** Bars from the oldest event to the newest. */
export interface Minutes {
  /** Length of each bar, in minutes. */
  readonly length: number;
  readonly bars: readonly Bar[];
  /** Most events in a bar. */
  readonly most: number;
}

/**
 * Counts events by time and risk in bars of equal length: a minute each where there is room, else the shortest length that
 * fits.
 * @param entries in order; those without a time are not counted
 * @param room bars there is room for
 */
export function countByMinute(entries: readonly Entry[], room: number): Minutes {
  const start = firstNot(entries, ({ row }) => row.time === undefined);
  const oldest = entries[start]?.row.time;
  const newest = entries.at(-1)?.row.time;
  if (oldest === undefined || newest === undefined) return { length: 1, bars: [], most: 0 };
  const { length, from, count } = divide(oldest, newest, Math.max(1, room));
  const bars = Array.from({ length: count }, (_, at) => ({
    from: from + at * length * minute,
    total: 0,
    bySeverity: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  }));
  for (let at = start; at < entries.length; at++) {
    const row = entries[at]?.row;
    const bar = row?.time === undefined ? undefined : bars[Math.floor((row.time - from) / (length * minute))];
    if (!row || !bar) continue;
    bar.total++;
    bar.bySeverity[row.severity]++;
  }
  return { length, bars, most: bars.reduce((most, { total }) => Math.max(most, total), 0) };
}

function divide(
  oldest: number,
  newest: number,
  room: number,
): { length: number; from: number; count: number } {
  const fits = (length: number): number => {
    const step = length * minute;
    return Math.floor(newest / step) - Math.floor(oldest / step) + 1;
  };
  // Times can be centuries apart: whoever writes a file writes its times.
  const length = lengths.find((one) => fits(one) <= room) ?? Math.ceil((newest - oldest) / minute / room) + 1;
  return { length, from: Math.floor(oldest / (length * minute)) * length * minute, count: fits(length) };
}
