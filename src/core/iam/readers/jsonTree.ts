import { parseTree, type Node, type ParseError } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import type { SyntaxProblem } from "../model/located.ts";
import { makeString } from "../model/makeNodes.ts";
import type { Member, StringNode, ValueNode } from "../model/valueNode.ts";
import { jsonProblems } from "./jsonProblems.ts";

/** Deeper values are not read; no policy nests that far, and a hostile text must not end the thread. */
export const deepest = 200;

/** What a reader of JSON accepts. */
export interface JsonOptions {
  /** Whether a comma before a closing bracket is a problem, as it is for AWS. Default false. */
  readonly strict?: boolean;
}

/** The value of a JSON text with its problems. Comments, trailing commas and broken ends survive; duplicate keys are kept. */
export function readJsonTree(
  text: string,
  { strict = false }: JsonOptions = {},
): { root: ValueNode | undefined; problems: SyntaxProblem[] } {
  if (nesting(text) > deepest) {
    return {
      root: undefined,
      problems: [{ span: { start: 0, end: 1 }, message: "it is nested too deeply" }],
    };
  }
  const errors: ParseError[] = [];
  const plain = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  const root = parseTree(plain, errors, { allowTrailingComma: !strict, disallowComments: false });
  return { root: root && fromJsonNode(root, text), problems: jsonProblems(text, errors) };
}

/** The value node of a node of `jsonc-parser`'s tree of `text`. */
function fromJsonNode(node: Node, text: string): ValueNode {
  const span = spanOf(node);
  const children = node.children ?? [];
  const value: unknown = node.value;
  if (node.type === "object") {
    const members = children.flatMap((property) => memberFrom(property, text) ?? []);
    return { kind: "object", members, span, partial: false };
  }
  if (node.type === "array")
    return { kind: "list", items: children.map((child) => fromJsonNode(child, text)), span, partial: false };
  if (node.type === "string") return stringFrom(node, text);
  if (node.type === "null") return { kind: "null", value: null, span };
  if (typeof value === "number") return { kind: "number", value, span };
  return typeof value === "boolean" ? { kind: "boolean", value, span } : { kind: "unknown", span };
}

function memberFrom(property: Node, text: string): Member | undefined {
  const [key, value] = property.children ?? [];
  if (!key) return undefined;
  // A key that is being typed has no value yet.
  const missing: ValueNode = { kind: "unknown", span: { start: spanOf(key).end, end: spanOf(key).end } };
  return {
    key: stringFrom(key, text),
    value: value ? fromJsonNode(value, text) : missing,
    span: spanOf(property),
  };
}

function stringFrom(node: Node, text: string): StringNode {
  const span = spanOf(node);
  // An unterminated string has no closing quote.
  const closed = span.end - span.start > 1 && text[span.end - 1] === '"';
  const content = { start: span.start + 1, end: closed ? span.end - 1 : span.end };
  return makeString(text, String(node.value), span, content);
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** Deepest level of brackets outside of strings and comments, as the parser sees them. */
function nesting(text: string): number {
  let level = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) most = Math.max(most, ++level);
    else if (code === 0x5d || code === 0x7d) level = Math.max(0, level - 1);
    else if (code === 0x22) at = endOfString(text, at + 1);
    else if (code === 0x2f) at = endOfComment(text, at);
  }
  return most;
}

/** Offset of the quote or line break that ends a string. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22 || code === 0x0a || code === 0x0d) return at;
  }
  return text.length;
}

function endOfComment(text: string, at: number): number {
  const next = text[at + 1];
  if (next !== "/" && next !== "*") return at;
  const end = next === "/" ? text.indexOf("\n", at) : text.indexOf("*/", at + 2) + 1;
  return end <= at ? text.length : end;
}
