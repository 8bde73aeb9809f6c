import { unknownText } from "../model/valueNode.ts";

/**
 * Patterns of the policy language: `*` is any text, the empty one too, and `?` is any one character. `unknownText` in a
 * pattern is a text that cannot be known. Case counts: lower both sides for actions.
 */

/** Whether a pattern matches a plain text. Every unknown part counts as `*`: it might match. */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const code = pattern[from];
    if (code === "*" || code === unknownText) {
      star = from++;
      retry = at;
    } else if (from < pattern.length && (code === "?" || code === text[at])) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[from] === "*" || pattern[from] === unknownText) from++;
  return from === pattern.length;
}

/**
 * Whether every text that `inner` can be is matched by `outer`: true only when it is certain. An unknown part of
 * `inner` is covered only by a `*`, or by the same unknown part at the same place of an equal pattern.
 */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  // As matching, with `*`, `?` and unknown parts of `inner` as letters that only a wildcard of `outer` takes.
  return relate(outer, inner, (o, i) => o === i || (o === "?" && i !== "*" && i !== unknownText));
}

/** Most pairs of places that are compared; beyond it two texts are taken to overlap. */
const mostPairs = 1_000_000;

/** Whether some text is matched by both; unknown parts may be anything, so that in doubt they overlap. */
export function overlaps(a: string, b: string): boolean {
  const width = b.length + 1;
  if ((a.length + 1) * width > mostPairs) return true;
  const any = (text: string, at: number): boolean => text[at] === "*" || text[at] === unknownText;
  const seen = new Set<number>();
  // Pairs of places up to which both match, still to be looked at. Not a recursion: texts may be long.
  const open = [0];
  const meet = (i: number, j: number): void => {
    if (i > a.length || j > b.length || seen.has(i * width + j)) return;
    seen.add(i * width + j);
    open.push(i * width + j);
  };
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const i = Math.floor(pair / width);
    const j = pair % width;
    if (i === a.length && j === b.length) return true;
    if (any(a, i)) {
      meet(i + 1, j);
      meet(i, j + 1);
    } else if (any(b, j)) {
      meet(i, j + 1);
      meet(i + 1, j);
    } else if (i < a.length && j < b.length && (a[i] === b[j] || a[i] === "?" || b[j] === "?")) {
      meet(i + 1, j + 1);
    }
  }
  return false;
}

/** Greedy matching of `outer` with `*` over the letters of `inner`. */
function relate(outer: string, inner: string, same: (o: string, i: string) => boolean): boolean {
  let o = 0;
  let i = 0;
  let star = -1;
  let retry = 0;
  while (i < inner.length) {
    if (outer[o] === "*") {
      star = o++;
      retry = i;
    } else if (o < outer.length && same(outer[o]!, inner[i]!)) {
      o++;
      i++;
    } else if (star >= 0) {
      o = star + 1;
      i = ++retry;
    } else return false;
  }
  while (outer[o] === "*") o++;
  return o === outer.length;
}
