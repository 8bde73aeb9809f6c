import { overlaps } from "../model/span.ts";
import type { Confidence } from "../model/severity.ts";
import type { Candidate } from "./detector.ts";

/** Who speaks: a provider's detector, a detector by context, or an official rule of secretlint. */
export type Voice = "provider" | "context" | "official";

/** A candidate and who found it. */
export interface Spoken {
  readonly candidate: Candidate;
  readonly voice: Voice;
}

const confidenceRank: Record<Confidence, number> = { high: 3, medium: 2, low: 1, "near-miss": 0 };

/** A provider's format says more than a name, once it is worth a warning. An official rule never outdoes our own. */
function rank({ candidate, voice }: Spoken): number {
  const sure = confidenceRank[candidate.confidence];
  if (voice === "provider" && (sure >= 2 || candidate.settled === true)) return sure + 10;
  return sure;
}

function length({ span }: Candidate): number {
  return span.end - span.start;
}

/** Better ones first: by rank, then the longer, then the order given. */
function byWorth(spoken: readonly Spoken[]): Spoken[] {
  return spoken
    .map((one, index) => ({ one, index, rank: rank(one) }))
    .sort((a, b) => b.rank - a.rank || length(b.one.candidate) - length(a.one.candidate) || a.index - b.index)
    .map(({ one }) => one);
}

/** Place of the first span that ends behind the offset, in spans that are ordered and apart. */
function placeOf(kept: readonly Candidate[], offset: number): number {
  let [low, high] = [0, kept.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (kept[middle]!.span.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The best of candidates that hang together, ordered by span: each is kept unless it overlaps a better one. */
function bestOf(group: readonly Spoken[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const { candidate } of byWorth(group)) {
    const place = placeOf(kept, candidate.span.start);
    const next = kept[place];
    if (next === undefined || next.span.start >= candidate.span.end) kept.splice(place, 0, candidate);
  }
  return kept;
}

/** Official findings where no detector of our own speaks: ours check more. Both lists ordered by span start. */
function withoutEchoes(official: readonly Spoken[], own: readonly Spoken[]): Spoken[] {
  let at = 0;
  let reach = -1;
  let active: Spoken[] = [];
  return official.filter(({ candidate }) => {
    while (at < own.length && own[at]!.candidate.span.start < candidate.span.end) {
      reach = Math.max(reach, own[at]!.candidate.span.end);
      active.push(own[at++]!);
    }
    if (reach <= candidate.span.start) return true;
    active = active.filter((spoken) => spoken.candidate.span.end > candidate.span.start);
    return !active.some((spoken) => overlaps(spoken.candidate.span, candidate.span));
  });
}

function byStart(spoken: readonly Spoken[]): Spoken[] {
  return spoken
    .map((one, index) => ({ one, index }))
    .sort((a, b) => a.one.candidate.span.start - b.one.candidate.span.start || a.index - b.index)
    .map(({ one }) => one);
}

/**
 * Keeps the best of every group of overlapping candidates: a provider's format before the rest, then the most
 * confident, then the longest, then the first in the order given. The result is ordered by span and free of overlaps.
 */
export function resolveOverlaps(spoken: readonly Spoken[]): Candidate[] {
  const own = byStart(spoken.filter(({ voice }) => voice !== "official"));
  const official = withoutEchoes(byStart(spoken.filter(({ voice }) => voice === "official")), own);
  const kept: Candidate[] = [];
  let group: Spoken[] = [];
  let reach = 0;
  for (const one of byStart([...own, ...official])) {
    const { start, end } = one.candidate.span;
    if (start >= reach) {
      for (const candidate of bestOf(group)) kept.push(candidate);
      group = [];
    }
    group.push(one);
    reach = Math.max(reach, end);
  }
  return [...kept, ...bestOf(group)];
}
