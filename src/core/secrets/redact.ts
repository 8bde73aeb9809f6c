import type { Span } from "../model/span.ts";

/** What stands for a value. Always the same, so that it does not tell the length. */
export const mask = "********";

/** The text with every span replaced by the mask. Spans may overlap and come in any order; overlapping ones get one mask. */
export function redact(text: string, spans: readonly Span[]): string {
  const ordered = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of ordered) {
    if (start >= at) parts.push(text.slice(at, start), mask);
    at = Math.max(at, end);
  }
  parts.push(text.slice(at));
  return parts.join("");
}
