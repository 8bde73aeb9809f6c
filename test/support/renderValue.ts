import assert from "node:assert/strict";
import type { PolicyText } from "../../src/core/iam/model/located.ts";
import { unknownText, type StringNode, type ValueNode } from "../../src/core/iam/model/valueNode.ts";
import { readPolicyText } from "../../src/core/iam/readers/readPolicyText.ts";
import { iamParts } from "./iam.ts";

/** Reads a text as if it stood in a file of that name. */
export function readText(text: string, path: string): Promise<PolicyText> {
  return readPolicyText(text, { path, grammars: iamParts.grammars });
}

/** A value in short: `?` is an unknown part of a text, `‹unknown›` an unknown value, `…` more that is not seen. */
export function render(node: ValueNode | undefined): string {
  if (!node) return "‹none›";
  if (node.kind === "unknown") return "‹unknown›";
  if (node.kind === "string") return node.value.replaceAll(unknownText, "?");
  if (node.kind === "list")
    return `[${[...node.items.map(render), ...(node.partial ? ["…"] : [])].join(", ")}]`;
  if (node.kind !== "object") return String(node.value);
  const members = node.members.map(({ key, value }) => `${key.value}: ${render(value)}`);
  return `{${[...members, ...(node.partial ? ["…"] : [])].join(", ")}}`;
}

/** Every string below a value, keys too. */
export function stringsBelow(node: ValueNode): StringNode[] {
  if (node.kind === "string") return [node];
  if (node.kind === "list") return node.items.flatMap(stringsBelow);
  if (node.kind !== "object") return [];
  return node.members.flatMap(({ key, value }) => [key, ...stringsBelow(value)]);
}

/** The source of the string with that value. */
export function tokenOf(text: string, root: ValueNode, value: string): string | undefined {
  const node = stringsBelow(root).find((one) => one.value.replaceAll(unknownText, "?") === value);
  return node && text.slice(node.content.start, node.content.end);
}

/** Asserts what holds for every tree: spans lie in the text and in their parent, and exact strings stand there. */
export function assertSpans(text: string, { policies }: PolicyText): void {
  const check = (node: ValueNode): void => {
    assert.ok(0 <= node.span.start && node.span.start <= node.span.end && node.span.end <= text.length);
    if (node.kind === "string") {
      const token = text.slice(node.content.start, node.content.end);
      assert.ok(node.span.start <= node.content.start && node.content.end <= node.span.end, token);
      if (node.exact) assert.equal(token, node.value);
    }
    if (node.kind === "list") node.items.forEach(check);
    if (node.kind === "object") node.members.forEach(({ key, value }) => [key, value].forEach(check));
  };
  for (const { root, problems } of policies) {
    check(root);
    for (const { span } of problems)
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
  }
}
