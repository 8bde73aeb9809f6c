import type { Span } from "../../model/span.ts";
import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A C# string literal with what opens it taken apart. */
export interface CsharpLiteral extends Literal {
  /** Count of `$`; none for a string without interpolation. */
  readonly dollars: number;
  readonly verbatim: boolean;
  /** One quote, or three and more for a raw string. */
  readonly quotes: string;
}

/** Nodes that are string literals. */
export const literalTypes: ReadonlySet<string> = new Set([
  "string_literal",
  "verbatim_string_literal",
  "raw_string_literal",
  "interpolated_string_expression",
]);

const simpleEscapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escape = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{1,4}|[^])/g;
const formatEscape = new RegExp(`${escape.source}|\\{\\{|\\}\\}`, "g");
const none = /(?!)/g;

/** Reads a string literal. Escapes as in the language specification, 6.4.5.6, and raw strings as in C# 11. */
export function readLiteral(node: SyntaxNode, text: string): CsharpLiteral {
  const opening = /^([@$]{0,9})("{3,100}|")/.exec(text.slice(node.start, node.start + 120));
  const prefix = opening?.[1] ?? "";
  const quotes = opening?.[2] ?? '"';
  const start = node.start + prefix.length + quotes.length;
  const content = { start, end: Math.max(start, node.end - quotes.length) };
  const dollars = prefix.split("$").length - 1;
  const verbatim = prefix.includes("@");
  const span = { start: node.start, end: node.end };
  if (quotes.length > 1) {
    const lines = rawLines(content, text);
    const segments = lines.flatMap((line) => rawLine(line, node, text));
    return { span, content: inner(lines, content), segments, dollars, verbatim, quotes };
  }
  const pattern = verbatim ? (dollars > 0 ? /""|\{\{|\}\}/g : /""/g) : dollars > 0 ? formatEscape : escape;
  const segments = withHoles(node, content, (part) => segmentsOf(text, part, pattern, decode));
  return { span, content, segments, dollars, verbatim, quotes };
}

function decode(match: string): string | undefined {
  if (!match.startsWith("\\")) return match.charAt(0);
  const body = match.slice(1);
  if (/^[uUx]/.test(body)) {
    const point = Number.parseInt(body.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  return simpleEscapes[body] ?? body;
}

function withHoles(node: SyntaxNode, span: Span, read: (part: Span) => Segment[]): Segment[] {
  const segments: Segment[] = [];
  let at = span.start;
  for (const hole of node.children.filter((child) => child.type === "interpolation")) {
    if (hole.start < at || hole.end > span.end) continue;
    segments.push(...read({ start: at, end: hole.start }));
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  return [...segments, ...read({ start: at, end: span.end })];
}

interface RawLine extends Span {
  /** Where the value starts: behind the white space that the closing quotes have as well. */
  readonly text: number;
}

/** The lines of a raw string without the first and the last one, which hold the quotes; the one line of a short one. */
function rawLines(content: Span, text: string): readonly RawLine[] {
  const raw = text.slice(content.start, content.end);
  if (!raw.includes("\n")) return [{ ...content, text: content.start }];
  const closing = raw.slice(raw.lastIndexOf("\n") + 1);
  const last = content.start + raw.replace(/\r?\n[ \t]*$/, "").length;
  const lines: RawLine[] = [];
  for (let start = text.indexOf("\n", content.start) + 1; start <= last;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 || feed >= last ? last : feed + 1;
    const indent = text.startsWith(closing, start) ? closing.length : 0;
    lines.push({ start, end, text: Math.min(end, start + indent) });
    if (end === last) break;
    start = end;
  }
  return lines;
}

function rawLine(line: RawLine, node: SyntaxNode, text: string): Segment[] {
  const read = (part: Span): Segment[] => segmentsOf(text, part, none, () => undefined);
  const ahead: Segment[] =
    line.text > line.start ? [{ start: line.start, end: line.text, value: "", plain: false }] : [];
  return [...ahead, ...withHoles(node, { start: line.text, end: line.end }, read)];
}

function inner(lines: readonly RawLine[], content: Span): Span {
  const first = lines[0];
  const last = lines.at(-1);
  return first && last ? { start: first.start, end: last.end } : { start: content.start, end: content.start };
}
