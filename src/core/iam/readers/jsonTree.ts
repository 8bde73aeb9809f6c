import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import type { SyntaxProblem } from "../model/located.ts";
import { makeString } from "../model/makeNodes.ts";
import type { Member, ValueNode } from "../model/valueNode.ts";

/** Deeper values are not read; no policy nests that far, and a hostile text must not end the thread. */
const deepest = 200;

/** The value of a JSON text with its problems. Comments, trailing commas and broken ends survive; duplicate keys are kept. */
export function readJsonTree(text: string): { root: ValueNode | undefined; problems: SyntaxProblem[] } {
  if (nesting(text) > deepest) {
    return {
      root: undefined,
      problems: [{ span: { start: 0, end: 0 }, message: "it is nested too deeply" }],
    };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const problems = errors.map(({ error, offset, length }) => ({
    span: { start: offset, end: offset + length },
    message: printParseErrorCode(error)
      .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
      .trim(),
  }));
  return { root: root && fromJsonNode(root, text), problems };
}

/** The value node of a node of `jsonc-parser`'s tree of `text`. */
export function fromJsonNode(node: Node, text: string): ValueNode {
  const span = spanOf(node);
  switch (node.type) {
    case "object": {
      const members = (node.children ?? []).flatMap((property) => memberFrom(property, text) ?? []);
      return { kind: "object", members, span, partial: false };
    }
    case "array": {
      const items = (node.children ?? []).map((child) => fromJsonNode(child, text));
      return { kind: "list", items, span, partial: false };
    }
    case "string":
      return stringFrom(node, text);
    case "number":
    case "boolean":
      return { kind: node.type, value: node.value as number | boolean, span };
    case "null":
      return { kind: "null", value: null, span };
    case "property":
      return { kind: "unknown", span };
  }
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

function stringFrom(node: Node, text: string) {
  const span = spanOf(node);
  // An unterminated string has no closing quote.
  const closed = span.end - span.start > 1 && text[span.end - 1] === '"';
  const content = { start: span.start + 1, end: closed ? span.end - 1 : span.end };
  return makeString(text, String(node.value), span, content);
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** Deepest level of brackets; those in strings count too, which errs on the safe side. */
function nesting(text: string): number {
  let level = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) most = Math.max(most, ++level);
    else if (code === 0x5d || code === 0x7d) level--;
  }
  return most;
}
