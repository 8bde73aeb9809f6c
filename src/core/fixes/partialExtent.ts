import type { Span } from "../model/span.ts";
import { extentOf } from "./literal.ts";
import type { Extent, Literal } from "./literal.ts";

/**
 * The finding's part of a format alone, even where the literal is a connection string: its places for values would not be
 * filled in the store. The whole only when nothing but white space is around the finding. `plain` turns what a format
 * says into what it prints, or gives undefined where that is only known at run time.
 */
export function partialExtent(
  literal: Literal,
  span: Span,
  text: string,
  plain: (value: string) => string | undefined,
): Extent | undefined {
  const around = text.slice(literal.content.start, span.start) + text.slice(span.end, literal.content.end);
  if (around.trim() === "") return extentOf(literal, span, text);
  const part = extentOf({ ...literal, content: span }, span, text);
  const value = part && plain(part.value);
  return value === undefined ? undefined : { whole: false, span, value };
}

/** What a format of `printf` prints for a text without verbs; undefined when there is a verb in it. */
export function withoutVerbs(value: string): string | undefined {
  return value.replaceAll("%%", "").includes("%") ? undefined : value.replaceAll("%%", "%");
}
