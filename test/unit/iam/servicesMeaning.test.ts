import assert from "node:assert/strict";
import type { PolicyPlace } from "../../../src/core/iam/model/located.ts";
import { judgePolicy, marksOf } from "../../support/iam.ts";

const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";

function marks(statements: readonly unknown[], rule: RegExp, place: PolicyPlace = {}): string[] {
  return marksOf({ Version: "2012-10-17", Statement: statements }, place).filter((mark) =>
    rule.test(mark.split(" ")[0] ?? ""),
  );
}

suite("what changes nothing", () => {
  test("one finding for each group, at its first entry, the others related", () => {
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "sqs:GetQueueUrl",
            "sqs:Get*",
            "SQS:getqueueattributes",
            "sqs:SendMessage",
            "sqs:sendmessage",
          ],
          Resource: queue,
        },
      ],
    });
    const found = judgePolicy(text).findings.filter(({ ruleId }) => ruleId === "iam/redundant-action");
    assert.deepEqual(
      found.map(({ span, related, data }) => ({
        at: text.slice(span.start, span.end),
        related: related.map((one) => text.slice(one.span.start, one.span.end)),
        kept: data["kept"],
      })),
      [
        { at: "sqs:GetQueueUrl", related: ["sqs:Get*", "SQS:getqueueattributes"], kept: "sqs:Get*" },
        { at: "sqs:SendMessage", related: ["sqs:sendmessage"], kept: "sqs:SendMessage" },
      ],
    );
  });

  test("patterns that merely overlap are not redundant, nor resources that differ in case", () => {
    const statement = {
      Effect: "Allow",
      Action: ["iam:Get*", "iam:*Report"],
      Resource: ["arn:aws:s3:::A", "arn:aws:s3:::a", "arn:aws:s3:::a/*"],
    };
    assert.deepEqual(marks([statement], /redundant/), []);
  });

  test("a wildcard takes in slashes: a pattern for buckets holds their objects", () => {
    const statement = {
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: ["arn:aws:s3:::logs-*/*", "arn:aws:s3:::logs-*"],
    };
    assert.deepEqual(marks([statement], /redundant/), ['iam/redundant-resource "arn:aws:s3:::logs-*/*"']);
  });

  test("unknown parts are never redundant", () => {
    const statement = {
      Effect: "Allow",
      Action: ["sqs:{{A}}", "sqs:{{A}}"],
      Resource: ["arn:aws:s3:::{{B}}", "arn:aws:s3:::{{B}}"],
    };
    assert.deepEqual(marks([statement, statement], /redundant/), []);
  });

  test("equal statements, whatever their Sid and order", () => {
    const one = {
      Sid: "One",
      Effect: "Allow",
      Action: ["sqs:SendMessage", "sqs:GetQueueUrl"],
      Resource: queue,
    };
    const two = {
      Effect: "Allow",
      Sid: "Two",
      Resource: [queue],
      Action: ["sqs:GetQueueUrl", "sqs:SendMessage"],
    };
    assert.deepEqual(marks([one, two], /redundant-statement/), ['iam/redundant-statement "One"']);
    assert.deepEqual(marks([one, { ...two, Effect: "Deny" }], /redundant-statement/), []);
  });
});

suite("PassRole and service-linked roles on everything", () => {
  const rule = /pass-role|create-slr/;
  const allow = (more: Record<string, unknown>) => [{ Effect: "Allow", ...more }];

  test("each of the six ways", () => {
    const cases: readonly (readonly [Record<string, unknown>, string])[] = [
      [
        { Action: ["sqs:*", "iam:PassRole"], Resource: "*" },
        'pass-role-with-star-in-resource "iam:PassRole"',
      ],
      [{ Action: "iam:P*", Resource: ["*"] }, 'pass-role-with-star-in-action-and-resource "iam:P*"'],
      [{ NotAction: "sqs:*", Resource: "*" }, 'pass-role-with-star-in-resource-and-not-action "sqs:*"'],
      [{ Action: "iam:PassRole", NotResource: queue }, 'pass-role-with-not-resource "iam:PassRole"'],
      [{ Action: "iam:P*", NotResource: queue }, 'pass-role-with-star-in-action-and-not-resource "iam:P*"'],
      [{ NotAction: "sqs:*", NotResource: queue }, 'pass-role-with-not-action-and-not-resource "sqs:*"'],
    ];
    for (const [statement, mark] of cases) {
      assert.deepEqual(marks(allow(statement), /pass-role/), [`iam/${mark}`]);
    }
    assert.deepEqual(marks(allow({ Action: "iam:CreateServiceLinkedRole", Resource: "*" }), rule), [
      'iam/create-slr-with-star-in-resource "iam:CreateServiceLinkedRole"',
    ]);
  });

  test("all roles of an account are all roles; named ones are not", () => {
    const on = (Resource: unknown) => marks(allow({ Action: "iam:PassRole", Resource }), rule).length;
    assert.equal(on("arn:aws:iam::111122223333:role/*"), 1);
    assert.equal(on("arn:aws:iam::*:role/*"), 1);
    assert.equal(on("arn:aws:iam::111122223333:role/app-*"), 0);
    assert.equal(on("arn:aws:iam::{{YOUR_ACCOUNT_ID}}:role/{{ROLE}}"), 0);
  });

  test("a condition on the service guards, IfExists and other keys do not", () => {
    const under = (Condition: unknown) =>
      marks(allow({ Action: "iam:PassRole", Resource: "*", Condition }), rule).length;
    assert.equal(under({ StringEquals: { "iam:passedtoservice": "ec2.amazonaws.com" } }), 0);
    assert.equal(under({ StringEqualsIfExists: { "iam:PassedToService": "ec2.amazonaws.com" } }), 1);
    assert.equal(under({ StringEquals: { "aws:RequestedRegion": "eu-west-1" } }), 1);
  });

  test("a Deny, an exception in NotAction and policies that only limit are let be", () => {
    assert.deepEqual(marks([{ Effect: "Deny", Action: "iam:PassRole", Resource: "*" }], rule), []);
    assert.deepEqual(marks(allow({ NotAction: "iam:*", Resource: "*" }), rule), []);
    assert.deepEqual(marks(allow({ NotAction: ["{{ACTION}}", "s3:*"], Resource: "*" }), rule), []);
    assert.deepEqual(marks(allow({ Action: "*", Resource: "*" }), rule, { type: "scp" }), []);
  });
});

