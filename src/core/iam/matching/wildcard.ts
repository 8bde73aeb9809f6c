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
 * `inner` is covered only by a `*`, and one of `outer` covers nothing, unless the two are equal.
 */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  if (outer.includes(unknownText)) return false;
  // As matching, with `*`, `?` and unknown parts of `inner` as letters that only a wildcard of `outer` takes.
  return outer.includes("?")
    ? relate(outer, inner, (o, i) => o === i || (o === "?" && i !== "*" && i !== unknownText))
    : holdsInOrder(outer, inner);
}

/** Whether the pieces of `outer` between its `*` stand in `inner` one behind the other; it has no other wildcard. */
function holdsInOrder(outer: string, inner: string): boolean {
  const first = outer.indexOf("*");
  if (first < 0) return outer === inner;
  const last = outer.lastIndexOf("*");
  const end = inner.length - (outer.length - 1 - last);
  if (end < first || !inner.startsWith(outer.slice(0, first)) || !inner.endsWith(outer.slice(last + 1)))
    return false;
  let at = first;
  for (let star = first; star < last;) {
    const next = outer.indexOf("*", star + 1);
    const piece = outer.slice(star + 1, next);
    const found = inner.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
    star = next;
  }
  return true;
}

/**
 * Whether some text is matched by both; unknown parts may be anything, so that in doubt they overlap. When both hold a
 * `*`, whatever stands between their first and last ones can follow each other in one text: only what is in front of
 * the first and behind the last must agree.
 */
export function overlaps(a: string, b: string): boolean {
  const starA = firstStar(a);
  const starB = firstStar(b);
  if (starA < 0) return starB < 0 ? a.length === b.length && agrees(a, b, a.length) : takes(b, a);
  if (starB < 0) return takes(a, b);
  if (!agrees(a, b, Math.min(starA, starB))) return false;
  const tail = Math.min(a.length - 1 - lastStar(a), b.length - 1 - lastStar(b));
  return agrees(a.slice(a.length - tail), b.slice(b.length - tail), tail);
}

/** Whether a pattern with `*` takes a text that has none but may hold `?`. */
function takes(pattern: string, text: string): boolean {
  return relate(pattern.replaceAll(unknownText, "*"), text, (o, i) => o === i || o === "?" || i === "?");
}

/** Whether the first letters of two patterns can be the same; there is no `*` among them. */
function agrees(a: string, b: string, length: number): boolean {
  for (let at = 0; at < length; at++) {
    if (a[at] !== b[at] && a[at] !== "?" && b[at] !== "?") return false;
  }
  return true;
}

function firstStar(pattern: string): number {
  const star = pattern.indexOf("*");
  const unknown = pattern.indexOf(unknownText);
  return star < 0 || (unknown >= 0 && unknown < star) ? unknown : star;
}

function lastStar(pattern: string): number {
  return Math.max(pattern.lastIndexOf("*"), pattern.lastIndexOf(unknownText));
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
