import { conditionChecks } from "../../src/core/iam/checks/conditions/conditionChecks.ts";
import type { PolicyPlace } from "../../src/core/iam/model/located.ts";
import { judgePolicy } from "./iam.ts";

const rules = new Set<string>(conditionChecks.flatMap((check) => check.rules.map(({ id }) => id)));

/** A policy of one statement with these conditions, which reads a bucket's objects unless `more` says otherwise. */
export function policyWith(Condition: unknown, more: Readonly<Record<string, unknown>> = {}): string {
  const statement = {
    Effect: "Allow",
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::amzn-s3-demo-bucket/*",
    ...more,
    Condition,
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** Findings of the checks of conditions on a text: each as its rule without `iam/`, and the text that it covers. */
export function conditionMarks(text: string, place: PolicyPlace = {}): string[] {
  return judgePolicy(text, place)
    .findings.filter(({ ruleId }) => rules.has(ruleId))
    .map(({ ruleId, span }) => `${ruleId.slice("iam/".length)} ${text.slice(span.start, span.end)}`);
}

/** As `conditionMarks`, on a statement with these conditions. */
export function marksWith(
  condition: unknown,
  more?: Readonly<Record<string, unknown>>,
  place?: PolicyPlace,
): string[] {
  return conditionMarks(policyWith(condition, more), place);
}
