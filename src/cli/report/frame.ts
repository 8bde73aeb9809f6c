import type { Span } from "../../core/model/span.ts";
import type { LineMap } from "../lines.ts";
import { mask } from "../../core/secrets/redact.ts";
import { visible } from "../terminalText.ts";
import type { CodeFrame } from "./report.ts";

/** Code units of the line shown before and after the value; longer lines are cut there. */
const before = 50;
const after = 30;

/** Shorter values are not looked for in the rest of the line: they would blot out ordinary text. */
const shortestEcho = 5;

/**
 * The line of a finding with every value masked: the finding's own, those of its neighbours, and their repetitions in
 * the part shown. Only this one line is shown, since a line around it may hold what a comment suppressed.
 * @param spans the values of all findings of the text, in order, also of those that are not reported
 * @param index which of `spans` the frame is for
 */
export function frameOf(text: string, lines: LineMap, spans: readonly Span[], index: number): CodeFrame {
  const own = spans[index] ?? { start: 0, end: 0 };
  const line = lines.range(own).start.line;
  const whole = lines.line(line);
  const shown: Span = {
    start: Math.max(whole.start, own.start - before),
    end: Math.min(whole.end, Math.max(own.start, Math.min(own.end, whole.end)) + after),
  };
  const inside = neighbours(spans, index, shown);
  const values = inside
    .map(({ start, end }) => text.slice(start, end))
    .filter((value) => value.length >= shortestEcho);
  const plain = (span: Span): string => visible(blot(text.slice(span.start, span.end), values));
  let result = shown.start > whole.start ? "…" : "";
  let column = 0;
  let at = shown.start;
  for (const span of inside) {
    result += plain({ start: at, end: Math.max(at, span.start) });
    if (span === own) column = result.length;
    result += mask;
    at = Math.min(span.end, shown.end);
  }
  result += plain({ start: at, end: shown.end });
  return { line: line + 1, text: shown.end < whole.end ? `${result}…` : result, column, width: mask.length };
}

/** The spans that touch the part shown, in order. The spans do not overlap, so both directions end at the first miss. */
function neighbours(spans: readonly Span[], index: number, shown: Span): readonly Span[] {
  let first = index;
  while (first > 0 && (spans[first - 1]?.end ?? 0) > shown.start) first--;
  let last = index;
  while (last + 1 < spans.length && (spans[last + 1]?.start ?? Infinity) < shown.end) last++;
  return spans.slice(first, last + 1);
}

function blot(text: string, values: readonly string[]): string {
  return values.reduce((rest, value) => rest.replaceAll(value, () => mask), text);
}
