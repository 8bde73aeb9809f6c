import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import { childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { JavaLiteral } from "./literals.ts";

/** One part of a literal and the expression that takes its place. */
export interface Part {
  readonly span: Span;
  readonly expression: string;
}

/** Replaces a whole literal, keeping a word beside it apart. */
export function replaceWhole(node: Span, expression: string, text: string): TextEdit {
  const before = /\w/.test(text.charAt(node.start - 1)) ? " " : "";
  const after = /\w/.test(text.charAt(node.end)) ? " " : "";
  return { span: { start: node.start, end: node.end }, newText: before + expression + after };
}

/** Replaces parts of a string by joining its pieces with the expressions; those of a text block by formatting it. */
export function replaceParts(
  node: SyntaxNode,
  literal: JavaLiteral,
  parts: readonly Part[],
  text: string,
): TextEdit[] | string {
  const format = isFormat(node, text);
  if (literal.block) {
    if (format)
      return "it is part of a text block that is a format: make the value an argument of the format";
    return formatted(node, literal, parts, text);
  }
  const pieces: string[] = [];
  let at = literal.content.start;
  const quote = (end: number): void => {
    if (end > at) pieces.push(`"${text.slice(at, end)}"`);
  };
  for (const part of parts) {
    quote(part.span.start);
    // A sign of percent in the value must not be read as a format.
    pieces.push(format ? `${part.expression}.replace("%", "%%")` : part.expression);
    at = part.span.end;
  }
  quote(literal.content.end);
  const joined = pieces.join(" + ");
  return [{ span: literal.span, newText: bindsTighter(node) && pieces.length > 1 ? `(${joined})` : joined }];
}

/** Whether what is around the literal would take only the last piece of a sum. */
function bindsTighter(node: SyntaxNode): boolean {
  const type = node.parent?.type ?? "";
  return (
    (type === "method_invocation" && node.field === "object") ||
    /^(?:field_access|array_access|cast_expression|method_reference)$/.test(type)
  );
}

/** Whether the literal is the format of `String.format`, `printf` or `formatted`, in which `%%` stands for one sign. */
export function isFormat(node: SyntaxNode, text: string): boolean {
  let outer = node;
  while (/^(?:binary|parenthesized)_expression$/.test(outer.parent?.type ?? "")) outer = outer.parent!;
  const call = outer.field === "object" ? outer.parent : outer.parent?.parent;
  const name = call?.type === "method_invocation" ? childIn(call, "name") : undefined;
  if (!name) return false;
  const method = text.slice(name.start, name.end);
  return outer.field === "object" ? method === "formatted" : /^(?:format|printf)$/.test(method);
}

function formatted(node: SyntaxNode, literal: JavaLiteral, parts: readonly Part[], text: string): TextEdit[] {
  const pieces: string[] = [];
  let at = literal.span.start;
  for (const part of parts) {
    pieces.push(text.slice(at, part.span.start).replaceAll("%", "%%"), "%s");
    at = part.span.end;
  }
  pieces.push(text.slice(at, node.end).replaceAll("%", "%%"));
  const values = parts.map((part) => part.expression).join(", ");
  return [{ span: literal.span, newText: `${pieces.join("")}.formatted(${values})` }];
}
