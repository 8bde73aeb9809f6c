/** A table of the ASCII characters of a text, for `eachRun`. */
export function unitsOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (let index = 0; index < characters.length; index++) table[characters.charCodeAt(index)] = 1;
  return table;
}

/** Whether the code unit is in the table. */
export function isIn(units: Uint8Array, code: number): boolean {
  return code < 128 && units[code] === 1;
}

/**
 * Calls `found` for each run of at least `shortest` code units of the table. Looks at every `shortest`-th unit only and
 * walks from there, so that ordinary text costs a fraction of its length. `found` gives where to go on, at or behind the end.
 */
export function eachRun(
  text: string,
  units: Uint8Array,
  shortest: number,
  found: (start: number, end: number) => number,
): void {
  let from = 0;
  for (let at = shortest - 1; at < text.length; at += shortest) {
    if (!isIn(units, text.charCodeAt(at))) continue;
    let start = at;
    while (start > from && isIn(units, text.charCodeAt(start - 1))) start--;
    let end = at + 1;
    while (end < text.length && isIn(units, text.charCodeAt(end))) end++;
    from = end - start >= shortest ? found(start, end) : end;
    at = Math.max(at, from - 1);
  }
}
