import type { TextEdit } from "../../../model/edit.ts";
import type { Span } from "../../../model/span.ts";
import type { Dialect } from "./dialect.ts";
import { breakAt, columnIndent, indentAt, isFirstInLine } from "./indentation.ts";
import { lineEnd, lineStart, nextLine } from "../../../model/lineEdges.ts";

/** The text between two elements, or between a bracket and an element. */
interface Gap {
  readonly span: Span;
  /** Offset of the comma. */
  readonly comma: number | undefined;
  readonly hasComment: boolean;
}

/** A list or object in brackets. */
export interface Bracketed {
  readonly text: string;
  readonly dialect: Dialect;
  /** With the brackets. */
  readonly span: Span;
  readonly elements: readonly Span[];
  /** `gaps[i]` stands before `elements[i]`, the last one before the closing bracket. */
  readonly gaps: readonly Gap[];
}

const brackets: Readonly<Record<string, string>> = { "[": "]", "{": "}", "(": ")" };

/** Takes brackets apart; undefined when anything but elements, commas and comments stands in them. */
export function readBracketed(
  text: string,
  span: Span,
  elements: readonly Span[],
  dialect: Dialect,
): Bracketed | undefined {
  const close = brackets[text[span.start] ?? ""];
  if (close === undefined || text[span.end - 1] !== close || span.end - span.start < 2) return undefined;
  const gaps: Gap[] = [];
  let at = span.start + 1;
  for (const element of [...elements, { start: span.end - 1, end: span.end }]) {
    const gap = element.start < at ? undefined : readGap(text, { start: at, end: element.start }, dialect);
    if (!gap) return undefined;
    gaps.push(gap);
    at = element.end;
  }
  return { text, dialect, span, elements, gaps };
}

function readGap(text: string, span: Span, { comment }: Dialect): Gap | undefined {
  let comma: number | undefined;
  let hasComment = false;
  for (let at = span.start; at < span.end; at++) {
    if (/\s/.test(text[at] ?? "")) continue;
    if (text[at] === "," && comma === undefined) {
      comma = at;
      continue;
    }
    comment.lastIndex = at;
    const found = comment.exec(text);
    if (!found || at + found[0].length > span.end) return undefined;
    hasComment = true;
    at += found[0].length - 1;
  }
  return { span, comma, hasComment };
}

/** Whether each element stands on a line of its own. */
function isMultiLine({ text, elements, span }: Bracketed): boolean {
  const [first] = elements;
  return first
    ? text.slice(span.start, first.start).includes("\n")
    : text.slice(span.start, span.end).includes("\n");
}

/** Takes elements out, but never all of them. What comments say stays. */
export function removeElements(from: Bracketed, removed: ReadonlySet<number>): TextEdit[] | undefined {
  const { elements, gaps } = from;
  if (removed.size >= elements.length) return undefined;
  const edits: TextEdit[] = [];
  for (let index = 0; index < elements.length; index++) {
    if (!removed.has(index)) continue;
    let last = index;
    while (removed.has(last + 1)) last++;
    const atEnd = last === elements.length - 1;
    const inside = gaps.slice(atEnd ? index : index + 1, last + (atEnd ? 1 : 2));
    if (inside.some(({ hasComment }) => hasComment)) edits.push(...removePieces(from, index, last));
    else if (atEnd) edits.push(cut(elements[index - 1]?.end ?? 0, elements[last]?.end ?? 0));
    else edits.push(cut(elements[index]?.start ?? 0, elements[last + 1]?.start ?? 0));
    index = last;
  }
  return edits;
}

function cut(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: "" };
}

/** Takes out elements among comments: each with its comma, and the line where nothing else is left in it. */
function removePieces({ text, elements, gaps }: Bracketed, first: number, last: number): TextEdit[] {
  const edits: TextEdit[] = [];
  const atEnd = last === elements.length - 1;
  const trailing = gaps[last + 1]?.comma !== undefined;
  const before = gaps[first]?.comma;
  if (atEnd && !trailing && before !== undefined) edits.push(cut(before, before + 1));
  for (let index = first; index <= last; index++) {
    const element = elements[index];
    if (!element) continue;
    const comma = gaps[index + 1]?.comma;
    const glued = comma !== undefined && text.slice(element.end, comma).trim() === "";
    const end = glued ? comma + 1 : element.end;
    if (comma !== undefined && !glued) edits.push(cut(comma, comma + 1));
    const alone = isFirstInLine(text, element.start) && text.slice(end, lineEnd(text, end)).trim() === "";
    const start = lineStart(text, element.start);
    // Where a comma before it was cut out of this very line, the line stays.
    if (alone && (before === undefined || before < start)) edits.push(cut(start, nextLine(text, end)));
    else edits.push(cut(element.start, end));
  }
  return edits;
}

/**
 * Puts elements after the one at `index`, or before all for -1.
 * @param write gives the elements' text at that indentation
 */
