import type { Candidate, ContextDetector, ContextInput, KeywordHit } from "../detector.ts";
import { genericRules } from "./genericRules.ts";
import { judge, type Setting } from "./judge.ts";
import { classifyKey, type KeyName } from "./keyNames.ts";
import { settingOf } from "./keys.ts";

/** Longest line of a table, and how far a column reaches below its title, in code units. */
const longestLine = 400;
const reach = 2000;

/** A cell of a line: what stands in it without blanks, quotes and marks of emphasis. */
interface Cell {
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function lineAt(text: string, at: number): Line | undefined {
  const back = text.slice(Math.max(0, at - longestLine), at);
  const newline = back.lastIndexOf("\n");
  if (newline === -1 && at > longestLine) return undefined;
  const start = at - back.length + newline + 1;
  const end = text.slice(at, at + longestLine).indexOf("\n");
  if (end === -1 && at + longestLine < text.length) return undefined;
  return { start, end: end === -1 ? text.length : at + end };
}

function bare(text: string, start: number, end: number): Cell {
  while (start < end && /[\s`*"'_]/.test(text[start]!)) start++;
  while (end > start && /[\s`*"']/.test(text[end - 1]!)) end--;
  return { start, end };
}

function cellsOf(text: string, line: Line, separator: string): Cell[] {
  const cells: Cell[] = [];
  let from = line.start;
  for (let at = line.start; at <= line.end; at++) {
    if (at < line.end && text[at] !== separator) continue;
    cells.push(bare(text, from, at));
    from = at + 1;
  }
  return cells;
}

function isName(text: string): boolean {
  return /^[A-Za-z][\w .-]{0,40}$/.test(text);
}

/** What separates the cells: bars in Markdown, what the extension says in a file of rows. */
function separatorOf(text: string, line: Line, path: string): string | undefined {
  if (/^[ \t>]{0,8}\|/.test(text.slice(line.start, line.start + 9))) return "|";
  if (/\.tsv$/i.test(path)) return "\t";
  if (!/\.csv$/i.test(path)) return undefined;
  const separator = text.slice(line.start, line.end).includes(";") ? ";" : ",";
  const titles = cellsOf(text, line, separator);
  return titles.length > 1 && titles.every((one) => isName(text.slice(one.start, one.end)))
    ? separator
    : undefined;
}

const rule = /^[ \t>]{0,8}\|?[\s:|-]{3,}$/;

function* rowsBelow(text: string, title: Line): Generator<Line> {
  for (let at = title.end + 1; at < text.length && at - title.end < reach;) {
    const line = lineAt(text, at);
    if (line === undefined || line.end === line.start) return;
    yield line;
    at = line.end + 1;
  }
}

/** Whether the line below is the rule under the titles of a Markdown table. */
function isTitle(text: string, line: Line, separator: string): boolean {
  const below = separator === "|" ? lineAt(text, line.end + 1) : undefined;
  return separator !== "|" || (below !== undefined && rule.test(text.slice(below.start, below.end)));
}

/** The cells of a column below its title. */
function* columnBelow(text: string, line: Line, separator: string, column: number): Generator<Cell> {
  for (const row of rowsBelow(text, line)) {
    const cells = cellsOf(text, row, separator);
    if (separator === "|" && cells.length < 3) return;
    const own = cells[column];
    if (own !== undefined) yield own;
  }
}

/** A cell that a name which says secret fills. */
interface Title {
  readonly line: Line;
  readonly separator: string;
  readonly column: number;
  readonly key: KeyName;
}

function titleAt(text: string, hit: KeywordHit, path: string): Title | undefined {
  const line = lineAt(text, hit.start);
  const separator = line && separatorOf(text, line, path);
  if (line === undefined || separator === undefined) return undefined;
  const cells = cellsOf(text, line, separator);
  const column = cells.findIndex(({ start, end }) => start <= hit.start && hit.end <= end);
  const cell = cells[column];
  const name = cell === undefined ? "" : text.slice(cell.start, cell.end);
  const key = isName(name) ? classifyKey(name) : undefined;
  return key?.strength === "strong" ? { line, separator, column, key } : undefined;
}

function cellsNamed(text: string, { line, separator, column }: Title, below: boolean): Iterable<Cell> {
  if (below) return columnBelow(text, line, separator, column);
  const next = cellsOf(text, line, separator)[column + 1];
  return next === undefined ? [] : [next];
}

function candidateOf(
  text: string,
  { start, end }: Cell,
  key: KeyName,
  setting: Setting,
): Candidate | undefined {
  const value = text.slice(start, end);
  // Text, and the type of a column: `varchar(128)`.
  if (/\s|^[A-Za-z]+\(\d[\d,]*\)$/.test(value)) return undefined;
  // A plain word in a table describes; one with a number may be what is told.
  const tie = /\d{3}$/.test(value) ? "prose" : "argument";
  const verdict = judge({ value, quoted: true, tie, key, service: false, setting });
  return verdict && { ...genericRules[key.kind], span: { start, end }, ...verdict };
}

function* detect(text: string, hits: readonly KeywordHit[], context: ContextInput): Iterable<Candidate> {
  const setting = settingOf(context);
  let covered = { from: 0, to: 0 };
  for (const hit of hits) {
    if (hit.start >= covered.from && hit.start < covered.to) continue;
    const title = titleAt(text, hit, context.path);
    if (title === undefined) continue;
    const { line, separator, key } = title;
    const below = isTitle(text, line, separator);
    // No line within reach of a title is one itself, so that no stretch is read over and over.
    if (below) covered = { from: line.end, to: line.end + reach };
    for (const cell of cellsNamed(text, title, below)) {
      const candidate = candidateOf(text, cell, key, setting);
      if (candidate !== undefined) yield candidate;
    }
  }
}

/** Values in tables: of a column whose title says secret, and beside a name that does. */
export const tables: ContextDetector = {
  rules: Object.values(genericRules),
  keywords: [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "api key",
    "apikey",
    "api_key",
    "access key",
  ],
  detect,
};
