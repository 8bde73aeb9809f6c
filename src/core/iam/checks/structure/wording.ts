import type { Span } from "../../../model/span.ts";
import { unknownText, type ObjectNode } from "../../model/valueNode.ts";

const longestShown = 80;

/** A value of a policy for a message: in quotes, cut to 80 characters, unknown parts as an ellipsis. */
export function shown(value: string): string {
  const text = value.replaceAll(unknownText, "…");
  return `"${text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text}"`;
}

/** A few values in a row for a message; the rest is counted. */
export function shownList(values: readonly string[], most = 3): string {
  const some = values.slice(0, most).map(shown).join(", ");
  return values.length > most ? `${some} and ${values.length - most} more` : some;
}

/**
 * Where to underline what is missing from an object, or wrong with all of it: its first key, since the whole object
 * would be too much; the object itself when it is empty.
 */
export function anchorOf(node: ObjectNode): Span {
  return node.members[0]?.key.content ?? node.span;
}
