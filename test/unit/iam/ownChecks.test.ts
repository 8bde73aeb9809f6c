import assert from "node:assert/strict";
import { judgePolicy, marksOf } from "../../support/iam.ts";

const account = "111122223333";

function policy(...statements: readonly object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

function reading(
  resource: string,
  action: unknown = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
) {
  return policy({
    Effect: "Allow",
    Action: action,
    Resource: `arn:aws:secretsmanager:eu-west-1:${account}:secret:${resource}`,
  });
}

/** Marks of Picket's own checks that this file is about. */
function own(text: unknown, place: Parameters<typeof marksOf>[1] = { type: "identity" }): string[] {
  const rules =
    /^iam\/(?:secret-arn-suffix|missing-describe-secret|lambda-deploy-without-tag|placeholder|action-without-resource|public-access|vpc-endpoint-full-access|confused-deputy|trust-of-whole-account) /;
  return marksOf(text, place).filter((mark) => rules.test(mark));
}

suite("ARNs of secrets", () => {
  const wrong = ["prod/db-???????", "prod/db-?????", "prod/db??????", "prod/db", "db-????????", "db-?"];
  for (const name of wrong) {
    test(`${name} matches no secret of that name`, () => {
      const { findings } = judgePolicy(reading(name), { type: "identity" });
      const found = findings.filter(({ ruleId }) => ruleId === "iam/secret-arn-suffix");
      assert.deepEqual(own(reading(name)), [`iam/secret-arn-suffix ${JSON.stringify(name)}`]);
      assert.match(String(found[0]?.data["suggestion"]), /[^?]-\?{6}$/);
    });
  }
  const right = [
    "prod/db-??????",
    "prod/db-a1B2c3",
    "prod/*",
    "*",
    "app-${aws:PrincipalTag/team}",
    "prod-{{NAME}}",
  ];
  for (const name of right) {
    test(`${name} is left alone`, () => {
      assert.ok(!own(reading(name)).some((mark) => mark.startsWith("iam/secret-arn-suffix")));
    });
  }
  test("a star in the place of the suffix is a hint", () => {
    const { findings } = judgePolicy(reading("prod/db-*"), { type: "identity" });
    const found = findings.filter(({ ruleId }) => ruleId === "iam/secret-arn-suffix");
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ["hint"],
    );
  });
  test("a Deny and an SCP may match more", () => {
    const deny = policy({
      Effect: "Deny",
      Action: "secretsmanager:*",
      Resource: `arn:aws:secretsmanager:*:${account}:secret:prod`,
    });
    assert.deepEqual(own(deny), []);
  });
  test("reading without describing is a hint, wherever describing is allowed it is not", () => {
    assert.deepEqual(own(reading("db-??????", "secretsmanager:GetSecretValue")), [
      'iam/missing-describe-secret "secretsmanager:GetSecretValue"',
    ]);
    const elsewhere = policy(
      {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "arn:aws:secretsmanager:*:*:secret:db-??????",
      },
      { Effect: "Allow", Action: "secretsmanager:Describe*", Resource: "*" },
    );
    assert.deepEqual(own(elsewhere), []);
  });
});

suite("deploying functions", () => {
  const deploy = (resource: unknown, condition?: object) =>
    policy({
      Effect: "Allow",
      Action: "lambda:UpdateFunctionCode",
      Resource: resource,
      ...(condition && { Condition: condition }),
    });
  test("any function is information, a named one and a tagged one are not", () => {
    assert.deepEqual(own(deploy("*")), ['iam/lambda-deploy-without-tag "lambda:UpdateFunctionCode"']);
    assert.deepEqual(own(deploy(`arn:aws:lambda:eu-west-1:${account}:function:agent-*`)), []);
    assert.deepEqual(own(deploy("*", { StringEquals: { "aws:ResourceTag/team": "agent" } })), []);
    assert.deepEqual(own(deploy(`arn:aws:lambda:eu-west-1:${account}:function:{{NAME}}`)), [
      'iam/placeholder "{{NAME}}"',
    ]);
  });
});

