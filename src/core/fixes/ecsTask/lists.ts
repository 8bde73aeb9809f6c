import type { Node } from "jsonc-parser";
import type { TextEdit } from "../../model/edit.ts";
import { lineStart } from "../../model/lineEdges.ts";
import { propertyOf } from "../jsonText.ts";
import { eolOf } from "../textStyle.ts";

/** One entry of `environment` and what it becomes under `secrets`. */
export interface Moved {
  readonly item: Node;
  /** As JSON. */
  readonly valueFrom: string;
}

/** How the API writes its keys, and how CloudFormation does. */
export type KeyCase = "camel" | "pascal";

function keyed(name: string, keys: KeyCase): string {
  return keys === "camel" ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Moves entries of a container's `environment` to its `secrets`, in the formatting that they have. A list that is left
 * empty goes, unless the secrets have a place already.
 */
export function moveToSecrets(
  environment: Node,
  moved: readonly Moved[],
  text: string,
  keys: KeyCase = "camel",
): TextEdit[] {
  const property = environment.parent;
  const container = property?.parent;
  if (!property || !container) return [];
  const items = environment.children ?? [];
  const gone = new Set(moved.map(({ item }) => item));
  const kept = items.filter((item) => !gone.has(item)).map((item) => sourceOf(item, text));
  const added = moved.map((one) => secretEntry(one, text, keys));
  const style = styleOf(environment, text);
  const secrets = propertyOf(container, keyed("secrets", keys));
  if (secrets?.type === "array") {
    return [
      { span: spanOf(environment), newText: style.list(kept) },
      { span: spanOf(secrets), newText: withItems(secrets, added, style, text) },
    ];
  }
  const line = lineStart(text, property.offset);
  const lead = text.slice(line, property.offset);
  const between = lead.trim() === "" ? `,${eolOf(text)}${lead}` : ", ";
  const colon = text.slice(property.children![0]!.offset + property.children![0]!.length, environment.offset);
  const own = `"${keyed("secrets", keys)}"${colon}${style.list(added)}`;
  const rest = kept.length > 0 ? `"${keyed("environment", keys)}"${colon}${style.list(kept)}${between}` : "";
  return [{ span: spanOf(property), newText: rest + own }];
}

function spanOf(node: Node): { start: number; end: number } {
  return { start: node.offset, end: node.offset + node.length };
}

function sourceOf(node: Node, text: string): string {
  return text.slice(node.offset, node.offset + node.length);
}

/** How the items of a list are set apart. */
interface ListStyle {
  readonly list: (items: readonly string[]) => string;
  readonly separator: string;
}

function styleOf(list: Node, text: string): ListStyle {
  const items = list.children ?? [];
  const [first, second] = items;
  const last = items.at(-1);
  const open = first ? text.slice(list.offset + 1, first.offset) : "";
  const close = last ? text.slice(last.offset + last.length, list.offset + list.length - 1) : "";
  const separator =
    first && second
      ? text.slice(first.offset + first.length, second.offset)
      : open === ""
        ? ", "
        : `,${open}`;
  return {
    separator,
    list: (texts) => (texts.length === 0 ? "[]" : `[${open}${texts.join(separator)}${close}]`),
  };
}

function withItems(list: Node, added: readonly string[], other: ListStyle, text: string): string {
  const own = (list.children ?? []).map((item) => sourceOf(item, text));
  return own.length === 0 ? other.list(added) : styleOf(list, text).list([...own, ...added]);
}

/** The entry with `valueFrom` in place of `value`. */
function secretEntry({ item, valueFrom }: Moved, text: string, keys: KeyCase): string {
  const value = propertyOf(item, keyed("value", keys));
  const key = value?.parent?.children?.[0];
  if (!value || !key) return sourceOf(item, text);
  return (
    text.slice(item.offset, key.offset) +
    `"${keyed("valueFrom", keys)}"` +
    text.slice(key.offset + key.length, value.offset) +
    valueFrom +
    text.slice(value.offset + value.length, item.offset + item.length)
  );
}
