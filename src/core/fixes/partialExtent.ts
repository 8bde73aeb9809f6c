import type { Span } from "../model/span.ts";
import { extentOf } from "./literal.ts";
import type { Extent, Literal } from "./literal.ts";

/**
 * The finding's part of a literal alone, even where the literal is a connection string: for formats, whose places for
 * values would not be filled in the store. The whole only when nothing but white space is around the finding.
 */
export function partialExtent(literal: Literal, span: Span, text: string): Extent | undefined {
  const around = text.slice(literal.content.start, span.start) + text.slice(span.end, literal.content.end);
  if (around.trim() === "") return extentOf(literal, span, text);
  const part = extentOf({ ...literal, content: span }, span, text);
  return part && { whole: false, span, value: part.value };
}
