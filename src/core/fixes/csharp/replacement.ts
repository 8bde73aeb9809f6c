import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { CsharpLiteral } from "./literals.ts";

/** One part of a literal and the expression that takes its place. */
export interface Part {
  readonly span: Span;
  readonly expression: string;
}

/** Replaces a whole literal, keeping a word beside it apart. */
export function replaceWhole(node: SyntaxNode, expression: string, text: string): TextEdit {
  const before = /\w/.test(text.charAt(node.start - 1)) ? " " : "";
  const after = /\w/.test(text.charAt(node.end)) ? " " : "";
  return { span: { start: node.start, end: node.end }, newText: before + wrapped(node, expression) + after };
}

/** An awaited call binds less than what may follow it. */
function wrapped(node: SyntaxNode, expression: string): string {
  const type = node.parent?.type ?? "";
  const follows =
    (node.field === "expression" &&
      /^(?:member_access|conditional_access|element_access)_expression$/.test(type)) ||
    /^(?:postfix_unary|as|is_pattern|switch|range)_expression$/.test(type) ||
    type === "conditional_access_expression";
  return expression.startsWith("await ") && follows ? `(${expression})` : expression;
}

/** Replaces parts of a string by the holes of an interpolated one. */
export function replaceParts(
  node: SyntaxNode,
  literal: CsharpLiteral,
  parts: readonly Part[],
  text: string,
): TextEdit[] | string {
  if (isFormat(node, text))
    return "it is part of a format whose places are filled in later: make the value an argument of the format";
  if (literal.dollars > 0) {
    const count = literal.quotes.length > 1 ? literal.dollars : 1;
    return parts.map((part) => ({ span: part.span, newText: hole(part.expression, count) }));
  }
  const raw = literal.quotes.length > 1;
  const braces = text.slice(literal.content.start, literal.content.end).match(/\{+|\}+/g) ?? [];
  const count = raw ? Math.max(0, ...braces.map((run) => run.length)) + 1 : 1;
  const pieces: string[] = [];
  let at = raw ? node.start : literal.content.start;
  const keep = (end: number): void => {
    const piece = text.slice(at, end);
    pieces.push(raw ? piece : piece.replace(/[{}]/g, "$&$&"));
  };
  for (const part of parts) {
    keep(part.span.start);
    pieces.push(hole(part.expression, count));
    at = part.span.end;
  }
  keep(raw ? node.end : literal.content.end);
  const dollars = "$".repeat(count);
  const joined = pieces.join("");
  return [
    { span: literal.span, newText: raw ? dollars + joined : `$${literal.verbatim ? "@" : ""}"${joined}"` },
  ];
}

const hole = (expression: string, count: number): string =>
  "{".repeat(count) + expression + "}".repeat(count);

/** Whether the literal holds `{0}` or `{name}` for the other arguments of a call. */
function isFormat(node: SyntaxNode, text: string): boolean {
  if (node.type === "interpolated_string_expression" || !/\{\w+[,:}]/.test(text.slice(node.start, node.end)))
    return false;
  let outer = node;
  while (/^(?:binary_expression|parenthesized_expression)$/.test(outer.parent?.type ?? ""))
    outer = outer.parent!;
  const list = outer.parent?.type === "argument" ? outer.parent.parent : undefined;
  const call = list?.parent;
  const given = list?.children.filter((child) => child.type === "argument").length ?? 0;
  return call !== undefined && given > 1 && childIn(call, "function") !== undefined;
}
