import type { Candidate, ContextDetector, ContextInput } from "../detector.ts";
import { candidatesIn, type Reading, readingOf } from "./readings.ts";

/** How far before the sign its line is read along, for the name. */
const lookBack = 120;

/** The signs that open a block, at the end of a line, and the line below. */
const opener = /(?:[|>][-+]?|<<[-~]?(["']?)(?<tag>[A-Z_]{1,40})\1)[ \t]{0,8}\r?\n/g;
const below = /(?<indent>[ \t]{0,80})(?<value>[^\s"'][^\s"']{7,2000})[ \t]{0,8}(?=\r?\n|$)/y;

/** What stands before the signs: a name and `:` or `=`. */
const named = /[\w"'\])][ \t]{0,20}[:=][ \t]{0,8}$/;

/** Whether the block has no further line. */
function endsAt(text: string, end: number, indent: string, tag: string | undefined): boolean {
  const rest = text.slice(end, end + 200).replace(/^\r?\n/, "");
  if (tag !== undefined) return rest.trimStart().startsWith(tag);
  const next = /^[ \t]*/.exec(rest)![0].length;
  return rest === "" || /^[ \t]*[\r\n]/.test(rest) || next < indent.length;
}

function* detect(text: string, _hits: unknown, context: ContextInput): Iterable<Candidate> {
  const readings: Reading[] = [];
  for (const match of text.matchAll(opener)) {
    const back = Math.max(0, match.index - lookBack);
    const line = back + text.slice(back, match.index).lastIndexOf("\n") + 1;
    if (!named.test(text.slice(line, match.index))) continue;
    below.lastIndex = match.index + match[0].length;
    const { indent = "", value = "" } = below.exec(text)?.groups ?? {};
    if (value === "" || !endsAt(text, below.lastIndex, indent, match.groups?.["tag"])) continue;
    const start = match.index + match[0].length + indent.length;
    const parts = readingOf(text);
    parts.around(line, match.index);
    parts.other('"', start, start);
    parts.same(start, start + value.length);
    parts.other('"', start, start);
    readings.push(parts.done("it is the only line of a block"));
  }
  yield* candidatesIn(readings, context, true);
}

/**
 * A value alone on the line below its name: a block scalar of YAML (`key: |`, `key: >-`) or a heredoc of HCL and shells
 * (`key = <<EOF`).
 */
export const blockValues: ContextDetector = { rules: [], keywords: [], detect };
