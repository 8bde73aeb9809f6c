import type { Span } from "../model/span.ts";
import type { LineRange } from "./model.ts";

/** Adds one line to ranges that are in order. */
export function addLine(ranges: LineRange[], line: number): void {
  const last = ranges.at(-1);
  if (last && last.last + 1 === line) ranges[ranges.length - 1] = { first: last.first, last: line };
  else ranges.push({ first: line, last: line });
}

/** Tells whether a span of the text stands on one of the lines, at least in part. */
export function onLines(text: string, ranges: readonly LineRange[] | "all"): (span: Span) => boolean {
  if (ranges === "all") return () => true;
  const feeds: number[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) feeds.push(at);
  const lineOf = (offset: number): number => 1 + countBelow(feeds.length, (index) => feeds[index]! < offset);
  return ({ start, end }) => {
    const first = lineOf(start);
    const last = lineOf(Math.max(start, end - 1));
    const from = countBelow(ranges.length, (index) => ranges[index]!.last < first);
    return (ranges[from]?.first ?? Infinity) <= last;
  };
}

/** How many of the first indices are below what is looked for. */
function countBelow(length: number, isBelow: (index: number) => boolean): number {
  let low = 0;
  for (let high = length; low < high;) {
    const middle = (low + high) >> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
