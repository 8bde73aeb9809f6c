import type { TextEdit } from "../../../model/edit.ts";
import type { Policy, Statement } from "../../model/policy.ts";
import { memberOf } from "../../model/valueNode.ts";
import type { NewObject } from "../change.ts";
import { indentAt } from "./indentation.ts";
import { isRenamed } from "./members.ts";
import { insertElements, readBracketed, removeElements } from "./separated.ts";
import { writeObject, type Writing } from "./write.ts";
import { insertBlockItem, isBlock, removeBlockItem } from "./yamlBlock.ts";

/** Puts a statement after another; one that stands without a list gets one. */
export function insertStatement(
  policy: Policy,
  after: Statement,
  value: NewObject,
  to: Writing,
): TextEdit[] | undefined {
  const { text, dialect } = to;
  if (isRenamed(after.node, text)) return undefined;
  const list = memberOf(policy.root, "Statement")?.value;
  if (list === after.node) return dialect.syntax === "yaml" ? undefined : wrap(after, value, to);
  if (list?.kind !== "list") return undefined;
  if (dialect.syntax === "yaml" && isBlock(text, list)) return insertBlockItem(list, after.node, value, to);
  const index = list.items.indexOf(after.node);
  const place = bracketsOf(list.items, list.span, to);
  if (!place || index < 0) return undefined;
  return insertElements(place, index, (indent) => {
    const written = writeObject(value, indent, to);
    return written === undefined ? undefined : [written];
  });
}

/** Takes a statement out of the list, but never the last one. */
export function removeStatement(policy: Policy, { node }: Statement, to: Writing): TextEdit[] | undefined {
  const list = memberOf(policy.root, "Statement")?.value;
  if (list?.kind !== "list") return undefined;
  if (to.dialect.syntax === "yaml" && isBlock(to.text, list)) return removeBlockItem(list, node, to);
  const place = bracketsOf(list.items, list.span, to);
  const index = list.items.indexOf(node);
  return place && index >= 0 ? removeElements(place, new Set([index])) : undefined;
}

function bracketsOf(
  items: readonly { readonly span: TextEdit["span"] }[],
  span: TextEdit["span"],
  to: Writing,
) {
  return readBracketed(
    to.text,
    span,
    items.map((item) => item.span),
    to.dialect,
  );
}

function wrap({ node }: Statement, value: NewObject, to: Writing): TextEdit[] | undefined {
  const { start, end } = node.span;
  if (to.text[start] !== "{" || to.text[end - 1] !== "}") return undefined;
  const written = writeObject(value, indentAt(to.text, start), to);
  if (written === undefined) return undefined;
  return [
    { span: { start, end: start }, newText: "[" },
    { span: { start: end, end }, newText: `, ${written}]` },
  ];
}
