import type { Span } from "../../model/span.ts";
import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A PHP string: in quotes, or a text that runs to a mark. */
export interface PhpLiteral extends Literal {
  /** `'`, `"`, or empty for a heredoc and a nowdoc. */
  readonly quote: string;
  /** Variables in it are replaced. */
  readonly expands: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  e: "\x1b",
  f: "\f",
  "\\": "\\",
  $: "$",
};

const singleEscape = /\\[\\']/g;
const doubleEscape = /\\(?:u\{[0-9a-fA-F]{1,8}\}|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[^])/g;

/** Reads a string node. Escapes as in the manual, "Strings"; a heredoc loses the indentation of its closing mark (PHP 7.3). */
export function readLiteral(node: SyntaxNode, text: string): PhpLiteral {
  const span = { start: node.start, end: node.end };
  if (node.type === "string") {
    const start = text.indexOf("'", node.start) + 1;
    const content = { start, end: Math.max(start, node.end - 1) };
    const segments = segmentsOf(text, content, singleEscape, (match) => match.charAt(1));
    return { span, content, segments, quote: "'", expands: false };
  }
  if (node.type === "encapsed_string") {
    const start = text.indexOf('"', node.start) + 1;
    const content = { start, end: Math.max(start, node.end - 1) };
    return { span, content, segments: expanded(node, content, text, '"'), quote: '"', expands: true };
  }
  return readDocument(node, text);
}

function readDocument(node: SyntaxNode, text: string): PhpLiteral {
  const raw = node.type === "nowdoc";
  const start = text.indexOf("\n", node.start) + 1;
  const last = text.lastIndexOf("\n", node.end - 1);
  const end = Math.max(start, text.charAt(last - 1) === "\r" ? last - 1 : last);
  const indent = /^[ \t]*/.exec(text.slice(last + 1, node.end))?.[0].length ?? 0;
  const body = node.children.find((child) => child.field === "value") ?? node;
  const segments: Segment[] = [];
  for (let at = start; at < end;) {
    const feed = text.indexOf("\n", at);
    const line = { start: at, end: feed < 0 || feed >= end ? end : feed + 1 };
    const blank = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0].length ?? 0;
    const from = line.start + Math.min(indent, blank);
    if (from > line.start) segments.push({ start: line.start, end: from, value: "", plain: false });
    const rest = { start: from, end: line.end };
    segments.push(
      ...(raw ? segmentsOf(text, rest, /\\/g, (match) => match) : expanded(body, rest, text, "")),
    );
    at = line.end;
  }
  const span = { start: node.start, end: node.end };
  return { span, content: { start, end }, segments, quote: "", expands: !raw };
}

/** A run with escapes, cut at variables, whose value is not known before run time. */
function expanded(node: SyntaxNode, span: Span, text: string, quote: string): Segment[] {
  const segments: Segment[] = [];
  let at = span.start;
  const runTo = (end: number): void => {
    segments.push(...segmentsOf(text, { start: at, end }, doubleEscape, (match) => decode(match, quote)));
  };
  for (const hole of node.children) {
    const plain = /^(?:string_content|escape_sequence)$/.test(hole.type);
    if (plain || !(hole.named || /^\$?[{}]$/.test(hole.type))) continue;
    if (hole.start < at || hole.end > span.end) continue;
    runTo(hole.start);
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  runTo(span.end);
  return segments;
}

function decode(match: string, quote: string): string | undefined {
  const body = match.slice(1);
  if (body.startsWith("u{")) {
    const point = Number.parseInt(body.slice(2, -1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  if (/^(?:x|[0-7])/.test(body) && body !== "x") {
    const byte = body.startsWith("x") ? Number.parseInt(body.slice(1), 16) : Number.parseInt(body, 8) & 0xff;
    return byte < 0x80 ? String.fromCharCode(byte) : undefined;
  }
  return simpleEscapes[body] ?? (body === quote ? quote : match);
}
