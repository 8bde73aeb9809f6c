import type { Span } from "../../../model/span.ts";
import type { RemotePathElement } from "../../../ports.ts";
import { memberOf, spanWithin, type ValueNode } from "../../model/valueNode.ts";

/**
 * The place in the source that a path of Access Analyzer names. A path that goes on where the tree ends gives the last
 * place it reached: the tree is what was sent, but AWS may read a single value as a list.
 */
export function spanOfPath(root: ValueNode, path: readonly RemotePathElement[]): Span {
  let node = root;
  for (const element of path) {
    if ("substring" in element) {
      const { start, length } = element.substring;
      return node.kind === "string" ? spanWithin(node, start, start + length) : placeOf(node);
    }
    if ("key" in element) return memberOf(node, element.key)?.key.content ?? placeOf(node);
    const next = "value" in element ? memberOf(node, element.value)?.value : itemOf(node, element.index);
    if (!next) break;
    node = next;
  }
  return placeOf(node);
}

function itemOf(node: ValueNode, index: number): ValueNode | undefined {
  return node.kind === "list" ? node.items[index] : index === 0 ? node : undefined;
}

/** What is underlined of a value: a text, or where an object or list begins, since it may be the whole file. */
function placeOf(node: ValueNode): Span {
  if (node.kind === "string") return node.content;
  const isLong = node.kind === "object" || node.kind === "list";
  return isLong ? { start: node.span.start, end: Math.min(node.span.start + 1, node.span.end) } : node.span;
}
