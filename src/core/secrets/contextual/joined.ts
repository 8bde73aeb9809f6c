import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import { candidatesIn, type Reading } from "./readings.ts";
import {
  closesAt,
  closingQuote,
  isWorthReading,
  joinedReading,
  longestExpression,
  opensAt,
  type StringPiece,
} from "./stringPieces.ts";

/**
 * From the end of one literal to the start of the next: `+`; `&` of Visual Basic, with its `_` at the end of a line; `.` of PHP
 * and Perl; `..` of Lua; `<>`, `++`, `~`, `^`, `||` and `<<` of others; `\` before a line break; calls of `concat` and
 * `append`; nothing at all, which is `bare`.
 */
const join =
  /(["'`])(\s{0,80})(?:(\+\+?|&|\.\.?|<>|<<|~|\^|\|\||\\(?=\r?\n)|\)\s{0,40}\.(?:concat|append)\(|\.concat\()\s?_?\s{0,80})?(?:[bBrRuUfFL]{1,2}|@)?(["'`])/y;

/** A cheaper form of `join` that finds where to try it. */
const anywhere = /["'`]\s{0,80}(?:[+&.<~^|\\)]|[bBrRuUfFL]{0,2}["'`])/g;

/** Languages in which literals beside each other are one, by the end of the path or the id that VS Code has for them. */
const adjacent =
  /(?:^|\.)(?:py|pyi|pyw|python|c|h|cc|cpp|cxx|hh|hpp|m|mm|rb|ruby|dart|jl|nim|d|objective-c|objective-cpp)$/i;
const unspaced = /(?:^|\.)(?:sh|bash|zsh|ksh|shellscript|env|envrc)$/i;
const sql = /(?:^|\.)(?:sql|pgsql|plsql|psql|ddl)$/i;

/** What holds in the language of a text. */
interface Joins {
  /** Whether literals beside each other are one: always, without a blank only, or perhaps. */
  readonly beside: "always" | "unspaced" | "perhaps" | "never";
  readonly bars: boolean;
}

function joinsOf({ path, languageId }: ContextInput): Joins {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const is = (pattern: RegExp): boolean =>
    pattern.test(name.includes(".") ? name : (languageId ?? "")) || pattern.test(languageId ?? "");
  const unknown = name === "" && languageId === undefined;
  const beside = is(adjacent) ? "always" : is(unspaced) ? "unspaced" : unknown ? "perhaps" : "never";
  return { beside, bars: is(sql) };
}

/** Where the literal that closes at `quote` opens, or -1. Escaped quotes in it are passed over. */
function openingQuote(text: string, quote: number, from: number): number {
  const sign = text[quote]!;
  for (let at = quote - 1; at >= from; at--) {
    if (text[at] === "\n" && sign !== "`" && !/\\\r?$/.test(text.slice(Math.max(0, at - 2), at))) return -1;
    if (text[at] === sign && !isEscaped(text, at, from)) return at;
  }
  return -1;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let count = 0;
  while (at - 1 - count >= from && text[at - 1 - count] === "\\") count++;
  return count % 2 === 1;
}

interface Joined {
  readonly pieces: readonly StringPiece[];
  /** Behind the last quote. */
  readonly end: number;
  /** Nothing but white space stands between some of them, in a language that is not known. */
  readonly unsure: boolean;
}

function isLiteral(text: string, piece: StringPiece): boolean {
  if (piece.quote !== "`") return true;
  return !text.slice(piece.start, piece.end).includes("${");
}

/** The literal that `join` leads to, with what it says of the step. */
function nextPiece(
  text: string,
  quote: number,
  joins: Joins,
): { piece: StringPiece; unsure: boolean } | undefined {
  join.lastIndex = quote;
  const match = join.exec(text);
  if (match === null) return undefined;
  const [, , bare = "", sign] = match;
  if (sign === "||" && !joins.bars) return undefined;
  if (sign === undefined) {
    const fits = joins.beside === "unspaced" ? bare === "" : joins.beside !== "never" && bare !== "";
    if (!fits) return undefined;
  }
  const start = join.lastIndex;
  const opening = text[start - 1]!;
  const end = closingQuote(text, start, opening);
  const piece = { start, end, quote: opening };
  if (end === -1 || !isLiteral(text, piece)) return undefined;
  return { piece, unsure: sign === undefined && joins.beside === "perhaps" };
}

/** The chain of literals whose first one closes at `quote`, with all that is joined to it. */
function chainAt(text: string, quote: number, from: number, joins: Joins): Joined | undefined {
  let next = nextPiece(text, quote, joins);
  if (next === undefined) return undefined;
  const opening = openingQuote(text, quote, Math.max(from, quote - longestExpression));
  if (opening === -1 || !opensAt(text, opening)) return undefined;
  const first = { start: opening + 1, end: quote, quote: text[quote]! };
  if (!isLiteral(text, first)) return undefined;
  const pieces: StringPiece[] = [first];
  let unsure = false;
  for (; next !== undefined; next = nextPiece(text, next.piece.end, joins)) {
    pieces.push(next.piece);
    unsure ||= next.unsure;
  }
  return { pieces, end: pieces.at(-1)!.end + 1, unsure };
}

function* detect(text: string, _hits: unknown, context: ContextInput): Iterable<Candidate> {
  const joins = joinsOf(context);
  const named: Reading[] = [];
  const shaped: Reading[] = [];
  let seen = 0;
  anywhere.lastIndex = 0;
  for (let match = anywhere.exec(text); match !== null; match = anywhere.exec(text)) {
    // The quote that this one was taken with may be the first of the next pair.
    anywhere.lastIndex = match.index + 1;
    const chain = match.index < seen ? undefined : chainAt(text, match.index, seen, joins);
    if (chain === undefined) continue;
    const last = seen;
    seen = chain.end;
    const { pieces, end, unsure } = chain;
    const start = pieces[0]!.start - 1;
    if (end - start > longestExpression || !isWorthReading(pieces)) continue;
    if (!closesAt(text, end - 1) && joins.beside !== "unspaced") continue;
    (unsure ? shaped : named).push(joinedReading(text, pieces, "", { start, end }, last));
  }
  yield* candidatesIn(named, context, true);
  yield* candidatesIn(shaped, context, false);
}

/** Values that an expression joins from literals alone: read as one, found once, from the first to the last of them. */
export const joined: ContextDetector = { rules: [], keywords: [], detect };
