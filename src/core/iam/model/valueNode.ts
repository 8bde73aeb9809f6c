import type { Span } from "../../model/span.ts";

/**
 * Stands in a string for every stretch of text that cannot be known offline: the variable part of a `!Sub`, a Terraform
 * interpolation, a placeholder such as `{{YOUR_ACCOUNT_ID}}`. It may be any text, the empty one too. U+FFFC is the
 * object replacement character; nothing else in a policy can be.
 */
export const unknownText = "\uFFFC";

/** Whether a string holds a part that cannot be known. */
export function hasUnknown(text: string): boolean {
  return text.includes(unknownText);
}

/**
 * A value of a policy as its source writes it, whatever the language: every reader makes these, every check reads
 * them. A JSON object, a YAML mapping, an HCL object or block and a Python dictionary are all an `object`.
 */
export type ValueNode = ObjectNode | ListNode | StringNode | ScalarNode | UnknownNode;

interface NodeBase {
  /** The whole value in the source: quotes and brackets included. */
  readonly span: Span;
}

export interface ObjectNode extends NodeBase {
  readonly kind: "object";
  /** In the source's order; duplicate keys are kept. */
  readonly members: readonly Member[];
  /** More members may exist that cannot be seen: a spread, a merge key, a macro. */
  readonly partial: boolean;
}

export interface Member {
  readonly key: StringNode;
  readonly value: ValueNode;
  /** From the key's start to the value's end. */
  readonly span: Span;
}

export interface ListNode extends NodeBase {
  readonly kind: "list";
  readonly items: readonly ValueNode[];
  /** More items may exist that cannot be seen. */
  readonly partial: boolean;
}

export interface StringNode extends NodeBase {
  readonly kind: "string";
  /** Decoded; unknown parts and placeholders are each one `unknownText`. */
  readonly value: string;
  /** The text inside the quotes: what an editor underlines and what a fix replaces. */
  readonly content: Span;
  /**
   * Whether `value` stands in the source character by character, so that an offset in one is an offset in the other:
   * no escape, no unknown part, no folding.
   */
  readonly exact: boolean;
  /** Placeholders for the user to fill, such as `{{YOUR_ACCOUNT_ID}}`, in the source. */
  readonly placeholders?: readonly Span[];
}

export interface ScalarNode extends NodeBase {
  readonly kind: "number" | "boolean" | "null";
  readonly value: number | boolean | null;
}

/** A value that cannot be known offline: an intrinsic, a variable, a call. */
export interface UnknownNode extends NodeBase {
  readonly kind: "unknown";
}

/** The span of `value.slice(from, to)` of a string in the source; the whole content where the two do not run in step. */
export function spanWithin(node: StringNode, from: number, to: number): Span {
  if (!node.exact) return node.content;
  return { start: node.content.start + from, end: node.content.start + to };
}

/** The last member of that name, as a JSON parser would choose it. Names are compared exactly. */
export function memberOf(node: ValueNode | undefined, name: string): Member | undefined {
  return node?.kind === "object" ? node.members.findLast(({ key }) => key.value === name) : undefined;
}

/** The value itself, or the items of a list: IAM takes one value wherever it takes a list. */
export function itemsOf(node: ValueNode | undefined): readonly ValueNode[] {
  if (!node) return [];
  return node.kind === "list" ? node.items : [node];
}

/** The strings among `itemsOf`. */
export function stringsOf(node: ValueNode | undefined): readonly StringNode[] {
  return itemsOf(node).filter((item) => item.kind === "string");
}

/** Whether every value below a node is seen: no unknown value and no list or object with hidden parts at this level. */
export function isComplete(node: ValueNode | undefined): boolean {
  if (!node) return true;
  if (node.kind === "list") return !node.partial && node.items.every((item) => item.kind !== "unknown");
  return node.kind === "object" ? !node.partial : node.kind !== "unknown";
}
