import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import { asArguments } from "../formatArguments.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { namedTypeOf } from "./types.ts";
import { readLiteral } from "./literals.ts";

const verb = /%(?:%|[-+# 0]*\d*(?:\.\d*)?[a-zA-Z])/g;
const numbered = /%[-+# 0\d.]*[[*]/;

/** One part of a literal and the expression that takes its place. */
export interface Part {
  readonly span: Span;
  readonly expression: string;
}

/** Replaces a literal by one expression, converted where the literal took on a type of its own. */
export function replaceWhole(
  node: SyntaxNode,
  expression: string,
  root: SyntaxNode,
  text: string,
): TextEdit[] {
  const type = namedTypeOf(node, root, text);
  const newText = type === undefined ? expression : `${type}(${expression})`;
  return [{ span: { start: node.start, end: node.end }, newText }];
}

/** Replaces parts of a literal: by arguments in a format, else by joining its pieces with the expressions. Or the reason why not. */
export function replaceParts(
  node: SyntaxNode,
  parts: readonly Part[],
  root: SyntaxNode,
  text: string,
): TextEdit[] | string {
  const literal = readLiteral(node, text);
  const list = formatArguments(node, text);
  if (list) {
    const given = list.children.filter((child) => child.named && child.type !== "comment");
    const format = given.findIndex((child) => child.start <= node.start && node.end <= child.end);
    return asArguments(literal.span, parts, { given: given.slice(format), verb, numbered }, text);
  }
  const pieces: string[] = [];
  let at = literal.content.start;
  const quote = (end: number): void => {
    if (end > at) pieces.push(literal.quote + text.slice(at, end) + literal.quote);
  };
  for (const part of parts) {
    quote(part.span.start);
    pieces.push(part.expression);
    at = part.span.end;
  }
  quote(literal.content.end);
  const joined = pieces.join(plusAround(node, text));
  const type = namedTypeOf(node, root, text);
  const tight = /^(?:selector|index|slice)_expression$/.test(node.parent?.type ?? "");
  const newText =
    type === undefined ? (tight && pieces.length > 1 ? `(${joined})` : joined) : `${type}(${joined})`;
  return [{ span: literal.span, newText }];
}

/** The operator as gofmt spaces it: like its neighbours, and tight where it would compete with a list's commas. */
function plusAround(node: SyntaxNode, text: string): string {
  const parent = node.parent;
  if (parent?.type === "binary_expression") {
    const operator = childIn(parent, "operator");
    return operator && text.charAt(operator.start - 1) !== " " ? "+" : " + ";
  }
  const values = parent?.children.filter((child) => child.named).length ?? 0;
  const assigned = /^(?:short_var_declaration|assignment_statement)$/.test(parent?.parent?.type ?? "");
  const around = parent?.type === "argument_list" ? (parent.parent?.parent?.type ?? "") : "";
  if (/^(?:binary|index|slice)_expression$/.test(around)) return "+";
  const list = parent?.type === "argument_list" || (parent?.type === "expression_list" && assigned);
  return list && values > 1 ? "+" : " + ";
}

/** Whether the literal is the format of `Sprintf` and the like, with arguments. */
export function isFormat(node: SyntaxNode, text: string): boolean {
  return formatArguments(node, text) !== undefined;
}

/** The arguments of `Sprintf` and the like, when the literal is their format and has verbs. */
function formatArguments(node: SyntaxNode, text: string): SyntaxNode | undefined {
  let outer = node;
  while (/^(?:binary|parenthesized)_expression$/.test(outer.parent?.type ?? "")) outer = outer.parent!;
  const list = outer.parent;
  const call = list?.type === "argument_list" ? list.parent : undefined;
  const called = call && childIn(call, "function");
  if (!list || !called || !text.slice(called.start, called.end).endsWith("f")) return undefined;
  const given = list.children.filter((child) => child.named && child.type !== "comment");
  const verbs = /%[-+# 0\d.*[\]]*[a-zA-Z]/.test(text.slice(outer.start, outer.end));
  return verbs && given.indexOf(outer) < given.length - 1 ? list : undefined;
}
