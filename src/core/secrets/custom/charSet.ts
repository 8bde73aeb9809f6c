/** A set of UTF-16 code units: first and last of each range in turn, ascending, without overlaps or touching ranges. */
export type CharSet = readonly number[];

/** Last code unit. */
const lastUnit = 0xffff;

/** Ranges longer than this are folded as far as ASCII goes only. */
const longestFolded = 1_024;

/** The set of some ranges in any order. */
export function charSet(ranges: readonly (readonly [first: number, last: number])[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const set: number[] = [];
  for (const [first, last] of sorted) {
    const before = set.at(-1);
    if (before !== undefined && first <= before + 1) set[set.length - 1] = Math.max(before, last);
    else set.push(first, last);
  }
  return set;
}

/** The ranges of a set. */
export function rangesOf(set: CharSet): (readonly [number, number])[] {
  return set.flatMap((first, index) => (index % 2 === 0 ? [[first, set[index + 1]!] as const] : []));
}

/** Everything that is not in the set. */
export function negated(set: CharSet): CharSet {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [first, last] of rangesOf(set)) {
    if (first > next) ranges.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lastUnit) ranges.push([next, lastUnit]);
  return charSet(ranges);
}

/** The set with the other letter case of each of its characters. Characters whose other case is longer stay alone. */
export function folded(set: CharSet): CharSet {
  const ranges = rangesOf(set).flatMap(([first, last]) => {
    const all: [number, number][] = [[first, last]];
    const end = last - first > longestFolded ? Math.min(last, 127) : last;
    for (let unit = first; unit <= end; unit++) {
      for (const other of otherCases(unit)) all.push([other, other]);
    }
    return all;
  });
  return charSet(ranges);
}

function otherCases(unit: number): number[] {
  const letter = String.fromCharCode(unit);
  return [letter.toLowerCase(), letter.toUpperCase()]
    .filter((other) => other.length === 1 && other !== letter)
    .map((other) => other.charCodeAt(0))
    .filter((other) => other >= 128 === unit >= 128);
}

const testers = new WeakMap<CharSet, (unit: number) => boolean>();

/** Whether the set holds a code unit; the same function for the same set. */
export function tester(set: CharSet): (unit: number) => boolean {
  const known = testers.get(set) ?? makeTester(set);
  testers.set(set, known);
  return known;
}

function makeTester(set: CharSet): (unit: number) => boolean {
  const table = new Uint8Array(256);
  for (const [first, last] of rangesOf(set)) {
    if (first < 256) table.fill(1, first, Math.min(last, 255) + 1);
  }
  const wide = rangesOf(set).filter(([, last]) => last >= 256);
  return (unit) =>
    unit < 256 ? table[unit] === 1 : wide.some(([first, last]) => unit >= first && unit <= last);
}
