/**
 * What of a history is done, as few commits: those done of which no child is. Everything they descend from is done too,
 * which holds when parents come before their children.
 */
export interface Frontier {
  /** Notes a commit as done; all its parents that are to be done at all were before. */
  done(sha: string, parents: readonly string[]): void;
  /** Object ids in order of their text. */
  tips(): readonly string[];
}

/** @param tips of an earlier run */
export function createFrontier(tips: readonly string[] = []): Frontier {
  const open = new Set(tips);
  return {
    done: (sha, parents) => {
      for (const parent of parents) open.delete(parent);
      open.add(sha);
    },
    tips: () => [...open].sort(),
  };
}
