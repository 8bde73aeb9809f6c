import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import {
  backslashes,
  entities,
  type EscapeScheme,
  literalHoles,
  percents,
  quotedPrintable,
} from "./escapes.ts";
import { candidatesIn, type Reading, readingOf } from "./readings.ts";
import { isIn, unitsOf } from "./runs.ts";

/** Longest run of escapes and plain characters that is read, in code units; see `margin` in `localScan.ts`. */
const longest = 5_000;

/** Shortest meaning of a run that is looked at. */
const shortest = 8;

/** How far before and after a run its line is read along, for the names on it. */
const lookBack = 64;
const lookAhead = 16;

/** A run with so many escapes of letters and digits hides its letters: then names decide, too. */
const fewHidden = 6;

/** Where any scheme may start: one search over the text for all of them. */
const anyStart =
  /\\(?:[xuU/]|[01][0-7]{2})|(?<=[\w+/=.~-])\\\r?\n|=\r?\n(?=\S)|&#[\dxX]|%[2-7][0-9a-fA-F]|=[2-7][0-9A-F]|[$#]\{[ \t]{0,4}["'`]/g;

const schemes: Readonly<Record<string, EscapeScheme>> = {
  "\\": backslashes,
  "&": entities,
  "%": percents,
  "=": quotedPrintable,
  $: literalHoles,
  "#": literalHoles,
};

/** What a run may hold beside escapes: no white space, quotes, brackets or separators. */
const word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const plainUnits = unitsOf(`${word}_+/=.:~!@#$%^*-|?&`);
const tokenUnits = unitsOf(`${word}_+/=.:~@-`);
const wordUnits = unitsOf(word);

interface Run {
  readonly reading: Reading;
  readonly end: number;
  /** Escapes that stand for a character of a token. */
  readonly telling: number;
  readonly hidden: number;
}

/** The length of the escape at `at`, or 0. */
function escapeAt({ pattern }: EscapeScheme, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

/** The run around the escape at `at`, back to `from` at most; only its end when nothing is to be read in it. */
function runAt(text: string, at: number, from: number, scheme: EscapeScheme): Run | number {
  let start = at;
  while (start > from && at - start < longest && isIn(plainUnits, text.charCodeAt(start - 1))) start--;
  const parts = readingOf(text);
  const back = Math.max(from, start - lookBack);
  const line = back + text.slice(back, start).lastIndexOf("\n") + 1;
  if (line < start) parts.around(line, start);
  let [end, same, telling, hidden, size] = [at, start, 0, 0, at - start];
  while (end < text.length && end - start <= longest) {
    const length = escapeAt(scheme, text, end);
    if (length === 0) {
      if (!isIn(plainUnits, text.charCodeAt(end))) break;
      end++;
      size++;
      continue;
    }
    parts.same(same, end);
    const value = scheme.decode(text.slice(end, end + length));
    parts.other(value, end, end + length);
    // A line break that is no part of the value tells as much as a letter.
    if (value === "" || isIn(tokenUnits, value.charCodeAt(0))) telling++;
    if (isIn(wordUnits, value.charCodeAt(0))) hidden++;
    end += length;
    size += value.length;
    same = end;
  }
  if (telling === 0 || size < shortest || end - start > longest) return end;
  parts.same(same, end);
  const stop = text.slice(end, end + lookAhead).search(/[\r\n]/);
  parts.around(end, Math.min(text.length, end + (stop === -1 ? lookAhead : stop)));
  return { reading: parts.done(scheme.how), end, telling, hidden };
}

/** `=41` is a value in most texts: it counts in mail, or where nearly everything is written so. */
function isMail(text: string, path: string): boolean {
  return /\.(?:eml|mht|mhtml|vcf|mbox)$/i.test(path) || /quoted-printable/i.test(text);
}

function* detect(text: string, _hits: unknown, context: ContextInput): Iterable<Candidate> {
  const shaped: Reading[] = [];
  const named: Reading[] = [];
  let seen = 0;
  let mail: boolean | undefined;
  anyStart.lastIndex = 0;
  for (let match = anyStart.exec(text); match !== null; match = anyStart.exec(text)) {
    const scheme = schemes[match[0][0]!]!;
    const run =
      escapeAt(scheme, text, match.index) === 0 ? anyStart.lastIndex : runAt(text, match.index, seen, scheme);
    seen = typeof run === "number" ? run : run.end;
    anyStart.lastIndex = seen;
    if (typeof run === "number") continue;
    if (scheme === quotedPrintable && run.hidden < 8 && !(mail ??= isMail(text, context.path))) continue;
    (run.hidden >= fewHidden ? named : shaped).push(run.reading);
  }
  yield* candidatesIn(shaped, context, false);
  yield* candidatesIn(named, context, true);
}

/**
 * Tokens whose letters are written as escapes, all or some of them. Escapes are decoded once: what is escaped twice
 * stays unread.
 */
export const escaped: ContextDetector = { rules: [], keywords: [], detect };
