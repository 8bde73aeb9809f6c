import type { Span } from "../../core/model/span.ts";
import { overlaps } from "../../core/model/span.ts";
import { visible } from "../../core/model/visible.ts";
import { mask } from "../../core/secrets/redact.ts";
import type { LineMap } from "../../core/model/lines.ts";
import { spansWithin } from "../spans.ts";
import type { CodeFrame } from "./report.ts";

/** Code units of the line shown before and after the value; longer lines are cut there. */
const before = 50;
const after = 30;

/** Shorter values are not looked for in the rest of the line: they would blot out ordinary text. */
const shortestEcho = 5;

/**
 * The line of a finding with every value masked: the finding's own when it is one, all others that were seen, and their
 * repetitions in the part shown. A finding about a token marks the token. Only this one line is shown.
 * @param own span of the finding
 * @param values all that may be a value in the text, also what is not reported; ordered, without overlaps
 */
export function frameOf(text: string, lines: LineMap, own: Span, values: readonly Span[]): CodeFrame {
  const line = lines.range(own).start.line;
  const whole = lines.line(line);
  const shown: Span = {
    start: Math.max(whole.start, own.start - before),
    end: Math.min(whole.end, Math.min(own.end, whole.end) + after),
  };
  const inside = spansWithin(values, shown);
  const echoes = inside
    .map(({ start, end }) => text.slice(start, end))
    .filter(({ length }) => length >= shortestEcho);
  const plain = (start: number, end: number): string => visible(blot(text.slice(start, end), echoes));
  let result = shown.start > whole.start ? "…" : "";
  let column = 0;
  let width: number = mask.length;
  const token = overlapping(inside, own)
    ? undefined
    : { start: own.start, end: Math.min(own.end, shown.end) };
  let at = shown.start;
  /** Text without values; when the finding is about a token in it, that is where it is marked. */
  const show = (end: number): void => {
    if (token && token.start >= at && token.start < Math.max(end, at + 1)) {
      result += plain(at, token.start);
      column = result.length;
      const shownToken = plain(token.start, Math.min(token.end, end));
      width = Math.max(1, shownToken.length);
      result += shownToken;
      at = Math.min(token.end, end);
    }
    result += plain(at, Math.max(at, end));
  };
  for (const span of inside) {
    show(span.start);
    if (overlaps(span, own)) column = result.length;
    result += mask;
    at = Math.min(span.end, shown.end);
  }
  show(shown.end);
  const cut = shown.end < whole.end ? "…" : "";
  return { line: line + 1, text: result + cut, column, width };
}

function overlapping(spans: readonly Span[], own: Span): boolean {
  return spans.some((span) => overlaps(span, own));
}

function blot(text: string, values: readonly string[]): string {
  return values.reduce((rest, value) => rest.replaceAll(value, mask), text);
}
