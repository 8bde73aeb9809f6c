import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { candidatesIn, type Reading } from "./readings.ts";
import {
  closesAt,
  closingQuote,
  isWorthReading,
  joinedReading,
  longestExpression,
  type StringPiece,
} from "./stringPieces.ts";

const itemStart = /\s{0,80}(?:[bBrRuUfF]{1,2}|@)?["'`]/y;
const comma = /\s{0,80},/y;
const listEnd = /\s{0,80}(?:,\s{0,80})?[\])}]/y;

function step(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

interface List {
  readonly items: readonly StringPiece[];
  /** Behind what closes it. */
  readonly end: number;
}

/** The literals from `at` up to a closing bracket, when nothing else stands between. */
function listAt(text: string, at: number): List | undefined {
  const items: StringPiece[] = [];
  for (let from = at; from !== -1 && from - at < longestExpression;) {
    const start = step(itemStart, text, from);
    if (start === -1) return undefined;
    const quote = text[start - 1]!;
    const end = closingQuote(text, start, quote);
    if (end === -1 || !closesAt(text, end)) return undefined;
    items.push({ start, end, quote });
    const close = step(listEnd, text, end + 1);
    if (close !== -1) return { items, end: close };
    from = step(comma, text, end + 1);
  }
  return undefined;
}

/** A list, what is put between its items, and the whole call around it. */
interface JoinedList extends List {
  readonly glue: string;
  readonly start: number;
}

/** What a separator is written as: a short literal without escapes. */
const glue = String.raw`(["'\x60])(?<glue>[^"'\x60\\\n]{0,16})\1`;

const lastArgument = new RegExp(String.raw`\(\s{0,40}${glue}\s{0,40}\)`, "y");
const openCall = /\(\s{0,80}(?:\[\]string\{|new\s(?:[sS]tring)?\s?\[\]\s?\{|array\(|\[|\(|\{)?/y;
const glueFirst = new RegExp(
  String.raw`(?:\(|["']?:?\s{0,40}\[)\s{0,80}${glue}\s{0,40},\s{0,80}(?:array\(|\[)?`,
  "y",
);
const glueLast = new RegExp(String.raw`\s{0,40},\s{0,40}${glue}\s{0,40}\)`, "y");

function glueAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.groups?.["glue"];
}

/** `["a", "b"].join("")`. Nothing before `from` is looked at, so that no stretch is read twice. */
function listBefore(text: string, hit: KeywordHit, from: number): JoinedList | undefined {
  const dot = hit.start - 1;
  const back = Math.max(from, dot - longestExpression);
  const open = text.slice(back, dot).lastIndexOf("[");
  const list = open === -1 ? undefined : listAt(text, back + open + 1);
  const between = list?.end === dot ? glueAt(lastArgument, text, hit.end) : undefined;
  if (list === undefined || between === undefined) return undefined;
  return { items: list.items, glue: between, start: back + open, end: lastArgument.lastIndex };
}

/** `"".join(["a", "b"])`. */
function listOfLiteral(text: string, hit: KeywordHit): JoinedList | undefined {
  const before = /(["'])([^"'\\\n]{0,16})\1\.$/.exec(text.slice(Math.max(0, hit.start - 24), hit.start));
  const inside = before === null ? -1 : step(openCall, text, hit.end);
  const list = inside === -1 ? undefined : listAt(text, inside);
  return list && { ...list, glue: before![2]!, start: hit.start - before![0].length };
}

/** `String.Concat("a", "b")`. */
function concatenated(text: string, hit: KeywordHit): JoinedList | undefined {
  const inside = step(openCall, text, hit.end);
  const list = inside === -1 ? undefined : listAt(text, inside);
  return list && { ...list, glue: "", start: hit.start };
}

/** `implode("", ["a", "b"])`, `join("", ["a", "b"])`, `!Join ["", ["a", "b"]]`, `strings.Join([]string{"a", "b"}, "")`. */
function listOfCall(text: string, hit: KeywordHit): JoinedList | undefined {
  const first = glueAt(glueFirst, text, text[hit.end] === " " ? hit.end + 1 : hit.end);
  if (first !== undefined) {
    const list = listAt(text, glueFirst.lastIndex);
    return list && { ...list, glue: first, start: hit.start };
  }
  const inside = step(openCall, text, hit.end);
  const list = inside === -1 ? undefined : listAt(text, inside);
  const last = list && glueAt(glueLast, text, list.end);
  return list && last !== undefined ? { ...list, glue: last, start: hit.start } : undefined;
}

function listFor(text: string, hit: KeywordHit, from: number): JoinedList | undefined {
  if (hit.keyword === "concat") return concatenated(text, hit);
  if (text[hit.start - 1] !== ".") return listOfCall(text, hit);
  const owner = text[hit.start - 2] ?? "";
  if (owner === "]") return listBefore(text, hit, from);
  return /["']/.test(owner) ? listOfLiteral(text, hit) : listOfCall(text, hit);
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const readings: Reading[] = [];
  let seen = 0;
  for (const hit of hits) {
    if (hit.start < seen) continue;
    const last = seen;
    const list = listFor(text, hit, last);
    seen = Math.max(hit.end, list?.end ?? 0);
    if (list === undefined || list.items.length < 2 || !isWorthReading(list.items)) continue;
    if (list.end - list.start > longestExpression) continue;
    readings.push(joinedReading(text, list.items, list.glue, list, last));
  }
  yield* candidatesIn(readings, context, true);
}

/** Values that a call joins from a list of literals alone. */
export const joinedLists: ContextDetector = { rules: [], keywords: ["join", "concat", "implode"], detect };
