import type { StringNode, ValueNode } from "../../../../src/core/iam/model/valueNode.ts";

/**
 * A value on one line, for comparing: `?` is unknown, `…` what a partial list or object may hold, and `value = source`
 * stands where a string is not written as it is read.
 */
export function outlineOf(node: ValueNode, text: string): string {
  if (node.kind === "object") {
    const members = node.members.map(({ key, value }) => {
      const written = text.slice(key.content.start, key.content.end);
      const name = written === key.value ? key.value : `${key.value} = ${written}`;
      return `${name}: ${outlineOf(value, text)}`;
    });
    return `{${[...members, ...(node.partial ? ["…"] : [])].join(", ")}}`;
  }
  if (node.kind === "list") {
    const items = node.items.map((item) => outlineOf(item, text));
    return `[${[...items, ...(node.partial ? ["…"] : [])].join(", ")}]`;
  }
  if (node.kind === "unknown") return "?";
  if (node.kind !== "string") return String(node.value);
  const written = text.slice(node.content.start, node.content.end);
  return written === node.value ? `"${node.value}"` : `"${node.value}" = ${written}`;
}

/** Every string of a value, keys too. */
export function everyString(node: ValueNode): StringNode[] {
  if (node.kind === "string") return [node];
  if (node.kind === "list") return node.items.flatMap(everyString);
  if (node.kind !== "object") return [];
  return node.members.flatMap(({ key, value }) => [key, ...everyString(value)]);
}