suite("tags of the resource", () => {
  const under = (effect: string, elements: Record<string, unknown>, operator = "StringEquals") =>
    marks(
      [
        {
          Effect: effect,
          Resource: "*",
          ...elements,
          Condition: { [operator]: { "aws:ResourceTag/team": "blue" } },
        },
      ],
      /unsupported-tag/,
    );

  test("actions whose requests carry none, one finding for each service", () => {
    const Action = ["s3:ListAllMyBuckets", "ec2:StartInstances", "sqs:ListQueues", "sts:GetCallerIdentity"];
    assert.deepEqual(under("Allow", { Action }), [
      'iam/allow-with-unsupported-tag-condition-key-for-service "s3:ListAllMyBuckets"',
      'iam/allow-with-unsupported-tag-condition-key-for-service "sqs:ListQueues"',
      'iam/allow-with-unsupported-tag-condition-key-for-service "sts:GetCallerIdentity"',
    ]);
    assert.deepEqual(under("Deny", { Action: "s3:ListAllMyBuckets" }), [
      'iam/deny-with-unsupported-tag-condition-key-for-service "s3:ListAllMyBuckets"',
    ]);
  });

  test("NotAction with such a condition", () => {
    assert.deepEqual(under("Allow", { NotAction: "iam:*" }), [
      'iam/allow-notaction-with-unsupported-tag-condition-key-for-service "iam:*"',
    ]);
    assert.deepEqual(under("Deny", { NotAction: "iam:*" }), [
      'iam/deny-notaction-with-unsupported-tag-condition-key-for-service "iam:*"',
    ]);
  });

  test("operators that a missing key meets are no trap", () => {
    for (const operator of ["StringNotEquals", "StringEqualsIfExists", "Null"]) {
      assert.deepEqual(under("Allow", { Action: "s3:ListAllMyBuckets" }, operator), []);
    }
  });
});

suite("policies of resources", () => {
  const bucket: PolicyPlace = { type: "resource", resourceType: "AWS::S3::BucketPolicy" };
  const statement = { Effect: "Allow", Principal: { AWS: "111122223333" } };
  const rule = /unsupported-action-in|unsupported-resource-arn|irrelevant/;

  test("actions and ARNs of other services, and keys that tell nothing", () => {
    const wrong = {
      ...statement,
      Action: ["s3:GetObject", "kms:Decrypt", "s3:ListAllMyBuckets"],
      Resource: ["arn:aws:s3:::a/*", queue],
      Condition: { StringEquals: { "s3:ResourceAccount": "111122223333" } },
    };
    assert.deepEqual(marks([wrong], rule, bucket), [
      'iam/unsupported-action-in-policy "kms:Decrypt"',
      'iam/unsupported-action-in-policy "s3:ListAllMyBuckets"',
      `iam/unsupported-resource-arn-in-policy "${queue}"`,
      'iam/irrelevant-condition-key-in-policy "s3:ResourceAccount"',
    ]);
  });

  test("without knowing the resource nothing is said", () => {
    const any = { ...statement, Action: "kms:Decrypt", Resource: queue };
    assert.deepEqual(marks([any], rule, { type: "resource" }), []);
    assert.deepEqual(marks([any], rule, { type: "resource", resourceType: "AWS::Unknown::Thing" }), []);
    assert.deepEqual(marks([{ ...statement, Action: "s3:*", Resource: "*" }], rule, bucket), []);
  });
});
