import type { Candidate } from "./detector.ts";
import type { Confidence } from "../model/severity.ts";

const rank: Record<Confidence, number> = { high: 3, medium: 2, low: 1, "near-miss": 0 };

function length(candidate: Candidate): number {
  return candidate.span.end - candidate.span.start;
}

/**
 * Keeps the best of every group of overlapping candidates: the most confident, then the longest, then the first in
 * the order given. The result is ordered by span and free of overlaps.
 */
export function resolveOverlaps(candidates: readonly Candidate[]): Candidate[] {
  const ordered = candidates
    .map((candidate, index) => ({ candidate, index }))
    .sort((a, b) => a.candidate.span.start - b.candidate.span.start || a.index - b.index);
  const kept: Candidate[] = [];
  for (const { candidate } of ordered) {
    let wins = true;
    while (kept.length > 0 && candidate.span.start < kept.at(-1)!.span.end) {
      const other = kept.at(-1)!;
      const better = rank[candidate.confidence] - rank[other.confidence] || length(candidate) - length(other);
      if (better <= 0) {
        wins = false;
        break;
      }
      kept.pop();
    }
    if (wins) kept.push(candidate);
  }
  return kept;
}
