import { accountChecks } from "./account/accountChecks.ts";
import type { CheckContext, PostureCheck } from "./check.ts";
import { workstationChecks } from "./checks/workstationChecks.ts";
import type { Expectations } from "./expectations.ts";
import type { AccountFacts, WorkstationFacts } from "./facts.ts";
import { undecided, type Judgement } from "./judgement.ts";
import { visibleJudgement } from "./visibleJudgement.ts";
import type { CheckInfo, CheckResult } from "./result.ts";

/** Expectations, or why they cannot be had: then nothing is judged by others in their place. */
export type ExpectationsState =
  | { readonly state: "ready"; readonly expectations: Expectations }
  | { readonly state: "broken"; readonly problem: string };

/** What is judged. A part whose facts are absent has no results: it was not asked for. */
export interface PostureInput {
  readonly expectations: ExpectationsState;
  readonly workstation?: WorkstationFacts;
  readonly account?: AccountFacts;
  /** Folders of the workspace, absolute. */
  readonly workspaces: readonly string[];
  /** ms since epoch. */
  readonly now: number;
  /** Ids of the checks; absent: all. */
  readonly only?: readonly string[];
}

/** Every check there is, in the report's order. */
export const allChecks: readonly CheckInfo[] = [...workstationChecks, ...accountChecks];

/** Judges facts. Pure; never throws: a check that fails by itself is UNKNOWN. */
export function evaluatePosture(input: PostureInput): readonly CheckResult[] {
  const { workstation, account, only } = input;
  const chosen = (check: CheckInfo): boolean => only === undefined || only.includes(check.id);
  return [
    ...(workstation ? workstationChecks.filter(chosen).map((check) => run(check, workstation, input)) : []),
    ...(account ? accountChecks.filter(chosen).map((check) => run(check, account, input)) : []),
  ];
}

function run<Facts>(check: PostureCheck<Facts>, facts: Facts, input: PostureInput): CheckResult {
  const { judge, ...info } = check;
  const judgement = visibleJudgement(outcome(judge, facts, input));
  const { status, reason, evidence, notes = [], severity = info.severity } = judgement;
  return { ...info, severity, status, reason, evidence, notes };
}

function outcome<Facts>(
  judge: PostureCheck<Facts>["judge"],
  facts: Facts,
  { expectations, now, workspaces }: PostureInput,
): Judgement {
  if (expectations.state === "broken") return undecided(expectations.problem);
  const context: CheckContext = { expectations: expectations.expectations, now, workspaces };
  try {
    return judge(facts, context);
  } catch (error) {
    // Messages of errors could quote what was read.
    const kind = error instanceof Error ? error.name : typeof error;
    return undecided(`the check itself failed (${kind}); please report it`);
  }
}
