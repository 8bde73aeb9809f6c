import { isFiller } from "./contextual/placeholder.ts";
import type { Candidate } from "./detector.ts";

/** Longer values are encoded structures, where runs of one letter are padding. */
const maxFillerLength = 200;

/** A provider's format with a value that nobody issued is still a warning: the format is no accident. */
export function lowerFiller(candidate: Candidate, value: string): Candidate {
  if (candidate.confidence !== "high" || value.length > maxFillerLength || !isFiller(value)) return candidate;
  return { ...candidate, confidence: "medium", reason: "it has the format, though it looks made up" };
}
