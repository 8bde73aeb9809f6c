/**
 * The row that a key goes to, as in the editor's lists; undefined: the key goes nowhere. Rows by index.
 * @param at the selected row; undefined: none, the first one that is seen is meant
 * @param page rows of a page
 * @param last the last row; -1: there is none
 */
export function rowForKey(
  key: string,
  at: number | undefined,
  firstSeen: number,
  page: number,
  last: number,
): number | undefined {
  const from = at ?? firstSeen;
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at === undefined ? firstSeen : at + 1,
    ArrowUp: at === undefined ? firstSeen : at - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return target === undefined ? undefined : Math.max(0, Math.min(target, last));
}
