import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import { deepest, type FileMember, type FileTree, type FileValue } from "./fileValue.ts";

/** Tokens of the scanner, which exports them as a constant enumeration that a compiler of single files cannot see. */
const openBrace = 1;
const closeBrace = 2;
const openBracket = 3;
const closeBracket = 4;
const endOfFile = 17;

/**
 * Reads JSON with comments and trailing commas, as Kiro and its neighbours do. A BOM is passed over; spans count it.
 * What can be read of a broken text is in `root` beside the error.
 */
export function readJsonFile(text: string): FileTree {
  const plain = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  const first: Span = { start: 0, end: Math.min(1, text.length) };
  if (plain.trim() === "") return { error: { message: "it is empty", span: first } };
  if (nestsTooDeeply(plain)) return { error: { message: "it is nested too deeply", span: first } };
  const errors = new FewErrors();
  const root = parseUntilLost(plain, errors);
  const [error] = errors;
  return { ...(root && { root: valueOf(root, plain) }), ...(error && { error: describe(error, plain) }) };
}

/** A parser that lost its way tells of every token, and takes long over it. */
const mostErrors = 100;

class LostError extends Error {
  override readonly name = "LostError";
}

class FewErrors extends Array<ParseError> {
  override push(...errors: ParseError[]): number {
    if (this.length >= mostErrors) throw new LostError();
    return super.push(...errors);
  }
}

function parseUntilLost(text: string, errors: FewErrors): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  } catch (error) {
    if (error instanceof LostError) return undefined;
    throw error;
  }
}

function describe({ error, offset, length }: ParseError, text: string): { message: string; span: Span } {
  const what = printParseErrorCode(error)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  const start = Math.min(offset, Math.max(0, text.length - 1));
  const end = Math.min(text.length, Math.max(offset + length, start + 1));
  return { message: `it is not valid JSON (${what})`, span: { start, end } };
}

function valueOf(node: Node, text: string): FileValue {
  const span = spanOf(node);
  const value: unknown = node.value;
  if (node.type === "object") {
    const members: FileMember[] = [];
    for (const property of node.children ?? []) {
      const member = memberOf(property, text);
      if (member) members.push(member);
    }
    return { kind: "object", members, span };
  }
  if (node.type === "array") {
    return { kind: "list", items: (node.children ?? []).map((child) => valueOf(child, text)), span };
  }
  if (typeof value === "string") return { kind: "text", value, span, content: contentSpan(node, text) };
  if (typeof value === "number") return { kind: "number", value, span };
  if (typeof value === "boolean") return { kind: "boolean", value, span };
  return { kind: "null", span };
}

function memberOf(property: Node, text: string): FileMember | undefined {
  const [key, value] = property.children ?? [];
  if (!key) return undefined;
  const end = key.offset + key.length;
  return {
    key: String(key.value),
    keySpan: contentSpan(key, text),
    value: value ? valueOf(value, text) : { kind: "missing", span: { start: end, end } },
    span: { start: key.offset, end: value ? value.offset + value.length : end },
  };
}

/** Inside of the quotes; an unterminated text has no closing one. */
function contentSpan(node: Node, text: string): Span {
  const end = node.offset + node.length;
  const closed = node.length > 1 && text[end - 1] === '"';
  return { start: node.offset + 1, end: closed ? end - 1 : end };
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** Counted before the parser runs, which calls itself for each level. */
function nestsTooDeeply(text: string): boolean {
  const scanner = createScanner(text, true);
  let level = 0;
  for (let token: number = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    if (token === openBrace || token === openBracket) {
      if (++level > deepest) return true;
    } else if (token === closeBrace || token === closeBracket) level = Math.max(0, level - 1);
  }
  return false;
}
