import assert from "node:assert/strict";
import { matches } from "../../../src/core/iam/matching/wildcard.ts";
import { applyEdits } from "../../../src/core/model/edit.ts";
import { judgePolicy } from "../../support/iam.ts";
import { checkFix, fixesOf } from "../../support/iamFixes.ts";
import { seeded } from "../../support/seeded.ts";

/** Statements as the evaluation below reads them: the plain shape of a policy in JSON. */
interface PlainStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const actions = [
  "sqs:SendMessage",
  "sqs:ReceiveMessage",
  "sqs:ListQueues",
  "sqs:GetQueueUrl",
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListAllMyBuckets",
  "iam:PassRole",
  "lambda:CreateFunction",
  "secretsmanager:GetSecretValue",
  "ec2:RunInstances",
];
const patterns = [
  ...actions,
  "sqs:Send*",
  "sqs:*",
  "s3:Get*",
  "sqs:*Queue*",
  "secretsmanager:Get*",
  "*",
  "iam:Pass*",
];
const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret";
const resources = [
  "*",
  "*",
  "arn:aws:sqs:eu-central-1:111122223333:orders",
  "arn:aws:sqs:*:*:*",
  "arn:aws:s3:::bucket/*",
  "arn:aws:s3:::bucket/key",
  `${secret}:db-*`,
  `${secret}:db-??????`,
  "arn:aws:iam::111122223333:role/app",
];
/** Resources of requests: some that the patterns match, some that they do not. */
const requested = [
  "arn:aws:sqs:eu-central-1:111122223333:orders",
  "arn:aws:sqs:eu-west-1:999999999999:other",
  "arn:aws:s3:::bucket/key",
  "arn:aws:s3:::other",
  `${secret}:db-a1B2c3`,
  `${secret}:db-longer-a1B2c3`,
  "arn:aws:iam::111122223333:role/app",
  "arn:aws:iam::999999999999:role/app",
  "arn:aws:lambda:eu-central-1:111122223333:function:f",
];
const conditions = [
  undefined,
  undefined,
  { StringLike: { "aws:PrincipalArn": "*" } },
  { StringLike: { "aws:SourceArn": "arn:aws:sns:*:*:t", "aws:UserAgent": "x" } },
  { Bool: { "aws:SecureTransport": "true" }, StringLike: { "aws:PrincipalTag/team": "*" } },
];

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === "string" ? [value] : value;

/** A policy with everything that fixes look for, the same for the same seed. */
function generated(seed: number): { Version: string; Statement: PlainStatement[] } {
  const choose = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[choose(from.length)]!;
  const some = <T>(from: readonly T[]): T | T[] => {
    const list = Array.from({ length: 1 + choose(4) }, () => pick(from));
    return list.length === 1 && choose(2) === 0 ? list[0]! : list;
  };
  const Statement = Array.from({ length: 1 + choose(4) }, (): PlainStatement => {
    const condition = pick(conditions);
    return {
      ...(choose(3) === 0 && { Sid: pick(["One", "Two"]) }),
      Effect: choose(6) === 0 ? "Deny" : "Allow",
      ...(choose(8) === 0 ? { NotAction: some(patterns) } : { Action: some(patterns) }),
      Resource: some(resources),
      ...(condition && { Condition: condition }),
    };
  });
  return { Version: "2012-10-17", Statement };
}

/** Whether a policy allows a request that meets every condition. Written apart from the engine's own evaluation. */
function allows(statements: readonly PlainStatement[], action: string, resource: string): boolean {
  const meets = (list: readonly string[], text: string) => list.some((one) => matches(one, text));
  const lower = (list: string | readonly string[]) => listOf(list).map((one) => one.toLowerCase());
  const applies = ({ Action, NotAction, Resource }: PlainStatement): boolean =>
    (Action !== undefined
      ? meets(lower(Action), action.toLowerCase())
      : !meets(lower(NotAction ?? []), action.toLowerCase())) && meets(listOf(Resource), resource);
  const applying = statements.filter(applies);
  return (
    applying.some(({ Effect }) => Effect === "Allow") && !applying.some(({ Effect }) => Effect === "Deny")
  );
}

suite("what fixes of IAM policies allow", function () {
  this.timeout(60_000);
  const judge = (text: string) => judgePolicy(text);
  const spaces = [undefined, 2, "\t"];

  test("fixes of generated policies do what they promise, and allow no request that was refused", async () => {
    const kinds = new Map<string, number>();
    for (let seed = 1; seed <= 60; seed++) {
      const policy = generated(seed);
      const text = JSON.stringify(policy, undefined, spaces[seed % spaces.length]);
      const before = judge(text);
      for (const fix of fixesOf(text, before, { span: { start: 0, end: text.length } })) {
        kinds.set(fix.id, (kinds.get(fix.id) ?? 0) + 1);
        await checkFix(text, before, fix, judge);
        if (fix.effect === "corrects") continue;
        const after = JSON.parse(applyEdits(text, fix.edits)).Statement;
        for (const action of actions) {
          for (const resource of requested) {
            const was = allows(policy.Statement, action, resource);
            const is = allows(after, action, resource);
            const where = `${fix.title}: ${action} on ${resource} in ${text}`;
            assert.ok(was || !is, where);
            // Conditions are taken as met, so that a fix that only adds one looks the same.
            if (fix.effect === "same") assert.equal(is, was, where);
          }
        }
      }
    }
    const seen = [...kinds.keys()].sort();
    for (const id of ["expand-wildcard", "remove-redundant", "scope-resource", "split-wildcard-only"])
      assert.ok(seen.includes(id), `no ${id} among ${seen.join(", ")}`);
    for (const id of ["null-check", "arn-like", "passed-to-service", "unique-sid", "secret-suffix"])
      assert.ok(seen.includes(id), `no ${id} among ${seen.join(", ")}`);
  });

  test("a fix that would allow more is not offered", () => {
    // A NotAction that names less allows more; the same list in a Deny refuses less.
    for (const statement of [
      { Effect: "Allow", NotAction: ["sqs:*", "sqs:SendMessage", "iam:*"], Resource: "*" },
      { Effect: "Deny", Action: ["sqs:*", "sqs:SendMessage"], Resource: "*" },
    ]) {
      const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
      for (const fix of fixesOf(text, judge(text))) {
        assert.equal(fix.effect, "same");
        assert.equal(fix.id, "remove-redundant");
      }
    }
  });
});
