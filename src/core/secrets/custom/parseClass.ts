import { charSet, folded, negated, rangesOf, type CharSet } from "./charSet.ts";
import { classEscapes, controlEscapes, posixClasses } from "./classEscapes.ts";
import { patternError } from "./patternError.ts";
import type { PatternReader } from "./patternReader.ts";

const hex = /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})/y;
const posix = /\[:([a-z]{1,10}):\]/y;

/**
 * What follows a backslash that was just taken: one character or a class.
 * @throws PatternError for what is not supported
 */
export function parseEscape(reader: PatternReader): CharSet {
  const start = reader.at - 1;
  const number = reader.match(hex);
  if (number) return one(parseInt(number[1] ?? number[2] ?? "", 16));
  const letter = reader.next();
  const known = classEscapes[letter];
  if (known) return known;
  const control = controlEscapes[letter];
  if (control !== undefined) return one(control);
  if (/[1-9k]/.test(letter)) throw patternError("back references are not supported", start);
  if (/[pP]/.test(letter)) throw patternError("\\p is not supported; name the characters in [ ]", start);
  if (/[A-Za-z]/.test(letter)) throw patternError(`\\${letter} is not supported`, start);
  return one(letter.charCodeAt(0));
}

function one(unit: number): CharSet {
  return [unit, unit];
}

/**
 * A character class, of which `[` was just taken.
 * @param ignoreCase whether letters mean both cases
 * @throws PatternError when it is not closed or a range is reversed
 */
export function parseClass(reader: PatternReader, ignoreCase: boolean): CharSet {
  const start = reader.at - 1;
  const isNegated = reader.take("^");
  const sets: CharSet[] = [];
  for (;;) {
    if (reader.done) throw patternError("[ is not closed by ]", start);
    if (reader.take("]")) break;
    const from = reader.at;
    const first = parseMember(reader);
    const unit = single(first);
    // A `-` before the end, or beside a class, means itself.
    if (unit === undefined || !reader.match(/-(?!\])/y)) {
      sets.push(first);
      continue;
    }
    const last = single(parseMember(reader));
    if (last === undefined) throw patternError("a range in [ ] must end in one character", from);
    if (last < unit) throw patternError("a range in [ ] is reversed", from);
    sets.push([unit, last]);
  }
  const set = charSet(sets.flatMap(rangesOf));
  const all = ignoreCase ? folded(set) : set;
  return isNegated ? negated(all) : all;
}

function parseMember(reader: PatternReader): CharSet {
  const start = reader.at;
  const named = reader.match(posix);
  if (named) {
    const known = posixClasses[named[1] ?? ""];
    if (known) return known;
    throw patternError("there is no such class", start);
  }
  if (reader.take("\\")) return reader.take("b") ? one(8) : parseEscape(reader);
  return one(reader.next().charCodeAt(0));
}

function single(set: CharSet): number | undefined {
  return set.length === 2 && set[0] === set[1] ? set[0] : undefined;
}
