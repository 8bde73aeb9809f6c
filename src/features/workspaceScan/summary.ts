/** Counts of a workspace scan, as it goes and at its end. */
export interface Tally {
  files: number;
  findings: number;
  filesWithFindings: number;
  /** Findings that were counted but not listed, since the list was full. */
  unlisted: number;
  /** Left out for a reason that leaves a question open: too large, unreadable. */
  unjudged: number;
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  return { files: 0, findings: 0, filesWithFindings: 0, unlisted: 0, unjudged: 0 };
}
