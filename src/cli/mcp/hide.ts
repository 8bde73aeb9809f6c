import type { Span } from "../../core/model/span.ts";
import { hiderOf } from "../../core/secrets/hideText.ts";
import { mask } from "../../core/secrets/redact.ts";

/** Takes the values out of a text. */
export type Hide = (text: string) => string;

/**
 * For each stretch of a text, what takes the values in it out of anything said about it. Names and addresses are shown,
 * and one may be a secret by accident.
 * @param values places of all that may be a secret; in any order, may overlap
 */
export function hiding(text: string, values: readonly Span[]): (stretch: Span) => Hide {
  const ordered = [...values].sort((a, b) => a.start - b.start);
  return ({ start, end }) => {
    const found = new Set<string>();
    for (let at = firstFrom(ordered, start); at < ordered.length; at++) {
      const span = ordered[at];
      if (!span || span.start >= end) break;
      found.add(text.slice(span.start, span.end));
    }
    return hiderOf(found, mask);
  };
}

function firstFrom(ordered: readonly Span[], start: number): number {
  let low = 0;
  for (let high = ordered.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
