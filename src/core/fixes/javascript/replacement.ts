import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { inJsx } from "./literals.ts";

/** One part of a literal and the expression that takes its place. */
export interface Part {
  readonly span: Span;
  readonly expression: string;
}

/** Parents in which an `await` needs no parentheses around it. */
const bareParents = new Set([
  "variable_declarator",
  "assignment_expression",
  "pair",
  "arguments",
  "array",
  "return_statement",
  "template_substitution",
  "parenthesized_expression",
  "arrow_function",
]);

/** Whether `await x` may stand in place of the node without parentheses. */
export function takesBareAwait(node: SyntaxNode): boolean {
  return bareParents.has(node.parent?.type ?? "");
}

/** Replaces a whole literal, keeping the tokens beside it apart. */
export function replaceWhole(container: Span, node: SyntaxNode, expression: string, text: string): TextEdit {
  const word = /[\w$]/;
  const before = word.test(text.charAt(container.start - 1)) && word.test(expression.charAt(0)) ? " " : "";
  const after =
    word.test(text.charAt(container.end)) && word.test(expression.charAt(expression.length - 1)) ? " " : "";
  const wrapped = inJsx(node) ? `{${expression}}` : expression;
  return { span: container, newText: before + wrapped + after };
}

/**
 * Replaces parts of a literal. A template keeps its text and gets substitutions; a quoted string becomes a template.
 * Returns a reason instead when the rest of the string cannot be written in a template.
 */
export function replaceParts(node: SyntaxNode, parts: readonly Part[], text: string): TextEdit[] | string {
  if (node.type === "template_string") {
    return parts.map((part) => ({ span: part.span, newText: `\${${part.expression}}` }));
  }
  const jsx = inJsx(node);
  const pieces: string[] = [];
  let at = node.start + 1;
  for (const part of [...parts].sort((a, b) => a.span.start - b.span.start)) {
    pieces.push(templateText(text.slice(at, part.span.start), jsx), `\${${part.expression}}`);
    at = part.span.end;
  }
  pieces.push(templateText(text.slice(at, node.end - 1), jsx));
  const raw = text.slice(node.start + 1, node.end - 1);
  if (!jsx && /(?:^|[^\\])(?:\\\\)*\\(?:[1-9]|0[0-9])/.test(raw))
    return "the string holds octal escapes, which templates do not allow";
  if (jsx && /&#?\w/.test(raw)) return "the attribute holds character references beside the secret";
  const template = `\`${pieces.join("")}\``;
  return [{ span: { start: node.start, end: node.end }, newText: jsx ? `{${template}}` : template }];
}

/** Text between quotes as text between backticks. */
function templateText(raw: string, jsx: boolean): string {
  const escaped = jsx ? raw.replaceAll("\\", "\\\\") : raw;
  return escaped
    .replace(/\\[^]|`|\$(?=\{)/g, (match) => (match.startsWith("\\") ? match : `\\${match}`))
    .replace(/\\(["'])/g, "$1");
}
