import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Replaces a whole literal, keeping a word beside it apart. */
export function replaceWhole(container: Span, expression: string, text: string): TextEdit {
  const before = /\w/.test(text.charAt(container.start - 1)) ? " " : "";
  const after = /\w/.test(text.charAt(container.end)) ? " " : "";
  return { span: container, newText: before + expression + after };
}

/** Replaces a part of a string by a template. */
export function replacePart(node: SyntaxNode, span: Span, expression: string, text: string): TextEdit {
  // A sign of percent in the value must not be read as a format.
  const safe = isFormat(node, text) ? `${expression}.replace("%", "%%")` : expression;
  return { span, newText: `\${${safe}}` };
}

/** Whether the literal is the format of `String.format`, `"…".format` or `printf`, in which `%%` stands for one sign. */
export function isFormat(node: SyntaxNode, text: string): boolean {
  if (node.parent?.type === "navigation_expression")
    return /^\s*\.format\(/.test(text.slice(node.end, node.end + 100));
  const list = node.parent?.type === "value_argument" ? node.parent.parent : undefined;
  const callee = list?.type === "value_arguments" ? list.parent?.children[0] : undefined;
  return callee !== undefined && /\b(?:String\.format|printf)$/.test(text.slice(callee.start, callee.end));
}
