import { type Automaton, buildAutomaton } from "./automaton.ts";

/** Which keywords belong to whom: by owner, a list of lower-case literals. */
export type KeywordLists = readonly (readonly string[])[];

/** One automaton over the keywords of all owners. */
export interface Prefilter {
  readonly automaton: Automaton;
  /** Literals, by the index that the automaton reports. */
  readonly keywords: readonly string[];
  /** By group of owners as given, then by keyword: the owners' positions in their group. */
  readonly owners: readonly (readonly (readonly number[])[])[];
}

const none: readonly number[] = [];

/** @param groups several lists of owners, such as detectors, context detectors, official rules */
export function buildPrefilter(groups: readonly KeywordLists[]): Prefilter {
  const ids = new Map<string, number>();
  for (const lists of groups) {
    for (const list of lists) {
      for (const word of list) if (!ids.has(word)) ids.set(word, ids.size);
    }
  }
  const owners = groups.map((lists) => {
    // Most keywords have no owner in most groups: they share one list, which nobody may add to.
    const byKeyword = Array.from({ length: ids.size }, () => none);
    lists.forEach((list, owner) => {
      for (const word of new Set(list)) {
        const id = ids.get(word)!;
        byKeyword[id] = byKeyword[id] === none ? [owner] : [...byKeyword[id]!, owner];
      }
    });
    return byKeyword;
  });
  const keywords = [...ids.keys()];
  return { automaton: buildAutomaton(keywords), keywords, owners };
}

/** Merged stretches of text: start, end, start, end, … in order and without overlaps. */
export type Windows = number[];

/** Adds a stretch. Stretches come by the end of their keyword, so a long keyword may reach back before the last. */
export function addWindow(windows: Windows, start: number, end: number): void {
  let last = windows.length - 1;
  if (last < 0 || start > windows[last]!) {
    windows.push(start, end);
    return;
  }
  // Joins the last stretch to the one before for as long as the new one touches both.
  while (last > 1 && start <= windows[last - 2]!) {
    windows[last - 2] = windows[last]!;
    windows.length -= 2;
    last -= 2;
  }
  windows[last - 1] = Math.min(windows[last - 1]!, start);
  windows[last] = Math.max(windows[last]!, end);
}
