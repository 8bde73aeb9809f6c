import type { Span } from "../../model/span.ts";
import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Nodes that are string literals. */
export const literalTypes: ReadonlySet<string> = new Set(["string_literal", "multiline_string_literal"]);

const simpleEscapes: Readonly<Record<string, string>> = { b: "\b", n: "\n", r: "\r", t: "\t" };

/** Escapes, and templates by name: the grammar knows the latter in strings of several lines only. */
const escape = /\\(?:u[0-9a-fA-F]{4}|[^])|\$(?:[A-Za-z_]\w{0,200}|`[^`\r\n]{1,200}`)/g;
const rawEscape = /\$(?:[A-Za-z_]\w{0,200}|`[^`\r\n]{1,200}`)|\r\n/g;

/** Reads a string literal, or says undefined when the grammar has cut it wrong. Escapes as in the language specification. */
export function readLiteral(node: SyntaxNode, text: string): Literal | undefined {
  const code = text.slice(node.start, node.end);
  const quotes = /^(?:"""|")/.exec(code)?.[0] ?? "";
  const whole = code.length >= quotes.length * 2 && code.endsWith(quotes);
  if (quotes === "" || !whole || (quotes === '"' && code.includes("\n"))) return undefined;
  const content = { start: node.start + quotes.length, end: node.end - quotes.length };
  const pattern = quotes === '"' ? escape : rawEscape;
  const segments: Segment[] = [];
  let at = content.start;
  const textTo = (end: number): void => {
    segments.push(...segmentsOf(text, { start: at, end }, pattern, decode));
    at = end;
  };
  for (const hole of node.children.filter((child) => child.type === "interpolation")) {
    if (hole.start < at || hole.end > content.end) continue;
    textTo(hole.start);
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  textTo(content.end);
  return { span: { start: node.start, end: node.end }, content, segments };
}

function decode(match: string): string | undefined {
  if (match === "\r\n") return "\n";
  if (match.startsWith("$")) return undefined;
  const body = match.slice(1);
  if (body.length === 5) return String.fromCharCode(Number.parseInt(body.slice(1), 16));
  return simpleEscapes[body] ?? body;
}

/** The call `"…".trimIndent()` around a literal. */
export function trimmedBy(node: SyntaxNode, text: string): SyntaxNode | undefined {
  const navigation = node.parent;
  const call = navigation?.parent;
  if (navigation?.type !== "navigation_expression" || call?.type !== "call_expression") return undefined;
  const after = text.slice(node.end, call.end).replace(/\s+/g, "");
  return after === ".trimIndent()" ? call : undefined;
}

/** What `trimIndent` makes of a value: the common indentation and an empty first and last line are taken away. */
export function trimIndent(value: string): string {
  const lines = value.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)![0].length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  const kept = lines.filter(
    (line, index) => !((index === 0 || index === lines.length - 1) && line.trim() === ""),
  );
  return kept.map((line) => line.slice(Math.min(indent, line.length))).join("\n");
}

/** The span of a value within a literal's quotes. */
export function withinQuotes(span: Span, literal: Literal): Span {
  const start = Math.min(Math.max(span.start, literal.content.start), literal.content.end);
  return { start, end: Math.max(start, Math.min(span.end, literal.content.end)) };
}
