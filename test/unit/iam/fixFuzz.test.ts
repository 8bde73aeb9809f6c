import assert from "node:assert/strict";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { judgePolicy } from "../../support/iam.ts";
import { checkFix, fixesOf } from "../../support/iamFixes.ts";
import { seeded } from "../../support/seeded.ts";

const policy = {
  Version: "2008-10-17",
  Statement: [
    {
      Sid: "One",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["sqs:Get*", "sqs:GetQueueUrl", "iam:PassRole", "lambda:CreateFunction"],
      Resource: "*",
      Condition: { StringLike: { "aws:PrincipalArn": "*", "aws:SourceArn": ["arn:aws:sns:*:*:t"] } },
    },
    {
      Sid: "One",
      Effect: "Allow",
      Action: "secretsmanager:GetSecretValue",
      Resource: ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-???????"],
    },
  ],
};

const values: readonly unknown[] = [
  null,
  true,
  7,
  "",
  "*",
  [],
  {},
  [[]],
  [null, "sqs:*"],
  { "*": "*" },
  '\u0000"\\',
];

/** A policy with some of its values replaced, taken out or doubled, as text. */
function mutated(seed: number): string {
  const choose = seeded(seed);
  const visit = (value: unknown): unknown => {
    if (choose(14) === 0) return values[choose(values.length)];
    if (Array.isArray(value)) {
      const items = value.map(visit);
      return choose(10) === 0 ? [...items, ...items] : choose(10) === 0 ? items.slice(1) : items;
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).filter(() => choose(20) > 0);
    return Object.fromEntries(
      entries.map(([key, of]) => [choose(20) === 0 ? key.toLowerCase() : key, visit(of)]),
    );
  };
  const text = JSON.stringify(visit(policy), undefined, [0, 2, 4][choose(3)]);
  // Sometimes a key stands twice, or the end is missing.
  if (choose(6) === 0) return text.replace(/"(Effect|Action)":/, '"$1":"Deny",$&');
  return choose(12) === 0 ? text.slice(0, choose(text.length)) : text;
}

suite("fixes of broken IAM policies", function () {
  this.timeout(60_000);
  test("nothing is thrown, and every fix keeps its promise", async () => {
    const judge = (text: string) => judgePolicy(text);
    let offered = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const text = mutated(seed);
      const before = judge(text);
      for (const fix of fixesOf(text, before, { span: { start: 0, end: text.length } })) {
        offered++;
        assert.ok(fix.span.start >= 0 && fix.span.end <= text.length);
        assert.doesNotThrow(() => JSON.parse(applyEdits(text, fix.edits)), `${fix.title} in ${text}`);
        await checkFix(text, before, fix, judge, false);
      }
    }
    assert.ok(offered > 500, `${offered} fixes`);
  });
});
