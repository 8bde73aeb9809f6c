import type { Span } from "../../model/span.ts";
import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A Ruby string literal with its delimiters. */
export interface RubyLiteral extends Literal {
  /** What opens it, such as `"`, `'` or `%q(`; empty for a heredoc. */
  readonly open: string;
  /** `#{…}` in it is replaced. */
  readonly expands: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  s: " ",
  r: "\r",
  e: "\x1b",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
  "\r\n": "",
};

const singleEscape = /\\[\\']/g;
const doubleEscape = /\\(?:u\{[0-9a-fA-F \t]{1,40}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|\r\n|[^])/g;

/** Reads a `string` node. Escapes as in Ruby's documentation, "Literals". */
export function readLiteral(node: SyntaxNode, text: string): RubyLiteral {
  const open = /^(?:%[qQ]?[^\w\s]|['"])/.exec(text.slice(node.start, node.start + 4))?.[0] ?? "'";
  const start = node.start + open.length;
  const content = { start, end: Math.max(start, node.end - 1) };
  const expands = open !== "'" && !open.startsWith("%q");
  const segments = expands
    ? expanded(node, content, text)
    : segmentsOf(text, content, singleEscape, (match) => match.charAt(1));
  return { span: { start: node.start, end: node.end }, content, segments, open, expands };
}

/**
 * Reads the body of a heredoc, without the line break ahead of its closing mark, which is not part of what is replaced.
 * `<<~` takes the least indentation of its lines away.
 */
export function readHeredoc(beginning: SyntaxNode, body: SyntaxNode, text: string): RubyLiteral {
  const mark = text.slice(beginning.start, beginning.end);
  const raw = mark.includes("'");
  const close = body.children.find((child) => child.type === "heredoc_end");
  const start = text.indexOf("\n", body.start) + 1;
  const last = text.lastIndexOf("\n", (close?.start ?? body.end) - 1);
  const end = Math.max(start, text.charAt(last - 1) === "\r" ? last - 1 : last);
  const lines: Span[] = [];
  for (let at = start; at < end;) {
    const feed = text.indexOf("\n", at);
    const next = feed < 0 || feed >= end ? end : feed + 1;
    lines.push({ start: at, end: next });
    at = next;
  }
  const indent = (line: Span): number => /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
  const written = lines.filter((line) => text.slice(line.start, line.end).trim() !== "");
  const least = mark.startsWith("<<~") ? Math.min(...written.map(indent)) : 0;
  const segments = lines.flatMap((line): Segment[] => {
    const from = line.start + Math.min(least, indent(line));
    const blank: Segment[] =
      from > line.start ? [{ start: line.start, end: from, value: "", plain: false }] : [];
    const rest = { start: from, end: line.end };
    return [...blank, ...(raw ? segmentsOf(text, rest, /\r\n/g, () => "\n") : expanded(body, rest, text))];
  });
  const first = lines[0];
  // The first line keeps its indentation, which the others' is measured by.
  const content = { start: first ? Math.min(first.start + Math.min(least, indent(first)), end) : start, end };
  const kept = segments.filter((segment) => segment.start >= content.start);
  const span = { start: body.start, end: body.end };
  return { span, content, segments: kept, open: "", expands: !raw };
}

/** A run with escapes, cut at interpolations, whose value is not known before run time. */
function expanded(node: SyntaxNode, span: Span, text: string): Segment[] {
  const segments: Segment[] = [];
  let at = span.start;
  const runTo = (end: number): void => {
    segments.push(...segmentsOf(text, { start: at, end }, doubleEscape, decode));
  };
  for (const hole of node.children) {
    if (hole.type !== "interpolation" || hole.start < at || hole.end > span.end) continue;
    runTo(hole.start);
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  runTo(span.end);
  return segments;
}

function decode(match: string): string | undefined {
  const body = match.slice(1);
  if (body.startsWith("u")) {
    const points = body
      .replace(/^u\{?|\}$/g, "")
      .trim()
      .split(/\s+/);
    const codes = points.map((point) => Number.parseInt(point, 16));
    return codes.every((code) => code <= 0x10ffff) ? String.fromCodePoint(...codes) : undefined;
  }
  if (/^(?:x.|[0-7])/.test(body)) {
    const byte = body.startsWith("x") ? Number.parseInt(body.slice(1), 16) : Number.parseInt(body, 8) & 0xff;
    return byte < 0x80 ? String.fromCharCode(byte) : undefined;
  }
  // Control and meta characters are spelled over several characters.
  if (/^[cCM]$/.test(body)) return undefined;
  return simpleEscapes[body] ?? body;
}

/** The inside of a single-quoted string as a double-quoted one writes it. */
export function inDoubleQuotes(content: string): string {
  return content.replace(/\\[\\']|\\|"|#(?=[{$@])/g, (match) => {
    if (match === "\\'") return "'";
    return match === "\\\\" ? match : `\\${match}`;
  });
}
