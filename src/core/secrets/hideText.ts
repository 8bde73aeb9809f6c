import { decodedJsonText } from "../model/jsonText.ts";

/** Shorter values are words that a text may hold by chance: replacing them would garble it, and tell them. */
const shortest = 6;

/** A message cuts what it quotes: so much of a value is looked for as well. */
const headLength = 40;

/** No message quotes more. */
const mostQuoted = 2500;

/**
 * What takes secret values out of a text: each in any case and with any separators, since names of packages and actions
 * are compared, and said, in another spelling, and as far as a message may have cut it.
 * @param values as they stand in a source; escapes of JSON are also looked for decoded
 */
export function hiderOf(values: Iterable<string>, mask: string): (text: string) => string {
  const found = new Set<string>();
  for (const value of values) for (const spelling of spellings(value)) found.add(spelling);
  if (found.size === 0) return (text) => text;
  // Longest first: a value may be a part of another.
  const forms = [...found].sort((a, b) => b.length - a.length).map(anySpelling);
  return (text) => forms.reduce((rest, form) => rest.replace(form, () => mask), text);
}

function anySpelling(value: string): RegExp {
  const parts = value.split(/[-_.]+/).map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  // Where a message cut it, more than the head may stand there.
  const rest = value.length === headLength ? "[^\\s\"']*" : "";
  return new RegExp(parts.join("[-_.]+") + rest, "gi");
}

/** As it stands in the text, and without the escapes of JSON. */
function spellings(raw: string): readonly string[] {
  const both = raw.includes("\\") ? [raw, decodedJsonText(raw)] : [raw];
  return both
    .flatMap((value) => [value.slice(0, mostQuoted), value.slice(0, headLength)])
    .filter((value) => value.replace(/[-_.]/g, "").length >= shortest);
}
