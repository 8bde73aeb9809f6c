import type { Literal } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A Rust string literal with what opens and closes it, such as `"` or `r#"` and `"#`. */
export interface RustLiteral extends Literal {
  readonly open: string;
  readonly close: string;
}

const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0" };
const escape = /\\(?:\r?\n\s*|u\{[0-9a-fA-F_]{1,12}\}|x[0-7][0-9a-fA-F]|[^])|\r\n/g;

/** Reads a string literal. Escapes as in the Rust reference, "Tokens". */
export function readLiteral(node: SyntaxNode, text: string): RustLiteral {
  const open = /^[bc]?(?:r#{0,255})?"/.exec(text.slice(node.start, node.start + 260))?.[0] ?? '"';
  const close = `"${"#".repeat(open.split("#").length - 1)}`;
  const start = node.start + open.length;
  const content = { start, end: Math.max(start, node.end - close.length) };
  const segments = open.includes("r")
    ? segmentsOf(text, content, /\r\n/g, () => "\n")
    : segmentsOf(text, content, escape, decode);
  return { span: { start: node.start, end: node.end }, content, segments, open, close };
}

function decode(match: string): string | undefined {
  if (match === "\r\n") return "\n";
  const body = match.slice(1);
  // A line break after a backslash, and the white space behind it, are not part of the value.
  if (body.trim() === "") return "";
  if (body.startsWith("u{")) {
    const point = Number.parseInt(body.slice(2, -1).replaceAll("_", ""), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  if (/^x./.test(body)) return String.fromCharCode(Number.parseInt(body.slice(1), 16));
  return simpleEscapes[body] ?? body;
}

/** What a format prints for a text without arguments; undefined when there is an argument in it. */
export function withoutHoles(value: string): string | undefined {
  const rest = value.replaceAll("{{", "").replaceAll("}}", "");
  return /[{}]/.test(rest) ? undefined : value.replaceAll("{{", "{").replaceAll("}}", "}");
}

/** Code of a literal's content as a format writes it. */
export function asFormat(content: string): string {
  return content.replace(/\\u\{[^}]*\}|[{}]/g, (match) => (match.length > 1 ? match : match + match));
}

/** A string literal of Rust with that value. */
export function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, "\\$&")}"`;
}
