import { findNodeAtOffset, type Node } from "jsonc-parser";
import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import { jsonTree, removeItems } from "../../mcp/fixes/jsonEdits.ts";

/** Takes the item of a list out whose content is at a place. Undefined when there is none, as in YAML. */
export function removeItem(text: string, { start }: Span): readonly TextEdit[] | undefined {
  const item = nodeAt(text, start);
  const list = item?.parent;
  return item && list?.type === "array" ? removeItems(text, list, new Set([item])) : undefined;
}

/** Takes the member out whose key or value is at a place. */
export function removeMember(text: string, { start }: Span): readonly TextEdit[] | undefined {
  const member = nodeAt(text, start)?.parent;
  const object = member?.parent;
  return member?.type === "property" && object ? removeItems(text, object, new Set([member])) : undefined;
}

/** Moves `timeout` from an action, where its key is at a place, to the hook around it, when that has none. */
export function moveTimeout(text: string, { start }: Span): readonly TextEdit[] | undefined {
  const key = nodeAt(text, start);
  const member = key?.parent;
  const action = member?.parent;
  const hook = action?.parent?.parent;
  const value: unknown = member?.children?.[1]?.value;
  if (key?.value !== "timeout" || typeof value !== "number" || hook?.type !== "object" || !action || !member)
    return undefined;
  if (hook.children?.some((one) => one.children?.[0]?.value === "timeout")) return undefined;
  return [
    ...removeItems(text, action, new Set([member])),
    memberBehind(text, action.parent ?? action, value),
  ];
}

/** The timeout behind another member, on a line of its own when that one has one. */
function memberBehind(text: string, { offset, length }: Node, value: number): TextEdit {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text.includes("\n") && line.trim() === "" ? `${lineEnd}${line}` : " ";
  const end = offset + length;
  return { span: { start: end, end }, newText: `,${gap}"timeout": ${value}` };
}

function nodeAt(text: string, offset: number): Node | undefined {
  const root = jsonTree(text);
  return root && findNodeAtOffset(root, offset, true);
}
