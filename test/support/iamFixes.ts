import assert from "node:assert/strict";
import { compareGrants } from "../../src/core/iam/evaluate/compare.ts";
import { applyIamFix, type AppliedFix } from "../../src/core/iam/fixes/applyIamFix.ts";
import type { FixFacts, IamFix, IamFixId } from "../../src/core/iam/fixes/iamFix.ts";
import { planIamFixes } from "../../src/core/iam/fixes/planIamFixes.ts";
import { isSameTree } from "../../src/core/iam/fixes/sameTree.ts";
import type { IamResult } from "../../src/core/iam/engine.ts";
import type { Policy } from "../../src/core/iam/model/policy.ts";
import { hasUnknown } from "../../src/core/iam/model/valueNode.ts";
import { applyEdits } from "../../src/core/model/edit.ts";
import type { PolicyPlace } from "../../src/core/iam/model/located.ts";
import type { Span } from "../../src/core/model/span.ts";
import { iamParts, judgePolicy, scanText } from "./iam.ts";

/** The account, Region and seen actions that tests give. */
const testFacts: FixFacts = {
  account: "111122223333",
  region: "eu-central-1",
  seenActions: [
    "s3:GetObject",
    "s3:ListBucket",
    "sqs:SendMessage",
    "ec2:RunInstances",
    "lambda:CreateFunction",
  ],
};

export interface Asked {
  readonly only?: IamFixId;
  readonly facts?: FixFacts;
  /** Where a user stands. */
  readonly span?: Span;
}

/** The fixes of a text as it was judged. */
export function fixesOf(
  text: string,
  { policies, findings }: IamResult,
  asked: Asked = {},
): readonly IamFix[] {
  const { only, facts = testFacts, span } = asked;
  return planIamFixes({
    text,
    policies,
    findings,
    catalogue: iamParts.catalogue,
    facts,
    ...(span && { span }),
    ...(only && { only: new Set([only]) }),
  });
}

/** Reads and judges a version of a text. */
export type Judge = (text: string) => IamResult | Promise<IamResult>;

/** Two readings of one interpolation look like two interpolations. */
function hasInterpolation({ statements }: Policy): boolean {
  return statements.some(({ resources }) => resources?.values.some(({ value }) => hasUnknown(value)));
}

/** Whether a policy equals itself when it is read again: what cannot be read equals the same node of the tree only. */
async function isProvable(
  text: string,
  index: number,
  { policies }: IamResult,
  judge: Judge,
): Promise<boolean> {
  const policy = policies[index];
  const again = (await judge(text)).policies[index];
  return !!policy && !!again && compareGrants(policy, again, iamParts.catalogue).relation === "same";
}

/**
 * Applies a fix and checks all that it promises: the text still parses, holds the planned policy and no other change, it
 * allows the same or less unless it corrects something, and the findings that it answers are fewer.
 * @param countFindings false where a repaired name may bring other findings to light
 * @returns the text afterwards
 */
export async function checkFix(
  text: string,
  before: IamResult,
  fix: IamFix,
  judge: Judge,
  countFindings = true,
): Promise<string> {
  const label = `${fix.id} (${fix.title}) on ${text.slice(fix.span.start, fix.span.end)}`;
  const after = applyEdits(text, fix.edits);
  assert.notEqual(after, text, `${label} changes nothing`);
  const result = await judge(after);
  assert.equal(result.policies.length, before.policies.length, `${label} loses or adds a policy:\n${after}`);
  for (const [index, policy] of before.policies.entries()) {
    const now = result.policies[index];
    const planned = policy === fix.policy ? fix.planned : policy;
    assert.ok(
      now && isSameTree(now.located.root, planned.located.root),
      `${label} is not what was planned:\n${after}`,
    );
    assert.equal(
      now.located.problems.length,
      policy.located.problems.length,
      `${label} breaks the text:\n${after}`,
    );
    if (policy !== fix.policy || fix.effect === "corrects") continue;
    const { relation, witness } = compareGrants(policy, now, iamParts.catalogue);
    const provable =
      relation !== "unknown" || hasInterpolation(policy) || !(await isProvable(text, index, before, judge));
    assert.ok(relation !== "more" && provable, `${label}: ${relation} ${witness}\n${after}`);
  }
  if (fix.ruleIds.length === 0 || !countFindings) return after;
  const count = ({ findings }: IamResult) =>
    findings.filter(({ ruleId }) => fix.ruleIds.includes(ruleId)).length;
  assert.ok(count(result) < count(before), `${label} leaves ${fix.ruleIds.join(", ")}:\n${after}`);
  return after;
}

/** A policy of one identity statement, as JSON. */
export function policyOf(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  const list = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement: list }, undefined, 2);
}

/** What was offered for a text. */
interface Offered {
  readonly fixes: readonly IamFix[];
  /** The statements after the first fix, which is checked. */
  readonly after: readonly Record<string, unknown>[];
}

/** The fixes of a JSON policy, each checked. */
export async function offer(text: string, asked: Asked, place: PolicyPlace = {}): Promise<Offered> {
  const judge = (version: string) => judgePolicy(version, place);
  const before = judge(text);
  const fixes = fixesOf(text, before, asked);
  for (const fix of fixes) await checkFix(text, before, fix, judge);
  const [first] = fixes;
  const after = first ? JSON.parse(await checkFix(text, before, first, judge)).Statement : [];
  return { fixes, after };
}

/** Applies a kind of fix to a whole text, as the command line does. */
export function applyEverywhere(text: string, path: string, id: IamFixId): Promise<AppliedFix> {
  return applyIamFix(text, {
    id,
    catalogue: iamParts.catalogue,
    facts: testFacts,
    scan: (version) => scanText(version, path),
  });
}
