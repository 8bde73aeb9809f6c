import assert from "node:assert/strict";
import { compareGrants } from "../../../src/core/iam/evaluate/compare.ts";
import { buildPolicy } from "../../../src/core/iam/model/buildPolicy.ts";
import type { Policy } from "../../../src/core/iam/model/policy.ts";
import { readJsonTree } from "../../../src/core/iam/readers/jsonTree.ts";
import { iamParts } from "../../support/iam.ts";

type Json = Readonly<Record<string, unknown>>;

function policyOf(statements: readonly Json[], version = "2012-10-17"): Policy {
  const { root } = readJsonTree(JSON.stringify({ Version: version, Statement: statements }));
  assert.ok(root);
  return buildPolicy({ root, syntax: "json", place: {}, problems: [] });
}

function relation(before: readonly Json[], after: readonly Json[]): string {
  return compareGrants(policyOf(before), policyOf(after), iamParts.catalogue).relation;
}

const allow = (action: unknown, resource: unknown = "*", condition?: Json): Json => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...(condition && { Condition: condition }),
});
const deny = (action: unknown, resource: unknown = "*", condition?: Json): Json => ({
  ...allow(action, resource, condition),
  Effect: "Deny",
});
const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";
const key = "aws:SourceArn";

suite("comparing what two policies allow", () => {
  const cases: readonly (readonly [string, string, readonly Json[], readonly Json[]])[] = [
    ["the same text", "same", [allow("s3:Get*")], [allow("s3:Get*")]],
    ["another case of an action", "same", [allow("s3:GetObject")], [allow("s3:getobject")]],
    [
      "another order",
      "same",
      [allow(["sqs:A", "sqs:B"]), deny("sqs:C")],
      [deny("sqs:C"), allow(["sqs:B", "sqs:A"])],
    ],
    ["a statement split", "same", [allow(["sqs:A", "sqs:B"])], [allow("sqs:A"), allow("sqs:B")]],
    ["resources split", "same", [allow("sqs:A", [queue, "x"])], [allow("sqs:A", queue), allow("sqs:A", "x")]],
    ["a covered action removed", "same", [allow(["s3:Get*", "s3:GetObject"])], [allow("s3:Get*")]],
    ["a covered resource removed", "same", [allow("sqs:A", ["*", queue])], [allow("sqs:A", "*")]],
    ["an allow removed", "less", [allow("sqs:A"), allow("sqs:B")], [allow("sqs:A")]],
    ["a wildcard expanded", "less", [allow("sqs:Receive*")], [allow(["sqs:ReceiveMessage"])]],
    ["a resource narrowed", "less", [allow("sqs:A")], [allow("sqs:A", queue)]],
    [
      "a condition added",
      "less",
      [allow("sqs:A")],
      [allow("sqs:A", "*", { Bool: { "aws:SecureTransport": "true" } })],
    ],
    ["a deny added", "less", [allow("sqs:A")], [allow("sqs:A"), deny("sqs:B")]],
    ["a deny removed", "more", [allow("sqs:*"), deny("sqs:B")], [allow("sqs:*")]],
    ["a deny narrowed", "more", [allow("sqs:*"), deny("sqs:B")], [allow("sqs:*"), deny("sqs:B", queue)]],
    [
      "a deny under a condition",
      "more",
      [allow("sqs:*"), deny("sqs:B")],
      [allow("sqs:*"), deny("sqs:B", "*", { Bool: { "aws:SecureTransport": "false" } })],
    ],
    ["another action", "more", [allow("sqs:A")], [allow("sqs:B")]],
    ["a wider wildcard", "more", [allow("s3:GetObject")], [allow("s3:Get*")]],
    [
      "a wider resource and a lost action",
      "unknown",
      [allow(["sqs:A", "sqs:B"], queue)],
      [allow("sqs:A", "*")],
    ],
    [
      "exceptions added",
      "less",
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
      [{ Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" }],
    ],
    [
      "exceptions removed",
      "more",
      [{ Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" }],
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    ],
    [
      "an exception made a list",
      "less",
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
      [allow(["s3:*", "sqs:*"])],
    ],
    [
      "a list that the exception leaves out",
      "more",
      [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
      [allow("iam:Get*")],
    ],
    [
      "a resource exception removed from a deny",
      "less",
      [allow("*"), { Effect: "Deny", Action: "sqs:*", NotResource: [queue, "x"] }],
      [allow("*"), { Effect: "Deny", Action: "sqs:*", NotResource: [queue] }],
    ],
  ];
  for (const [name, expected, before, after] of cases) {
    test(`${name}: ${expected}`, () => {
      assert.equal(relation(before, after), expected);
    });
  }

  const arn = "arn:aws:sns:*:111122223333:a*";
  const conditions: readonly (readonly [string, string, Json, Json])[] = [
    ["a value added", "more", { StringEquals: { [key]: "a" } }, { StringEquals: { [key]: ["a", "b"] } }],
    ["a value removed", "less", { StringEquals: { [key]: ["a", "b"] } }, { StringEquals: { [key]: "a" } }],
    [
      "a value denied",
      "less",
      { StringNotEquals: { [key]: "a" } },
      { StringNotEquals: { [key]: ["a", "b"] } },
    ],
    ["StringLike to ArnLike", "less", { StringLike: { [key]: arn } }, { ArnLike: { [key]: arn } }],
    [
      "StringEquals to ArnEquals without wildcards",
      "same",
      { StringEquals: { [key]: queue } },
      { ArnEquals: { [key]: queue } },
    ],
    [
      "StringEquals to ArnLike with wildcards",
      "unknown",
      { StringEquals: { [key]: arn } },
      { ArnLike: { [key]: arn } },
    ],
    ["ArnLike to ArnEquals", "same", { ArnLike: { [key]: arn } }, { ArnEquals: { [key]: arn } }],
    ["any text to Null", "same", { StringLike: { [key]: "*" } }, { Null: { [key]: "false" } }],
    ["no text to Null", "same", { StringNotLike: { [key]: "*" } }, { Null: { [key]: "true" } }],
    [
      "a guard that takes any value",
      "more",
      { StringEquals: { [key]: "a" } },
      { StringLike: { [key]: "*" } },
    ],
    ["IfExists added", "more", { StringEquals: { [key]: "a" } }, { StringEqualsIfExists: { [key]: "a" } }],
    [
      "IfExists of a negative operator",
      "same",
      { StringNotEquals: { [key]: "a" } },
      { StringNotEqualsIfExists: { [key]: "a" } },
    ],
    [
      "StringLike to StringEquals",
      "less",
      { StringLike: { [key]: "a*" } },
      { StringEquals: { [key]: "ab" } },
    ],
    [
      "another key",
      "unknown",
      { StringEquals: { [key]: "a" } },
      { StringEquals: { "aws:SourceAccount": "111122223333" } },
    ],
    [
      "a key in another case",
      "same",
      { StringEquals: { [key]: "a" } },
      { StringEquals: { [key.toUpperCase()]: "a" } },
    ],
    [
      "a qualifier",
      "unknown",
      { StringEquals: { "aws:TagKeys": "a" } },
      { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } },
    ],
    [
      "a number",
      "unknown",
      { NumericLessThan: { "s3:max-keys": "10" } },
      { NumericLessThan: { "s3:max-keys": "20" } },
    ],
    [
      "variables alike",
      "same",
      { StringLike: { [key]: "${aws:username}/*" } },
      { StringLike: { [key]: "${aws:username}/*" } },
    ],
    [
      "a variable taken for text",
      "unknown",
      { StringLike: { [key]: "${aws:username}" } },
      { StringLike: { [key]: "bob" } },
    ],
  ];
  for (const [name, expected, before, after] of conditions) {
    test(`condition, ${name}: ${expected}`, () => {
      assert.equal(relation([allow("sqs:A", "*", before)], [allow("sqs:A", "*", after)]), expected);
    });
  }

  test("of two placeholders that look alike, taking one from a Deny is not the same", () => {
    const two = ["arn:aws:s3:::{{FIRST}}", "arn:aws:s3:::{{SECOND}}"];
    const before = [allow("s3:*"), deny("s3:*", two)];
    assert.equal(relation(before, before), "same");
    assert.equal(relation(before, [allow("s3:*"), deny("s3:*", two.slice(0, 1))]), "more");
    assert.equal(relation([allow("s3:*", two)], [allow("s3:*", two.slice(0, 1))]), "less");
  });

  test("a version that makes variables work cannot be compared", () => {
    const statements = [allow("s3:GetObject", "arn:aws:s3:::b/${aws:username}/*")];
    const { relation: found } = compareGrants(
      policyOf(statements, "2008-10-17"),
      policyOf(statements),
      iamParts.catalogue,
    );
    assert.equal(found, "unknown");
  });

  test("names an action that is allowed now and was not", () => {
    const compared = compareGrants(
      policyOf([allow("sqs:ReceiveMessage")]),
      policyOf([allow(["sqs:ReceiveMessage", "sqs:Receive*", "sqs:DeleteQueue"])]),
      iamParts.catalogue,
    );
    assert.deepEqual(compared, { relation: "more", witness: "allows sqs:Receive* on *" });
  });

  test("principals: fewer is less, an account's id is its root", () => {
    const trust = (principal: unknown): Json[] => [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal },
    ];
    const root = "arn:aws:iam::111122223333:root";
    assert.equal(relation(trust({ AWS: [root, "444455556666"] }), trust({ AWS: root })), "less");
    assert.equal(relation(trust({ AWS: root }), trust({ AWS: "111122223333" })), "same");
    assert.equal(relation(trust({ AWS: root }), trust({ AWS: "*" })), "more");
    assert.equal(relation(trust("*"), trust({ Service: "ec2.amazonaws.com" })), "less");
  });
});
