import { decodeBase64 } from "../checks/base64.ts";
import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import { decodeBase64Text, decodeHexText, looksLikeBase64Text } from "./base64.ts";
import { candidatesIn, type Reading, readingOf } from "./readings.ts";
import { eachRun, isIn, unitsOf } from "./runs.ts";

const base64Units = unitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_");

/** Shortest text that may hold a token, and the shortest run of Base64 and of digits that may hold such a text. */
const shortestText = 16;
const shortest = 22;
const shortestHex = 32;

/** Longest run that is decoded, line breaks included, in code units. */
const longest = 16_384;

/** Lines at least so long go on in the next one: encoders break at 64 or 76. */
const shortestLine = 40;

const lineBreak = /(?:\r?\n|\\n)[ \t]{0,40}/y;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The lines that follow a run, each of them Base64 alone. Ends where they end, padding included. */
function linesFrom(text: string, run: Stretch): { encoded: string; end: number } {
  let { end } = run;
  let encoded = text.slice(run.start, end);
  for (let line = run; line.end - line.start >= shortestLine;) {
    lineBreak.lastIndex = end;
    if (!lineBreak.test(text)) break;
    const start = lineBreak.lastIndex;
    let stop = start;
    while (stop < text.length && stop - start < longest && isIn(base64Units, text.charCodeAt(stop))) stop++;
    // A word after the last line is none of its own.
    if (stop === start || !/[\s"'`=<\\]|^$/.test(text[stop] ?? "")) break;
    encoded += text.slice(start, stop);
    end = stop;
    line = { start, end: stop };
  }
  for (let pad = 0; pad < 2 && text[end] === "=" && encoded.length % 4 !== 0; pad++) {
    encoded += "=";
    end++;
  }
  return { encoded, end };
}

function wrappedIn(text: string, value: string | undefined, span: Stretch, how: string): Reading | undefined {
  if (value === undefined || value.length < shortestText) return undefined;
  const parts = readingOf(text);
  parts.other(value, span.start, span.end);
  return parts.done(how);
}

/** Text in UTF-16, as PowerShell takes encoded commands. */
function wideText(encoded: string): string | undefined {
  const bytes = decodeBase64(encoded);
  return bytes !== undefined && /^(?:[\t\n\r -~]\0)+$/.test(bytes) ? bytes.replaceAll("\0", "") : undefined;
}

const inBase64 = "it is wrapped in Base64, which hides nothing";
const inHex = "it is written in hexadecimal digits, which hide nothing";

/**
 * What a stretch of Base64 units holds when all of it is encoded text, and where it ends. What looks like text and is none,
 * or too long, has an end, too: its lines are not tried one by one.
 */
function readingAt(text: string, run: Stretch): { reading: Reading | undefined; end: number } | undefined {
  const size = run.end - run.start;
  if (size >= longest) return undefined;
  const digits = size >= shortestHex ? decodeHexText(text, run.start, run.end) : undefined;
  const fromDigits = wrappedIn(text, digits, run, inHex);
  if (fromDigits !== undefined) return { reading: fromDigits, end: run.end };
  if (size < shortest || !looksLikeBase64Text(text, run.start)) return undefined;
  const { encoded, end } = linesFrom(text, run);
  if (end - run.start >= longest) return { reading: undefined, end };
  const reading = wrappedIn(
    text,
    decodeBase64Text(encoded) ?? wideText(encoded),
    { start: run.start, end },
    inBase64,
  );
  return reading !== undefined || end > run.end + 2 ? { reading, end } : undefined;
}

/** Calls `found` for the parts of a path or of a name that a run of Base64 units may be; also behind a `0x`. */
function eachPart(text: string, { start, end }: Stretch, found: (part: Stretch) => void): void {
  const isJoint = (code: number): boolean => code === 47 || code === 95 || code === 45; // / _ -
  let from = text.startsWith("0x", start) ? start + 2 : start;
  for (let at = from; at <= end; at++) {
    if (at < end && !isJoint(text.charCodeAt(at))) continue;
    const whole = from === start && at === end;
    if (at - from >= shortest && !whole) found({ start: from, end: at });
    from = at + 1;
  }
}

function* detect(text: string, _hits: unknown, context: ContextInput): Iterable<Candidate> {
  const readings: Reading[] = [];
  eachRun(text, base64Units, shortest, (start, end) => {
    const whole = readingAt(text, { start, end });
    if (whole !== undefined) {
      if (whole.reading !== undefined) readings.push(whole.reading);
      return whole.end;
    }
    let after = end;
    eachPart(text, { start, end }, (run) => {
      const part = readingAt(text, run);
      if (part === undefined) return;
      if (part.reading !== undefined) readings.push(part.reading);
      after = Math.max(after, part.end);
    });
    return after;
  });
  yield* candidatesIn(readings, context, false);
}

/**
 * Tokens of known providers inside Base64, on one line or several, and inside hexadecimal digits. Reports the rule of
 * what it finds, on the encoded literal. One layer is decoded.
 */
export const wrapped: ContextDetector = { rules: [], keywords: [], detect };
