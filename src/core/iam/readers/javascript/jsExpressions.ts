import { childIn, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import { makeString } from "../../model/makeNodes.ts";
import type { StringNode } from "../../model/valueNode.ts";
import { calleePath } from "../code/callee.ts";
import { makeText, type Expression, type MemberExpression } from "../code/expression.ts";
import { eitherOf, joinLists } from "../code/lists.ts";
import { decodeBackslash, piecesOf, type Escapes, type Piece } from "../code/mappedText.ts";

const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });
const namedOf = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter(({ named, type }) => named && type !== "comment");

/** Deeper expressions are not read. */
const deepest = 100;

/** Reads an expression of JavaScript or TypeScript. */
export function jsExpression(node: SyntaxNode, text: string, depth = 0): Expression {
  const span = spanOf(node);
  const unknown: Expression = { kind: "unknown", span };
  if (depth > deepest) return unknown;
  const inner = (at: SyntaxNode | undefined): Expression =>
    at ? jsExpression(at, text, depth + 1) : unknown;
  switch (node.type) {
    case "object":
      return jsObject(node, text, depth);
    case "array": {
      const parts = namedOf(node).map((item): Expression => {
        if (item.broken) return unknown;
        if (item.type === "spread_element") return inner(namedOf(item)[0]);
        return { kind: "list", span: spanOf(item), items: [inner(item)], partial: false };
      });
      const list = joinLists(parts, span);
      // An empty list is filled later.
      return list.items.length === 0 ? { ...list, partial: true } : list;
    }
    case "ternary_expression":
      return eitherOf(inner(childIn(node, "consequence")), inner(childIn(node, "alternative")), span);
    case "string":
    case "template_string":
    case "binary_expression":
      return jsText(node, text) ?? unknown;
    case "parenthesized_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
    case "await_expression":
      return inner(namedOf(node)[0]);
    case "type_assertion":
      return inner(namedOf(node).at(-1));
    case "true":
    case "false":
      return { kind: "boolean", span, value: node.type === "true" };
    case "null":
      return { kind: "null", span, value: null };
    case "number": {
      const value = Number(text.slice(node.start, node.end).replaceAll("_", ""));
      return Number.isNaN(value) ? unknown : { kind: "number", span, value };
    }
    case "identifier":
    case "member_expression": {
      const path = calleePath(node, text);
      return path === "" || path.startsWith(".") ? unknown : { kind: "name", span, path };
    }
    case "call_expression":
    case "new_expression":
      return jsCall(node, text, depth);
    default:
      return unknown;
  }
}

/** The callee of a call or of `new`. */
export function jsCallee(node: SyntaxNode): SyntaxNode | undefined {
  return childIn(node, node.type === "new_expression" ? "constructor" : "function");
}

function jsCall(node: SyntaxNode, text: string, depth: number): Expression {
  const span = spanOf(node);
  const callee = jsCallee(node);
  const list = childIn(node, "arguments");
  if (!callee || list?.type !== "arguments") return { kind: "unknown", span };
  const name = childIn(callee, "property") ?? callee;
  return {
    kind: "call",
    span,
    callee: calleePath(callee, text),
    nameSpan: spanOf(name),
    args: namedOf(list).map((arg) => jsExpression(arg, text, depth + 1)),
  };
}

function jsObject(node: SyntaxNode, text: string, depth: number): Expression {
  const members: MemberExpression[] = [];
  let partial = false;
  for (const child of namedOf(node)) {
    const keyNode = childIn(child, "key");
    const valueNode = childIn(child, "value");
    const key = child.type === "pair" && keyNode ? jsKey(keyNode, text) : undefined;
    if (key && valueNode)
      members.push({ key, value: jsExpression(valueNode, text, depth + 1), span: spanOf(child) });
    else if (child.type === "shorthand_property_identifier") {
      const span = spanOf(child);
      const path = text.slice(child.start, child.end);
      members.push({ key: makeString(text, path, span, span), value: { kind: "name", span, path }, span });
    } else if (child.type !== "method_definition") partial = true;
  }
  return { kind: "object", span: spanOf(node), members, partial };
}

/** A key that is written out; undefined for one that is computed. */
export function jsKey(node: SyntaxNode, text: string): StringNode | undefined {
  const [only] = node.type === "computed_property_name" ? namedOf(node) : [node];
  if (only?.type === "string") {
    const key = jsText(only, text);
    return key?.kind === "text" ? key.node : undefined;
  }
  if (node.type !== "property_identifier" && node.type !== "number") return undefined;
  return makeString(text, text.slice(node.start, node.end), spanOf(node), spanOf(node));
}

const escapes: Escapes = {
  pattern: /\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|[^])/g,
  decode: decodeBackslash,
};

/** A string, a template, or several of them that are added up; other terms are unknown parts. */
function jsText(node: SyntaxNode, text: string): Expression | undefined {
  const terms = termsOf(node);
  if (!terms?.some(isLiteral)) return undefined;
  const pieces: Piece[] = terms.flatMap((term) => {
    if (!isLiteral(term)) return [{ start: term.start, end: term.end, text: undefined }];
    const holes = term.children.filter(({ type }) => type === "template_substitution");
    return piecesOf(text, contentOf(term), holes, escapes);
  });
  const [first, last] = [terms[0], terms.at(-1)];
  const start = first && isLiteral(first) ? contentOf(first).start : node.start;
  const end = last && isLiteral(last) ? contentOf(last).end : node.end;
  return makeText(text, spanOf(node), { start, end: Math.max(start, end) }, pieces);
}

const isLiteral = ({ type }: SyntaxNode): boolean => type === "string" || type === "template_string";
const contentOf = ({ start, end }: SyntaxNode): Span => ({
  start: start + 1,
  end: Math.max(start + 1, end - 1),
});

/** Terms of a sum in order; undefined for other operators. */
function termsOf(node: SyntaxNode, depth = 0): SyntaxNode[] | undefined {
  if (node.type === "parenthesized_expression" && namedOf(node)[0]?.type === "binary_expression")
    return termsOf(namedOf(node)[0]!, depth + 1);
  if (node.type !== "binary_expression") return [node];
  const [left, right] = [childIn(node, "left"), childIn(node, "right")];
  if (childIn(node, "operator")?.type !== "+" || !left || !right || depth > deepest) return undefined;
  const [before, after] = [termsOf(left, depth + 1), termsOf(right, depth + 1)];
  return before && after && [...before, ...after];
}
