import { overlaps } from "../matching/wildcard.ts";
import type { Element } from "../model/policy.ts";
import { hasUnknown, itemsOf, type StringNode, type ValueNode } from "../model/valueNode.ts";
import { coversEntry, type SameUnknown } from "./coverText.ts";

/** Actions or resources that an element names: the entries, or with `negated` all but the entries. */
export interface EntrySet {
  readonly negated: boolean;
  readonly entries: readonly Entry[];
  /** Texts of the entries without wildcards and unknown parts. */
  readonly plain: ReadonlySet<string>;
  /** Entries that may cover others: those with wildcards, variables or unknown parts. */
  readonly patterns: readonly Entry[];
  /** Values that cannot be read; equal only to themselves. */
  readonly opaque: readonly ValueNode[];
  /** More entries may exist that cannot be seen. */
  readonly partial: boolean;
}

export interface Entry {
  /** As it is compared: actions in lower case. */
  readonly text: string;
  readonly node: StringNode;
}

/** The set of an element; case does not count for actions. */
export function entrySetOf(element: Element, anyCase: boolean): EntrySet {
  const { value } = element.member;
  const entries = element.values.map((node) => ({
    text: anyCase ? node.value.toLowerCase() : node.value,
    node,
  }));
  const isPlain = ({ text }: Entry): boolean => !/[*?$]/.test(text) && !hasUnknown(text);
  return {
    negated: element.negated,
    entries,
    plain: new Set(entries.filter(isPlain).map(({ text }) => text)),
    patterns: entries.filter((entry) => !isPlain(entry)),
    opaque: itemsOf(value).filter(({ kind }) => kind !== "string"),
    partial: (value.kind === "list" || value.kind === "object") && value.partial,
  };
}

/** Whether one set's entries cover a text. */
function coversOne(outer: EntrySet, { text, node }: Entry, sameUnknown: SameUnknown): boolean {
  return (
    outer.plain.has(text) ||
    outer.patterns.some((one) => one.node === node || coversEntry(one.text, text, sameUnknown))
  );
}

/** A piece of a set: one entry, one value that cannot be read, or the whole of a negated set. */
export type Piece =
  | { readonly kind: "entry"; readonly entry: Entry }
  | { readonly kind: "opaque"; readonly node: ValueNode }
  | { readonly kind: "negated"; readonly set: EntrySet };

/** What a set consists of. */
export function piecesOf(set: EntrySet): Piece[] {
  if (set.negated) return [{ kind: "negated", set }];
  return [
    ...set.entries.map((entry): Piece => ({ kind: "entry", entry })),
    ...set.opaque.map((node): Piece => ({ kind: "opaque", node })),
  ];
}

/** Whether a set holds all of a piece; true only when it is certain. */
export function setCovers(outer: EntrySet, piece: Piece, sameUnknown: SameUnknown): boolean {
  const all = !outer.negated && outer.patterns.some(({ text }) => text === "*");
  if (all) return true;
  if (!outer.negated) {
    if (piece.kind === "entry") return coversOne(outer, piece.entry, sameUnknown);
    return piece.kind === "opaque" && outer.opaque.includes(piece.node);
  }
  if (piece.kind === "opaque") return false;
  if (piece.kind === "entry") {
    const inner = withoutVariables(piece.entry.text);
    const isWhole = outer.opaque.length === 0 && !outer.partial;
    return isWhole && outer.entries.every(({ text }) => !overlaps(withoutVariables(text), inner));
  }
  // What the outer set leaves out, the inner one must leave out too.
  return (
    (!outer.partial || piece.set.partial) &&
    outer.entries.every((entry) => coversOne(piece.set, entry, sameUnknown)) &&
    outer.opaque.every((node) => piece.set.opaque.includes(node))
  );
}

/** Whether a set and a piece may have something in common. */
export function setMeets(set: EntrySet, piece: Piece): boolean {
  if (piece.kind !== "entry") return true;
  if (set.negated) return !coversOne(set, piece.entry, () => false);
  if (set.partial || set.opaque.length > 0) return true;
  const text = withoutVariables(piece.entry.text);
  if (set.plain.has(text)) return true;
  const candidates = /[*?\uFFFC]/.test(text) ? set.entries : set.patterns;
  return candidates.some((one) => overlaps(withoutVariables(one.text), text));
}

/** A policy variable may be any text. */
function withoutVariables(text: string): string {
  return text.includes("${") ? text.replace(/\$\{[^{}]*\}/g, "*") : text;
}