suite("actions that their statement's resources do not fit", () => {
  const allow = (action: unknown, resource: unknown) =>
    policy({ Effect: "Allow", Action: action, Resource: resource });
  test("objects need an object, buckets a bucket", () => {
    assert.deepEqual(own(allow("s3:GetObject", "arn:aws:s3:::b")), [
      'iam/action-without-resource "s3:GetObject"',
    ]);
    assert.deepEqual(own(allow("s3:ListBucket", "arn:aws:s3:::b/*")), [
      'iam/action-without-resource "s3:ListBucket"',
    ]);
    assert.deepEqual(
      own(allow(["s3:GetObject", "s3:ListBucket"], ["arn:aws:s3:::b", "arn:aws:s3:::b/*"])),
      [],
    );
    assert.deepEqual(own(allow("s3:GetObject", "arn:aws:s3:::*")), []);
  });
  test("an action that takes only a star allows nothing on an ARN, and is a warning alone only", () => {
    const severities = (action: unknown) =>
      judgePolicy(allow(action, "arn:aws:sqs:eu-west-1:111122223333:q"), { type: "identity" })
        .findings.filter(({ ruleId }) => ruleId === "iam/action-without-resource")
        .map(({ severity }) => severity);
    assert.deepEqual(severities("ec2:DescribeInstances"), ["warning"]);
    assert.deepEqual(severities(["ec2:DescribeInstances", "sqs:SendMessage"]), ["info"]);
  });
  test("patterns, unknown parts, unknown actions and a Deny are left alone", () => {
    assert.deepEqual(own(allow("s3:GetObj*", "arn:aws:s3:::b")), []);
    assert.deepEqual(own(allow("made:Up", "arn:aws:s3:::b")), []);
    assert.deepEqual(own(allow("s3:GetObject", "arn:aws:s3:::<bucket>")), ['iam/placeholder "<bucket>"']);
    assert.deepEqual(own(policy({ Effect: "Deny", Action: "s3:GetObject", Resource: "arn:aws:s3:::b" })), []);
  });
});

suite("who can reach it", () => {
  const bucket = { type: "resource", resourceType: "AWS::S3::Bucket" } as const;
  const open = (condition?: object, principal: unknown = "*") =>
    policy({
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/*",
      ...(condition && { Condition: condition }),
    });
  test("everyone is found as a string and as an AWS principal", () => {
    assert.deepEqual(own(open(), bucket), ['iam/public-access "*"']);
    assert.deepEqual(own(open(undefined, { AWS: [`arn:aws:iam::${account}:root`, "*"] }), bucket), [
      'iam/public-access "*"',
    ]);
  });
  const closing: readonly object[] = [
    { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } },
    { StringEquals: { "aws:sourcevpce": "vpce-1a2b3c4d" } },
    { ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${account}:t` } },
    { StringEquals: { "aws:PrincipalTag/team": "blue" } },
  ];
  for (const condition of closing) {
    test(`${JSON.stringify(condition)} closes it`, () => assert.deepEqual(own(open(condition), bucket), []));
  }
  const idle: readonly object[] = [
    { Bool: { "aws:SecureTransport": "true" } },
    { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
    { StringLike: { "aws:PrincipalArn": "*" } },
    { StringNotEquals: { "aws:PrincipalAccount": account } },
  ];
  for (const condition of idle) {
    test(`${JSON.stringify(condition)} does not`, () => {
      assert.deepEqual(own(open(condition), bucket), ['iam/public-access "*"']);
    });
  }
  test("a role that anyone can assume", () => {
    const trust = policy({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" });
    assert.deepEqual(own(trust, { type: "trust" }), ['iam/public-access "*"']);
  });
  test("services that act for others, and whole accounts", () => {
    const trust = (principal: object, condition?: object) =>
      policy({
        Effect: "Allow",
        Principal: principal,
        Action: "sts:AssumeRole",
        ...(condition && { Condition: condition }),
      });
    const place = { type: "trust" } as const;
    assert.deepEqual(own(trust({ Service: "states.eu-west-1.amazonaws.com" }), place), [
      'iam/confused-deputy "states.eu-west-1.amazonaws.com"',
    ]);
    assert.deepEqual(own(trust({ Service: ["lambda.amazonaws.com", "ec2.amazonaws.com"] }), place), []);
    assert.deepEqual(
      own(
        trust({ Service: "states.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": account } }),
        place,
      ),
      [],
    );
    assert.deepEqual(own(trust({ AWS: account }), place), [`iam/trust-of-whole-account "${account}"`]);
    assert.deepEqual(own(trust({ AWS: account }, { StringEquals: { "sts:ExternalId": "x" } }), place), []);
    assert.deepEqual(own(trust({ AWS: `arn:aws:iam::${account}:role/deployer` }), place), []);
  });
  test("an endpoint policy that limits nothing", () => {
    const full = policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
    assert.deepEqual(own(full, { type: "vpc-endpoint" }), ['iam/vpc-endpoint-full-access "*"']);
    const some = policy({
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::b/*",
    });
    assert.deepEqual(own(some, { type: "vpc-endpoint" }), []);
  });
});

suite("placeholders", () => {
  test("each is marked where it stands and gives no error", () => {
    const text = policy({
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:{{REGION}}:{{YOUR_ACCOUNT_ID}}:YOUR_QUEUE_NAME",
    });
    assert.deepEqual(own(text), [
      'iam/placeholder "{{REGION}}"',
      'iam/placeholder "{{YOUR_ACCOUNT_ID}}"',
      'iam/placeholder "YOUR_QUEUE_NAME"',
    ]);
    const { findings } = judgePolicy(text, { type: "identity" });
    assert.deepEqual(
      findings.filter(({ severity }) => severity === "error"),
      [],
    );
  });
});
