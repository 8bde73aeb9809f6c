import { childIn, everyNode, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import { makeString } from "../../model/makeNodes.ts";
import type { StringNode } from "../../model/valueNode.ts";
import { makeText, type Expression, type MemberExpression, type TextExpression } from "../code/expression.ts";
import { anyNumberOf, eitherOf } from "../code/lists.ts";
import { decodeBackslash, piecesOf, type Escapes } from "../code/mappedText.ts";
import { callResult } from "./hclFunctions.ts";

const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });

/** Deeper expressions are not read. */
const deepest = 100;

/** Reads an `expression` node of HCL, or one that stands in its place. */
export function hclExpression(node: SyntaxNode, text: string, depth = 0): Expression {
  const span = spanOf(node);
  const unknown: Expression = { kind: "unknown", span };
  if (depth > deepest) return unknown;
  const inner = node.children.filter(({ named, type }) => named && type !== "comment");
  const [first] = inner;
  switch (node.type) {
    case "expression":
    case "collection_value":
    case "literal_value":
    case "template_expr":
      if (first?.type === "variable_expr") return hclName(inner, span, text);
      return first && inner.length === 1 ? hclExpression(first, text, depth + 1) : unknown;
    case "string_lit":
    case "quoted_template":
      return hclTemplate(node, text, depth);
    case "heredoc_template":
      return hclHeredoc(node, text);
    case "tuple": {
      const items = inner.filter(({ type }) => type === "expression");
      return {
        kind: "list",
        span,
        items: items.map((item) => hclExpression(item, text, depth + 1)),
        partial: node.children.some(({ broken }) => broken),
      };
    }
    case "object":
      return hclObject(node, text, depth);
    case "function_call": {
      const list = inner.find(({ type }) => type === "function_arguments");
      const args = (list?.children ?? []).filter(({ type }) => type === "expression");
      const callee = first ? text.slice(first.start, first.end) : "";
      return callResult({
        kind: "call",
        span,
        callee,
        nameSpan: first ? spanOf(first) : span,
        args: args.map((arg) => hclExpression(arg, text, depth + 1)),
      });
    }
    case "numeric_lit": {
      const value = Number(text.slice(node.start, node.end));
      return Number.isNaN(value) ? unknown : { kind: "number", span, value };
    }
    case "bool_lit":
      return { kind: "boolean", span, value: text.slice(node.start, node.end) === "true" };
    case "null_lit":
      return { kind: "null", span, value: null };
    case "conditional": {
      const [, one, other] = inner.filter(({ type }) => type === "expression");
      return one && other
        ? eitherOf(hclExpression(one, text, depth + 1), hclExpression(other, text, depth + 1), span)
        : unknown;
    }
    case "for_expr": {
      const body =
        first?.type === "for_tuple_expr" && first.children.find(({ type }) => type === "expression");
      return body ? anyNumberOf(hclExpression(body, text, depth + 1), span) : unknown;
    }
    case "operation":
      return negative(node, text) ?? unknown;
    default:
      return unknown;
  }
}

/** `-1`, for the ports of rules. */
function negative(node: SyntaxNode, text: string): Expression | undefined {
  const code = text.slice(node.start, node.end);
  return /^-\s*\d+$/.test(code)
    ? { kind: "number", span: spanOf(node), value: Number(code.replace(/\s/g, "")) }
    : undefined;
}

/** A reference with its indexes left out: `aws_iam_role.a[0].arn` is `aws_iam_role.a.arn`. */
function hclName(parts: readonly SyntaxNode[], span: Span, text: string): Expression {
  const names = parts.flatMap((part) => {
    if (part.type !== "variable_expr" && part.type !== "get_attr") return [];
    const name = part.children.find(({ type }) => type === "identifier");
    return name ? [text.slice(name.start, name.end)] : [];
  });
  return { kind: "name", span, path: names.join(".") };
}

const quotedEscapes: Escapes = {
  pattern: /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|\$\$\{|%%\{/g,
  decode: (match) => (match.startsWith("\\") ? decodeBackslash(match) : match.slice(1)),
};

const heredocEscapes: Escapes = { pattern: /\$\$\{|%%\{/g, decode: (match) => match.slice(1) };

const holesOf = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter(({ type }) => type === "template_interpolation" || type === "template_directive");

function hclTemplate(node: SyntaxNode, text: string, depth: number): Expression {
  const holes = holesOf(node);
  const [hole] = holes;
  // "${x}" is x itself.
  if (
    hole?.type === "template_interpolation" &&
    holes.length === 1 &&
    hole.end - hole.start === width(node)
  ) {
    const inner = hole.children.find(({ type }) => type === "expression");
    if (inner) {
      const expression = hclExpression(inner, text, depth + 1);
      if (expression.kind !== "unknown") return expression;
    }
  }
  return hclQuoted(node, text);
}

const width = (node: SyntaxNode): number => node.end - node.start - 2;

/** A string in quotes as a text. An unterminated one reaches to where the parser ended it. */
function hclQuoted(node: SyntaxNode, text: string): TextExpression {
  const closed = node.end - node.start > 1 && text[node.end - 1] === '"';
  const content = { start: node.start + 1, end: Math.max(node.start + 1, closed ? node.end - 1 : node.end) };
  return makeText(text, spanOf(node), content, piecesOf(text, content, holesOf(node), quotedEscapes));
}

/** From the line after the opening marker to the start of the closing one's line; indentation is kept. */
function hclHeredoc(node: SyntaxNode, text: string): TextExpression {
  const start = Math.min(node.end, text.indexOf("\n", node.start) + 1 || node.end);
  const content = { start, end: Math.max(start, text.lastIndexOf("\n", node.end - 1) + 1) };
  return makeText(text, spanOf(node), content, piecesOf(text, content, holesOf(node), heredocEscapes));
}

function hclObject(node: SyntaxNode, text: string, depth: number): Expression {
  const members: MemberExpression[] = [];
  let partial = node.children.some(({ broken }) => broken);
  for (const element of node.children.filter(({ type }) => type === "object_elem")) {
    const keyNode = childIn(element, "key");
    const valueNode = childIn(element, "val");
    const key = keyNode && hclKey(keyNode, text);
    if (key && valueNode)
      members.push({ key, value: hclExpression(valueNode, text, depth + 1), span: spanOf(element) });
    else partial = true;
  }
  return { kind: "object", span: spanOf(node), members, partial };
}

/** A key in quotes or bare; undefined for one that is computed. */
function hclKey(node: SyntaxNode, text: string): StringNode | undefined {
  const code = text.slice(node.start, node.end);
  if (/^[\w-]+$/.test(code)) return makeString(text, code, spanOf(node), spanOf(node));
  for (const inner of everyNode(node)) {
    if (inner.start !== node.start || inner.end !== node.end) return undefined;
    if (inner.type === "string_lit") return hclQuoted(inner, text).node;
  }
  return undefined;
}
