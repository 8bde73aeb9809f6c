import { charSet, negated, type CharSet } from "./charSet.ts";

function of(...pairs: readonly string[]): CharSet {
  return charSet(pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(pair.length - 1)] as const));
}

const digits = of("09");
/** Letters, digits and the underscore: what `\w` and `\b` mean. */
export const wordSet = of("09", "AZ", "_", "az");
const spaces = of(
  "\t\r",
  " ",
  "\u00a0",
  "\u1680",
  "\u2000\u200a",
  "\u2028\u2029",
  "\u202f",
  "\u205f",
  "\u3000",
  "\ufeff",
);

/** Every character that `.` means: all but line ends. */
export const anyButLineEnd = negated(of("\n", "\r", "\u2028\u2029"));

/** Classes by the letter behind a backslash, as in JavaScript. */
export const classEscapes: Readonly<Record<string, CharSet>> = {
  d: digits,
  D: negated(digits),
  w: wordSet,
  W: negated(wordSet),
  s: spaces,
  S: negated(spaces),
};

/** Classes by their POSIX name, as in `[[:alnum:]]`; rules that are brought from other scanners use them. */
export const posixClasses: Readonly<Record<string, CharSet>> = {
  alnum: of("09", "AZ", "az"),
  alpha: of("AZ", "az"),
  digit: digits,
  lower: of("az"),
  punct: of("!/", ":@", "[`", "{~"),
  space: of("\t\r", " "),
  upper: of("AZ"),
  word: wordSet,
  xdigit: of("09", "AF", "af"),
};

/** Control characters by the letter behind a backslash. */
export const controlEscapes: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, "0": 0 };
