import type { Span } from "../../model/span.ts";
import { markPlaceholders } from "./placeholders.ts";
import { hasUnknown, type StringNode } from "./valueNode.ts";

/**
 * Makes the node of a string, with placeholders marked.
 * @param value decoded; unknown parts are `unknownText` already
 * @param span the whole literal
 * @param content the text inside the quotes
 */
export function makeString(text: string, value: string, span: Span, content: Span): StringNode {
  const inStep =
    content.end - content.start === value.length && text.slice(content.start, content.end) === value;
  const exact = inStep && !hasUnknown(value);
  const marked = markPlaceholders(value);
  if (marked.value === value) return { kind: "string", value, span, content, exact };
  const node: StringNode = { kind: "string", value: marked.value, span, content, exact: false };
  if (marked.found.length === 0) return node;
  const placeholders = exact
    ? marked.found.map(({ start, end }) => ({ start: content.start + start, end: content.start + end }))
    : [content];
  return { ...node, placeholders };
}
