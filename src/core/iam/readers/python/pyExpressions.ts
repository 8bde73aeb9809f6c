import { childIn, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import { makeString } from "../../model/makeNodes.ts";
import { calleePath } from "../code/callee.ts";
import type { Expression, MemberExpression, ObjectExpression } from "../code/expression.ts";
import { anyNumberOf, joinLists, eitherOf } from "../code/lists.ts";
import { pyText } from "./pyStrings.ts";

const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });
const namedOf = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter(({ named, type }) => named && type !== "comment");

/** Deeper expressions are not read. */
const deepest = 100;

/** Reads an expression of Python. */
export function pyExpression(node: SyntaxNode, text: string, depth = 0): Expression {
  const span = spanOf(node);
  const unknown: Expression = { kind: "unknown", span };
  if (depth > deepest) return unknown;
  const inner = (at: SyntaxNode | undefined): Expression =>
    at ? pyExpression(at, text, depth + 1) : unknown;
  switch (node.type) {
    case "dictionary":
      return pyDictionary(node, text, depth);
    case "list":
    case "tuple":
    case "set": {
      const parts = namedOf(node).map((item): Expression => {
        if (item.broken) return unknown;
        if (item.type === "list_splat") return inner(namedOf(item)[0]);
        return { kind: "list", span: spanOf(item), items: [inner(item)], partial: false };
      });
      const list = joinLists(parts, span);
      // An empty list is filled later.
      return list.items.length === 0 ? { ...list, partial: true } : list;
    }
    case "list_comprehension":
      return anyNumberOf(inner(childIn(node, "body")), span);
    case "conditional_expression": {
      const [one, , other] = namedOf(node);
      return eitherOf(inner(one), inner(other), span);
    }
    case "string":
    case "concatenated_string":
      return pyText(node, text) ?? unknown;
    case "binary_operator": {
      const written = pyText(node, text);
      if (written || childIn(node, "operator")?.type !== "+") return written ?? unknown;
      const sides = [inner(childIn(node, "left")), inner(childIn(node, "right"))];
      return sides.some(({ kind }) => kind === "list") ? joinLists(sides, span) : unknown;
    }
    case "parenthesized_expression":
      return inner(namedOf(node)[0]);
    case "true":
    case "false":
      return { kind: "boolean", span, value: node.type === "true" };
    case "none":
      return { kind: "null", span, value: null };
    case "integer":
    case "float": {
      const value = Number(text.slice(node.start, node.end).replaceAll("_", ""));
      return Number.isNaN(value) ? unknown : { kind: "number", span, value };
    }
    case "identifier":
    case "attribute": {
      const path = calleePath(node, text);
      return path === "" || path.startsWith(".") ? unknown : { kind: "name", span, path };
    }
    case "call":
      return pyText(node, text) ?? pyCall(node, text, depth);
    default:
      return unknown;
  }
}

/** Keyword arguments are given as the members of one object behind the others. */
function pyCall(node: SyntaxNode, text: string, depth: number): Expression {
  const span = spanOf(node);
  const callee = childIn(node, "function");
  const list = childIn(node, "arguments");
  if (!callee || list?.type !== "argument_list") return { kind: "unknown", span };
  const isKeyword = ({ type }: SyntaxNode): boolean =>
    type === "keyword_argument" || type === "dictionary_splat";
  const given = namedOf(list);
  const keywords = given.filter(isKeyword);
  const args = given.filter((arg) => !isKeyword(arg)).map((arg) => pyExpression(arg, text, depth + 1));
  const [first] = keywords;
  const object: ObjectExpression | undefined = first && {
    kind: "object",
    span: { start: first.start, end: keywords.at(-1)?.end ?? first.end },
    members: keywords.flatMap((keyword) => pyMember(keyword, "name", text, depth)),
    partial: keywords.some(({ type }) => type === "dictionary_splat"),
  };
  const path = calleePath(callee, text);
  if (path === "dict" && args.length === 0) return object ? { ...object, span } : { kind: "unknown", span };
  return {
    kind: "call",
    span,
    callee: path,
    nameSpan: spanOf(childIn(callee, "attribute") ?? callee),
    args: object ? [...args, object] : args,
  };
}

function pyDictionary(node: SyntaxNode, text: string, depth: number): Expression {
  const pairs = namedOf(node);
  const members = pairs.map((pair) => pyMember(pair, "key", text, depth));
  return {
    kind: "object",
    span: spanOf(node),
    members: members.flat(),
    partial: members.some((one) => one.length === 0),
  };
}

/** A pair or a keyword argument as a member; none for a splat or a computed key. */
function pyMember(node: SyntaxNode, keyField: string, text: string, depth: number): MemberExpression[] {
  const keyNode = childIn(node, keyField);
  const valueNode = childIn(node, "value");
  if (!keyNode || !valueNode) return [];
  const written = pyText(keyNode, text);
  const span = spanOf(keyNode);
  const key =
    written?.kind === "text"
      ? written.node
      : node.type === "keyword_argument"
        ? makeString(text, text.slice(span.start, span.end), span, span)
        : undefined;
  return key ? [{ key, value: pyExpression(valueNode, text, depth + 1), span: spanOf(node) }] : [];
}
