import { hasUnknown, unknownText, type StringNode, type ValueNode } from "../model/valueNode.ts";
import type { Change } from "./change.ts";

/** Stands for an unknown part that a change leaves in its place: longer than any row of `?` in a pattern. */
function pin(index: number): string {
  return String.fromCharCode(0xe800 + index).repeat(64);
}

function pinned(text: string): string {
  let index = 0;
  return text.replaceAll(unknownText, () => pin(index++));
}

/**
 * For texts with unknown parts of which only the end changes: what stands before it is the same source text in both
 * versions, so that its unknown parts are the same texts. Both versions for the proof then have them as fixed texts.
 */
export function pinUnknown(changes: readonly Change[]): {
  readonly before: readonly Change[];
  readonly after: readonly Change[];
} {
  const before: Change[] = [];
  const after = changes.map((change): Change => {
    if (change.kind !== "items") return change;
    const replaced = new Map<ValueNode, readonly string[]>();
    for (const [node, texts] of change.replaced) {
      const [text] = texts;
      const isTail =
        node.kind === "string" && text !== undefined && texts.length === 1 && keepsHead(node, text);
      if (isTail) before.push({ kind: "rename", node, text: pinned(node.value) });
      replaced.set(node, isTail ? [pinned(text)] : texts);
    }
    return { ...change, replaced };
  });
  return { before, after };
}

function keepsHead({ value }: StringNode, text: string): boolean {
  return hasUnknown(value) && text.startsWith(value.slice(0, value.lastIndexOf(unknownText) + 1));
}
