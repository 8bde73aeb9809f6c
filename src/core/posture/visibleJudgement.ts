import { visible } from "../model/visible.ts";
import type { Judgement } from "./judgement.ts";

/** In UTF-16 code units. */
const longestLine = 400;
const mostLines = 60;

/**
 * A judgement as it may be shown: what was read on a machine, such as names of servers, is bounded and without control
 * characters.
 */
export function visibleJudgement(judgement: Judgement): Judgement {
  const { reason, evidence, notes = [] } = judgement;
  return { ...judgement, reason: line(reason, 2000), evidence: lines(evidence), notes: lines(notes) };
}

function lines(all: readonly string[]): readonly string[] {
  const shown = all.slice(0, mostLines).map((one) => line(one, longestLine));
  return all.length > mostLines ? [...shown, `and ${all.length - mostLines} more`] : shown;
}

function line(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  // A half of a pair of surrogates has no form in UTF-8: files would not hold what was hashed.
  return visible(cut.replace(/\p{Surrogate}/gu, "\ufffd"));
}
