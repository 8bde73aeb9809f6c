import type { Span } from "../../model/span.ts";
import { decodeBackslash } from "./escapes.ts";
import { type Reading, type ReadingParts, readingOf } from "./readings.ts";
import { isIn, unitsOf } from "./runs.ts";

/** A string literal in an expression: `start` and `end` lie inside its quotes. */
export interface StringPiece extends Span {
  readonly quote: string;
}

/** Longest expression that is read, in code units; see `margin` in `localScan.ts`. */
export const longestExpression = 5_000;

/** How far before and after an expression is read along, for the names there. */
const lookBack = 160;
const lookAhead = 24;

/** Where the literal that opens before `from` closes, or -1: it may not go over a line unless its quote is a backtick. */
export function closingQuote(text: string, from: number, quote: string): number {
  const limit = Math.min(text.length, from + longestExpression);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x0a && quote !== "`") return -1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

/** What may stand right before a quote that opens a literal: no word but a prefix, such as Python's `b`. */
const mayOpen = /(?:^|[^\w\\"'`])(?:[bBrRuUfFL]{1,2}|@\$?|\$@?)?$/;

const blankOrSign = unitsOf(" \t\r\n=:([{,+;&|<>?!.");
const wordOrQuote = unitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_\"'`");

/** Whether a literal may open at `quote`. */
export function opensAt(text: string, quote: number): boolean {
  if (quote === 0 || isIn(blankOrSign, text.charCodeAt(quote - 1))) return true;
  return mayOpen.test(text.slice(Math.max(0, quote - 3), quote));
}

/** Whether a literal may close at `quote`. */
export function closesAt(text: string, quote: number): boolean {
  return quote + 1 >= text.length || !isIn(wordOrQuote, text.charCodeAt(quote + 1));
}

const escape =
  /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}|\r\n|[^])/g;

/** Adds a literal's content, its escapes decoded. */
function addContent(text: string, { start, end }: StringPiece, parts: ReadingParts): void {
  let at = start;
  const content = text.slice(start, end);
  for (const match of content.includes("\\") ? content.matchAll(escape) : []) {
    const from = start + match.index;
    parts.same(at, from);
    at = from + match[0].length;
    parts.other(decodeBackslash(match[0]), from, at);
  }
  parts.same(at, end);
}

/**
 * The literals read as one, between the quotes of the first, with what stands before and behind the expression.
 * @param glue stands between each two of them
 * @param whole the expression, in place of which the one literal is read
 * @param from how far back the text may be read along: the end of the last expression, so that nothing is read twice
 */
export function joinedReading(
  text: string,
  pieces: readonly StringPiece[],
  glue: string,
  whole: Span,
  from: number,
): Reading {
  const parts = readingOf(text);
  const back = Math.max(from, whole.start - lookBack);
  // Not from the middle of a word on, which would be another one.
  const skipped = back === from ? 0 : text.slice(back, whole.start).search(/[\s;,{([]/);
  parts.around(skipped < 0 ? whole.start : back + skipped, whole.start);
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  parts.around(first.start - 1, first.start);
  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    if (before !== undefined) parts.other(glue, before.end, piece.start);
    addContent(text, piece, parts);
  });
  if (text[last.end] === first.quote) parts.around(last.end, last.end + 1);
  else parts.other(first.quote, last.end, last.end);
  parts.around(whole.end, Math.min(text.length, whole.end + lookAhead));
  return parts.done("its parts are joined where it is read");
}

/** Shorter ones hold no secret that anyone would find. */
const shortest = 8;

/** Whether the literals together are long enough to be read. */
export function isWorthReading(pieces: readonly StringPiece[]): boolean {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0) >= shortest;
}
