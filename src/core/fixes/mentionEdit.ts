import type { TextEdit } from "../model/edit.ts";
import { placeholderOf } from "./notes.ts";
import type { Use } from "./targetForm.ts";

/** Puts a placeholder in a comment. Comments of documentation (`///`, `/** … *\/`) are markup, in which it is escaped. */
export function mentionEdit({ place, lookup }: Use, text: string): TextEdit {
  const placeholder = placeholderOf(lookup);
  const markup = /^\/(?:\/\/|\*\*)/.test(text.slice(place.container.start, place.container.start + 3));
  const escaped = placeholder.replace("<", "&lt;").replace(">", "&gt;");
  return { span: place.span, newText: markup ? escaped : placeholder };
}
