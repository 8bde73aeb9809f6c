/** A quantifier of a regular expression. */
export interface Quantifier {
  /** The quantified part and the quantifier, for messages. */
  readonly source: string;
  /** Most repeats; infinite for `+`, `*` and `{n,}`. */
  readonly max: number;
  /** Product of the repeats nested in the quantified group, 1 when there are none. */
  readonly inside: number;
}

interface Open {
  readonly start: number;
  inside: number;
}

const quantifier = /(?:\{(\d+)(,?)(\d*)\}|([*+?]))\??/y;

const groupHead = /\((?:\?(?:[:=!]|<[=!]|<[a-z]+>))?/iy;

/** Where the atom that starts at `at` ends: an escape, a class, or one character. */
function atomEnd(source: string, at: number): number {
  if (source[at] === "\\") return at + 2;
  if (source[at] !== "[") return at + 1;
  let end = at + 1;
  while (source[end] !== "]") end += source[end] === "\\" ? 2 : 1;
  return end + 1;
}

function maxOf([, low, comma, high, sign]: RegExpExecArray): number {
  if (sign !== undefined) return sign === "?" ? 1 : Infinity;
  if (comma === "") return Number(low);
  return high === "" ? Infinity : Number(high);
}

/** Every quantifier of the source of a regular expression, inner ones before those around them. */
export function quantifiersOf(source: string): Quantifier[] {
  const found: Quantifier[] = [];
  const groups: Open[] = [{ start: 0, inside: 1 }];
  let at = 0;
  while (at < source.length) {
    let start = at;
    let inside = 1;
    if (source[at] === "(") {
      groups.push({ start: at, inside: 1 });
      groupHead.lastIndex = at;
      at += groupHead.exec(source)![0].length;
      continue;
    }
    if (source[at] === ")") {
      const group = groups.pop()!;
      ({ start, inside } = group);
      at++;
    } else at = atomEnd(source, at);
    quantifier.lastIndex = at;
    const match = quantifier.exec(source);
    const max = match === null ? 1 : maxOf(match);
    if (match !== null) {
      at = quantifier.lastIndex;
      found.push({ source: source.slice(start, at), max, inside });
    }
    const parent = groups.at(-1)!;
    parent.inside = Math.max(parent.inside, max * inside);
  }
  return found;
}
