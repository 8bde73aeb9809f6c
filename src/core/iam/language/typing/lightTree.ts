import type { Span } from "../../../model/span.ts";

/**
 * A rough tree of a text that is being typed. Readers give policies of texts that parse; this survives the rest, since
 * completion is asked for just when a text does not parse.
 */
export interface LightGroup {
  readonly kind: "object" | "list" | "call";
  /** Callee of a call, or the labels of a block, such as `statement`. */
  readonly name: string;
  /** Key under which it stands in its parent. */
  readonly key: string | undefined;
  readonly parent: LightGroup | undefined;
  readonly entries: LightEntry[];
}

export interface LightEntry {
  key?: string;
  /** Text of a string or a word, or a group. */
  value?: string | LightGroup;
}

/** Where the cursor is. */
export interface LightPlace {
  readonly group: LightGroup;
  readonly position: "key" | "value" | "item";
  /** Key of the value at the cursor. */
  readonly key: string | undefined;
  /** The token under the cursor, without quotes; empty where nothing stands yet. */
  readonly span: Span;
  /** The token up to the cursor. */
  readonly typed: string;
  /** Quotes around the token; empty: none. */
  readonly quote: string;
  /** Whether a separator follows a key. */
  readonly separated: boolean;
  /** An embedded JSON text: new strings need its quotes, whatever the language around. */
  readonly embedded: boolean;
}

/** A new group, put into its parent's open entry. */
export function openGroup(
  parent: LightGroup,
  kind: LightGroup["kind"],
  { key, name = "" }: { key: string | undefined; name?: string },
): LightGroup {
  return { kind, name, key, parent, entries: [] };
}

/** The group of a text before anything is read. */
export function rootGroup(): LightGroup {
  return { kind: "object", name: "", key: undefined, parent: undefined, entries: [] };
}
