import assert from "node:assert/strict";
import type { Finding } from "../../../src/core/model/finding.ts";
import type { PolicyPlace } from "../../../src/core/iam/model/located.ts";
import { judgePolicy } from "../../support/iam.ts";

const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";

function found(
  statement: Record<string, unknown>,
  rule: string,
  place: PolicyPlace = {},
): readonly Finding[] {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
  return judgePolicy(policy, place).findings.filter(
    ({ ruleId }) => ruleId === `iam/avoidable-${rule}-wildcard`,
  );
}

const onActions = (statement: Record<string, unknown>, place?: PolicyPlace) =>
  found(statement, "action", place);
const onResources = (statement: Record<string, unknown>, place?: PolicyPlace) =>
  found(statement, "resource", place);

suite("avoidable wildcards in actions", () => {
  test("a whole service on all resources is a warning, on named ones an information", () => {
    const [everywhere] = onActions({ Action: "sqs:*", Resource: "*" });
    assert.equal(everywhere?.severity, "warning");
    assert.match(everywhere.message, /^"sqs:\*" allows \d+ actions of Amazon SQS: .*\d+ write/);
    const [named] = onActions({ Action: "sqs:*", Resource: queue });
    assert.equal(named?.severity, "info");
  });

  test("data holds the actions, no more than fifty, and the levels", () => {
    const [one] = onActions({ Action: "ec2:*", Resource: "*" });
    const { actions, levels, count } = one?.data ?? {};
    assert.ok(Array.isArray(actions) && actions.length === 50);
    assert.ok(Array.isArray(levels) && levels.includes("Write"));
    assert.ok(typeof count === "number" && count > 500);
  });

  test("all of everything", () => {
    assert.match(
      onActions({ Action: "*", Resource: "*" })[0]?.message ?? "",
      /every action of every service/,
    );
  });

  test("patterns that change something are an information, with permissions on everything a warning", () => {
    assert.equal(onActions({ Action: "sqs:Delete*", Resource: "*" })[0]?.severity, "info");
    assert.equal(onActions({ Action: "iam:Put*", Resource: "*" })[0]?.severity, "warning");
  });

  test("lists and reads, single matches, unknown parts, Deny and NotAction are let be", () => {
    const Action = ["ec2:Describe*", "sqs:List*", "sqs:SendMessag?", "sqs:{{ACTION}}*"];
    assert.deepEqual(onActions({ Action, Resource: "*" }), []);
    assert.deepEqual(onActions({ Effect: "Deny", Action: "sqs:*", Resource: "*" }), []);
    assert.deepEqual(onActions({ NotAction: "sqs:*", Resource: "*" }), []);
  });

  test("what limits instead of granting is let be, and the default policy of a key", () => {
    for (const type of ["scp", "boundary", "vpc-endpoint"] as const) {
      assert.deepEqual(onActions({ Action: "sqs:*", Resource: "*" }, { type }), []);
    }
    const key: PolicyPlace = { type: "resource", resourceType: "AWS::KMS::Key" };
    const statement = { Action: "kms:*", Resource: "*" };
    const principal = (name: string) => ({ Principal: { AWS: `arn:aws:iam::111122223333:${name}` } });
    assert.deepEqual(onActions({ ...statement, ...principal("root") }, key), []);
    assert.equal(onActions({ ...statement, ...principal("role/app") }, key).length, 1);
  });
});

suite("avoidable wildcards in resources", () => {
  test("actions that can be limited, with the form of their ARNs", () => {
    const [one] = onResources({ Action: ["sqs:SendMessage", "sqs:DeleteMessage"], Resource: "*" });
    assert.equal(one?.severity, "warning");
    assert.deepEqual(one.data["templates"], ["arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"]);
    assert.deepEqual(one.data["actions"], ["sqs:SendMessage", "sqs:DeleteMessage"]);
    assert.deepEqual(one.data["wildcardOnly"], []);
  });

  test("the template shown is the plainest", () => {
    assert.match(
      onResources({ Action: "s3:PutObject", Resource: "*" })[0]?.message ?? "",
      /arn:\$\{Partition\}:s3:::\$\{BucketName\}\/\$\{ObjectName\}/,
    );
  });

  test("what takes * only is kept apart", () => {
    const [one] = onResources({
      Action: ["sqs:SendMessage", "ec2:DescribeInstances", "cloudwatch:PutMetricData"],
      Resource: "*",
    });
    assert.deepEqual(one?.data["wildcardOnly"], ["ec2:DescribeInstances", "cloudwatch:PutMetricData"]);
    assert.match(one.message, /own statement/);
  });

  test("where only * is legal, and for lists, nothing is said", () => {
    for (const Action of [
      ["ec2:DescribeInstances", "s3:ListAllMyBuckets", "sts:GetCallerIdentity", "ecr:GetAuthorizationToken"],
      "cloudwatch:PutMetricData",
      ["s3:ListBucket", "logs:DescribeLogStreams"],
      ["ec2:Describe*", "sqs:List*"],
      "sqs:*",
      "*",
      "sqs:{{ACTION}}",
    ]) {
      assert.deepEqual(onResources({ Action, Resource: "*" }), [], JSON.stringify(Action));
    }
  });

  test("reads are an information", () => {
    assert.equal(onResources({ Action: "sqs:GetQueueAttributes", Resource: "*" })[0]?.severity, "info");
  });

  test("named resources are let be: log groups with :*, objects of a bucket, patterns of names", () => {
    for (const Resource of [
      "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/f:*",
      "arn:aws:s3:::bucket/*",
      "arn:aws:sqs:*:*:app-*",
      "{{QUEUE_ARN}}",
    ]) {
      assert.deepEqual(
        onResources({ Action: ["logs:PutLogEvents", "s3:PutObject", "sqs:SendMessage"], Resource }),
        [],
      );
    }
  });

  test("conditions that tie the request to resources count, others do not", () => {
    const under = (Condition: unknown) =>
      onResources({ Action: ["sqs:SendMessage", "kms:Decrypt"], Resource: "*", Condition }).length;
    for (const condition of [
      { StringEquals: { "aws:ResourceTag/team": "blue" } },
      { Null: { "aws:ResourceTag/team": "false" } },
      { StringEquals: { "aws:ResourceAccount": "111122223333" } },
      { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
      { "ForAnyValue:StringEquals": { "aws:CalledVia": "cloudformation.amazonaws.com" } },
      { StringEquals: { "{{KEY}}": "x" } },
    ]) {
      assert.equal(under(condition), 0, JSON.stringify(condition));
    }
    for (const condition of [
      { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      { StringEqualsIfExists: { "aws:ResourceTag/team": "blue" } },
      { StringLike: { "aws:ResourceTag/team": "*" } },
      { StringNotEquals: { "aws:ResourceAccount": "111122223333" } },
      { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    ]) {
      assert.equal(under(condition), 1, JSON.stringify(condition));
    }
  });

  test("actions with rules of their own, boundaries and Deny are let be", () => {
    assert.deepEqual(onResources({ Action: ["iam:PassRole", "sts:AssumeRole"], Resource: "*" }), []);
    assert.deepEqual(onResources({ Action: "sqs:SendMessage", Resource: "*" }, { type: "boundary" }), []);
    assert.deepEqual(onResources({ Effect: "Deny", Action: "sqs:SendMessage", Resource: "*" }), []);
  });
});
