import type { Span } from "../../core/model/span.ts";
import { mask } from "../../core/secrets/redact.ts";

/** Shorter values are words that a text may hold by chance. */
const shortest = 6;

/** A message cuts what it quotes: so much of a value is looked for as well. */
const headLength = 40;

/** No message quotes more. */
const mostQuoted = 2500;

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
      for (const value of spellings(text.slice(span.start, span.end))) found.add(value);
    }
    // Longest first: a value may be a part of another.
    const forms = [...found].sort((a, b) => b.length - a.length).map(anySpelling);
    if (forms.length === 0) return (said) => said;
    return (said) => forms.reduce((rest, form) => rest.replace(form, mask), said);
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

/** In any case and with any separators: names of packages are compared, and said, in another spelling. */
function anySpelling(value: string): RegExp {
  const parts = value.split(/[-_.]+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  // Where a message cut it, more than the head may stand there.
  const rest = value.length === headLength ? "[^\\s\"']*" : "";
  return new RegExp(parts.join("[-_.]+") + rest, "gi");
}

/** As it stands in the text, and without the escapes of JSON. */
function spellings(raw: string): readonly string[] {
  const both = raw.includes("\\") ? [raw, decoded(raw)] : [raw];
  return both
    .flatMap((value) => [value.slice(0, mostQuoted), value.slice(0, headLength)])
    .filter((value) => value.replace(/[-_.]/g, "").length >= shortest);
}

function decoded(raw: string): string {
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === "string" ? value : raw;
  } catch {
    return raw;
  }
}