export function insertElements(
  into: Bracketed,
  index: number,
  write: (indent: string) => readonly string[] | undefined,
): TextEdit[] | undefined {
  const { text, elements, span, dialect } = into;
  if (elements.length === 0) return fillEmpty(into, write);
  const multi = isMultiLine(into) && !dialect.oneLine;
  const [first] = elements;
  const indent = first && multi ? indentAt(text, first.start) : indentAt(text, span.start);
  const texts = write(indent);
  if (!texts) return undefined;
  const eol = breakAt(text, span.start);
  const bare = dialect.syntax === "hcl" && text[span.start] === "{" && multi && !hasCommas(into);
  const mark = bare ? "" : ",";
  const glue = multi ? `${mark}${eol}${indent}` : `${mark || ","} `;
  if (index < 0)
    return [{ span: { start: first!.start, end: first!.start }, newText: texts.join(glue) + glue }];
  return insertAfter(into, index, { texts, multi, indent, eol, mark, glue });
}

interface Insertion {
  readonly texts: readonly string[];
  readonly multi: boolean;
  readonly indent: string;
  readonly eol: string;
  readonly mark: string;
  readonly glue: string;
}

function insertAfter(
  { text, elements, gaps }: Bracketed,
  index: number,
  { texts, multi, indent, eol, mark, glue }: Insertion,
): TextEdit[] {
  const end = elements[index]?.end ?? 0;
  const gap = gaps[index + 1];
  const joined = texts.join(glue);
  if (!multi || !gap?.hasComment) return [insertion(end, glue + joined)];
  // A comment behind the element stays behind it.
  const after = gap.comma ?? end;
  const line = lineEnd(text, after);
  if (line > gap.span.end) return [insertion(end, glue + joined)];
  if (gap.comma !== undefined) return [insertion(line, `${eol}${indent}${joined}${mark}`)];
  return [...(mark ? [insertion(end, mark)] : []), insertion(line, `${eol}${indent}${joined}`)];
}

function insertion(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

function fillEmpty(
  { text, span, gaps, dialect }: Bracketed,
  write: (indent: string) => readonly string[] | undefined,
): TextEdit[] | undefined {
  if (gaps[0]?.hasComment) return undefined;
  const inner = { start: span.start + 1, end: span.end - 1 };
  if (dialect.oneLine) {
    const texts = write("");
    return texts && [{ span: inner, newText: texts.join(", ") }];
  }
  const outer = indentAt(text, span.start);
  const texts = write(outer + dialect.unit);
  const eol = breakAt(text, span.start);
  const lead = eol + outer + dialect.unit;
  return texts && [{ span: inner, newText: lead + texts.join(`,${lead}`) + eol + outer }];
}

function hasCommas({ gaps, elements }: Bracketed): boolean {
  return elements.length > 1 ? gaps[1]?.comma !== undefined : gaps.at(-1)?.comma !== undefined;
}

/** Lists with more text than this in one line are written with one item per line. */
const widest = 100;

/** Column of what stands first in a line, YAML's dashes aside. */
function firstColumn(text: string, offset: number): number {
  return /^[\s-]*/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
}

/** Puts texts in the place of elements; a list of one line is broken up when it grows too wide. */
export function replaceElements(
  list: Bracketed,
  replaced: ReadonlyMap<number, readonly string[]>,
): TextEdit[] | undefined {
  const { text, elements, gaps, span, dialect } = list;
  const texts = elements.map(({ start, end }, index) => replaced.get(index) ?? [text.slice(start, end)]);
  const all = texts.flat();
  if (all.length === 0) return undefined;
  const multi = isMultiLine(list);
  const plain = gaps.every(({ hasComment }) => !hasComment);
  const width = all.reduce((sum, one) => sum + one.length + 2, indentAt(text, span.start).length);
  if (!multi && !dialect.oneLine && plain && width > widest && all.length > 1) {
    // YAML wants all lines between brackets to be indented more than the block around them.
    const outer =
      dialect.syntax === "yaml"
        ? columnIndent(text, lineStart(text, span.start) + firstColumn(text, span.start)) + dialect.unit
        : indentAt(text, span.start);
    const eol = breakAt(text, span.start);
    const lead = eol + outer + dialect.unit;
    return [{ span, newText: `[${lead}${all.join(`,${lead}`)}${eol}${outer}]` }];
  }
  const edits: TextEdit[] = [];
  for (const [index, items] of replaced) {
    const element = elements[index];
    if (!element || items.length === 0) continue;
    const lead = multi ? `,${breakAt(text, element.start)}${indentAt(text, element.start)}` : ", ";
    edits.push({ span: element, newText: items.join(lead) });
  }
  const gone = new Set([...replaced].flatMap(([index, items]) => (items.length === 0 ? [index] : [])));
  const removals = gone.size === 0 ? [] : removeElements(list, gone);
  return removals && [...edits, ...removals];
}
