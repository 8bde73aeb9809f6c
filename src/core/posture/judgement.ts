import type { Fact } from "./fact.ts";
import type { PostureSeverity, PostureStatus } from "./result.ts";

/** What a check says; the evaluator adds what the check is. */
export interface Judgement {
  readonly status: PostureStatus;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly notes?: readonly string[];
  /** Of a failure that weighs less than the check's own severity. */
  readonly severity?: PostureSeverity;
}

/** What comes with a judgement beside its reason. */
interface More {
  readonly evidence?: readonly string[];
  readonly notes?: readonly string[];
  readonly severity?: PostureSeverity;
}

/** The requirement holds. */
export function pass(reason: string, more: More = {}): Judgement {
  return { status: "PASS", reason, evidence: [], ...more };
}

/** It does not. */
export function fail(reason: string, more: More = {}): Judgement {
  return { status: "FAIL", reason, evidence: [], ...more };
}

/** It cannot be told; the reason says why. */
export function undecided(reason: string, more: More = {}): Judgement {
  return { status: "UNKNOWN", reason, evidence: [], ...more };
}

/** The question does not arise. */
export function outOfScope(reason: string): Judgement {
  return { status: "NOT_APPLICABLE", reason, evidence: [] };
}

/** Judges a fact that is known; one that is not gives its own reason. What was seen is kept as evidence. */
export function judge<T>(fact: Fact<T>, decide: (value: T) => Judgement): Judgement {
  if (fact.state === "unknown") return undecided(fact.reason, { evidence: fact.evidence });
  if (fact.state === "not-applicable") return outOfScope(fact.reason);
  const judgement = decide(fact.value);
  return { ...judgement, evidence: unique([...fact.evidence, ...judgement.evidence]) };
}

/** The worst of several: FAIL before UNKNOWN before PASS; what does not apply counts only when nothing else is there. */
export function worst(judgements: readonly Judgement[]): Judgement {
  const order: readonly PostureStatus[] = ["FAIL", "UNKNOWN", "PASS", "NOT_APPLICABLE"];
  const status = order.find((one) => judgements.some((judgement) => judgement.status === one));
  const deciding = judgements.filter((judgement) => judgement.status === status);
  const [first] = deciding;
  if (!first) return undecided("nothing was judged");
  const severity = heaviest(deciding);
  return {
    status: first.status,
    reason: unique(deciding.map(({ reason }) => reason)).join("; "),
    evidence: unique(judgements.flatMap(({ evidence }) => evidence)),
    notes: unique(judgements.flatMap(({ notes = [] }) => notes)),
    ...(severity && { severity }),
  };
}

/** A failure without a severity of its own weighs what its check does, which is the most. */
function heaviest(failures: readonly Judgement[]): PostureSeverity | undefined {
  const order: readonly PostureSeverity[] = ["critical", "high", "medium", "low"];
  if (failures.some(({ severity }) => severity === undefined)) return undefined;
  return order.find((one) => failures.some(({ severity }) => severity === one));
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)];
}
