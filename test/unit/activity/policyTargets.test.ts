import assert from "node:assert/strict";
import type { ActivityEvent } from "../../../src/core/activity/event.ts";
import { usesOfEvent } from "../../../src/core/activity/policy/eventUses.ts";
import { isEvent, readEvent } from "../../../src/core/activity/event.ts";
import { iamParts } from "../../support/iam.ts";
import { account, eventOf } from "./leastPrivilegeSamples.ts";

const { catalogue } = iamParts;
const at = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

/** Each action with its targets: the ways to write one joined by `or`, a mere kind with `any` in front. */
function usesIn(event: ActivityEvent): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    usesOfEvent(event, catalogue).uses.map(({ action, targets }) => [
      action,
      targets.map(({ patterns, known }) => `${known ? "" : "any "}${patterns.join(" or ")}`),
    ]),
  );
}

type Case = readonly [
  service: string,
  name: string,
  request: unknown,
  uses: Readonly<Record<string, readonly string[]>>,
];

const role = `arn:aws:iam::${account}:role`;

const cases: readonly Case[] = [
  ["s3", "GetObject", { bucketName: "b", key: "a/k" }, { "s3:GetObject": ["arn:aws:s3:::b/a/k"] }],
  ["s3", "DeleteObjects", { bucketName: "b" }, { "s3:DeleteObject": ["arn:aws:s3:::b/*"] }],
  ["s3", "PutBucketPolicy", { bucketName: "b" }, { "s3:PutBucketPolicy": ["arn:aws:s3:::b"] }],
  ["s3", "ListBuckets", null, { "s3:ListAllMyBuckets": ["*"] }],
  [
    "s3",
    "CopyObject",
    { bucketName: "to", key: "k", "x-amz-copy-source": "/from/a%20b?versionId=1" },
    { "s3:GetObject": ["arn:aws:s3:::from/a b"], "s3:PutObject": ["arn:aws:s3:::to/k"] },
  ],
  ["lambda", "Invoke", { functionName: "f" }, { "lambda:InvokeFunction": [at("lambda", "function:f")] }],
  [
    "lambda",
    "GetFunction20150331v2",
    { functionName: `${account}:function:f:live` },
    { "lambda:GetFunction": [at("lambda", "function:f:live")] },
  ],
  [
    "lambda",
    "GetFunction20150331v2",
    { functionName: at("lambda", "function:f") },
    { "lambda:GetFunction": [at("lambda", "function:f")] },
  ],
  ["dynamodb", "DeleteTable", { tableName: "t" }, { "dynamodb:DeleteTable": [at("dynamodb", "table/t")] }],
  [
    "dynamodb",
    "BatchGetItem",
    { requestItems: { a: {}, b: {} } },
    { "dynamodb:BatchGetItem": [at("dynamodb", "table/a"), at("dynamodb", "table/b")] },
  ],
  [
    "secretsmanager",
    "GetSecretValue",
    { secretId: "db/main" },
    {
      "secretsmanager:GetSecretValue": [
        `${at("secretsmanager", "secret:db/main-??????")} or ${at("secretsmanager", "secret:db/main")}`,
      ],
    },
  ],
  [
    "secretsmanager",
    "GetSecretValue",
    { secretId: at("secretsmanager", "secret:db-aB3xYz") },
    { "secretsmanager:GetSecretValue": [at("secretsmanager", "secret:db-aB3xYz")] },
  ],
  ["iam", "GetRole", { roleName: "Worker" }, { "iam:GetRole": [`${role}/Worker or ${role}/*/Worker`] }],
  [
    "iam",
    "GetPolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    { "iam:GetPolicy": ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
  ],
  [
    "sqs",
    "DeleteQueue",
    { queueUrl: "https://sqs.us-east-1.amazonaws.com/444455556666/jobs" },
    { "sqs:DeleteQueue": ["arn:aws:sqs:us-east-1:444455556666:jobs"] },
  ],
  ["sns", "CreateTopic", { name: "alerts" }, { "sns:CreateTopic": [at("sns", "alerts")] }],
  [
    "logs",
    "DeleteLogGroup",
    { logGroupName: "/a/b" },
    { "logs:DeleteLogGroup": [`${at("logs", "log-group:/a/b:*")} or ${at("logs", "log-group:/a/b")}`] },
  ],
  [
    "logs",
    "CreateLogStream",
    { logGroupName: "/a/b", logStreamName: "s/1" },
    { "logs:CreateLogStream": [at("logs", "log-group:/a/b:log-stream:s/1")] },
  ],
  ["kms", "DescribeKey", { keyId: "1234abcd" }, { "kms:DescribeKey": [at("kms", "key/1234abcd")] }],
  ["kms", "Decrypt", { keyId: "alias/app" }, { "kms:Decrypt": [`any ${at("kms", "key/*")}`] }],
  [
    "ssm",
    "GetParameters",
    { names: ["/a/b", "c"] },
    { "ssm:GetParameters": [at("ssm", "parameter/a/b"), at("ssm", "parameter/c")] },
  ],
  [
    "ssm",
    "GetParametersByPath",
    { path: "/a/" },
    { "ssm:GetParametersByPath": [`${at("ssm", "parameter/a")} or ${at("ssm", "parameter/a/*")}`] },
  ],
  ["ssm", "StartSession", { target: "i-0a1b" }, { "ssm:StartSession": [at("ec2", "instance/i-0a1b")] }],
  [
    "cloudformation",
    "DeleteStack",
    { stackName: "app" },
    { "cloudformation:DeleteStack": [at("cloudformation", "stack/app/*")] },
  ],
  [
    "states",
    "StartExecution",
    { stateMachineArn: at("states", "stateMachine:m") },
    { "states:StartExecution": [at("states", "stateMachine:m")] },
  ],
  [
    "ecr",
    "DeleteRepository",
    { repositoryName: "team/app" },
    { "ecr:DeleteRepository": [at("ecr", "repository/team/app")] },
  ],
  [
    "ec2",
    "StopInstances",
    { instancesSet: { items: [{ instanceId: "i-1" }, { instanceId: "i-2" }] } },
    { "ec2:StopInstances": [at("ec2", "instance/i-1"), at("ec2", "instance/i-2")] },
  ],
  [
    "ec2",
    "AuthorizeSecurityGroupIngress",
    { groupId: "sg-1", ipPermissions: { items: [{ groups: { items: [{ groupId: "sg-2" }] } }] } },
    { "ec2:AuthorizeSecurityGroupIngress": [at("ec2", "security-group/sg-1")] },
  ],
  ["ec2", "CreateVolume", { zone: "eu-west-1a" }, { "ec2:CreateVolume": [`any ${at("ec2", "volume/*")}`] }],
  [
    "ec2",
    "CreateTags",
    { resourcesSet: { items: [{ resourceId: "vol-1" }] } },
    { "ec2:CreateTags": [at("ec2", "volume/vol-1")] },
  ],
  [
    "ec2",
    "DeleteFlowLogs",
    { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: "fl-1" } } },
    { "ec2:DeleteFlowLogs": [at("ec2", "vpc-flow-log/fl-1")] },
  ],
  [
    "bedrock",
    "InvokeModel",
    { modelId: "eu.vendor.model-v1:0" },
    {
      "bedrock:InvokeModel": [
        `arn:aws:bedrock:*::foundation-model/vendor.model-v1:0`,
        at("bedrock", "inference-profile/eu.vendor.model-v1:0"),
      ],
    },
  ],
  [
    "rds",
    "DeleteDBInstance",
    { dBInstanceIdentifier: "main" },
    { "rds:DeleteDBInstance": [at("rds", "db:main")] },
  ],
  [
    "apigateway",
    "DeleteStage",
    { restApiId: "abc", stageName: "prod" },
    {
      "apigateway:DELETE": [
        "arn:aws:apigateway:eu-west-1::/restapis/abc/* or arn:aws:apigateway:eu-west-1::/restapis/abc",
      ],
    },
  ],
  [
    "ecs",
    "RunTask",
    { cluster: "c", taskDefinition: "app:3" },
    { "ecs:RunTask": [at("ecs", "task-definition/app:3")] },
  ],
  ["signin", "ConsoleLogin", null, {}],
];

suite("resources of CloudTrail events", () => {
  for (const [service, name, request, uses] of cases)
    test(`${service} ${name} ${JSON.stringify(request)?.slice(0, 60) ?? ""}`, () => {
      assert.deepEqual(usesIn(eventOf(service, name, request)), uses);
    });

  test("the record's own resources count, as far as the action acts on such", () => {
    const bucket = { ARN: "arn:aws:s3:::b", type: "AWS::S3::Bucket" };
    const object = { ARN: "arn:aws:s3:::b/k", type: "AWS::S3::Object" };
    const more = { resources: [bucket, object] };
    assert.deepEqual(usesIn(eventOf("s3", "GetObject", { bucketName: "b", key: "k" }, more)), {
      "s3:GetObject": ["arn:aws:s3:::b/k"],
    });
    const key = { ARN: at("kms", "key/1234"), type: "AWS::KMS::Key" };
    assert.deepEqual(usesIn(eventOf("kms", "Decrypt", { keyId: "alias/app" }, { resources: [key] })), {
      "kms:Decrypt": [at("kms", "key/1234")],
    });
  });

  test("a role that a call hands to a service takes iam:PassRole on it", () => {
    const request = { functionName: "f", role: `${role}/lambda` };
    const { uses } = usesOfEvent(eventOf("lambda", "CreateFunction20150331", request), catalogue);
    assert.deepEqual(
      uses.map(({ action, inferred }) => [action, inferred]),
      [
        ["lambda:CreateFunction", false],
        ["iam:PassRole", true],
      ],
    );
    assert.deepEqual(uses[1]?.targets[0]?.patterns, [`${role}/lambda`]);
    assert.equal(usesIn(eventOf("sts", "AssumeRole", { roleArn: `${role}/x` }))["iam:PassRole"], undefined);
  });

  test("partition, Region and account are the record's", () => {
    const place = {
      awsRegion: "cn-north-1",
      userIdentity: { type: "AssumedRole" },
      recipientAccountId: "444455556666",
    };
    assert.deepEqual(usesIn(eventOf("dynamodb", "DeleteTable", { tableName: "t" }, place)), {
      "dynamodb:DeleteTable": ["arn:aws-cn:dynamodb:cn-north-1:444455556666:table/t"],
    });
    const odd = { awsRegion: "*", recipientAccountId: "*:*", userIdentity: {} };
    assert.deepEqual(usesIn(eventOf("dynamodb", "DeleteTable", { tableName: "t" }, odd)), {
      "dynamodb:DeleteTable": ["arn:aws:dynamodb:*:*:table/t"],
    });
  });

  test("what a caller writes is no pattern and no variable of a policy", () => {
    assert.deepEqual(usesIn(eventOf("s3", "GetObject", { bucketName: "b", key: "*" })), {
      "s3:GetObject": ["arn:aws:s3:::b/?"],
    });
    assert.deepEqual(usesIn(eventOf("s3", "GetObject", { bucketName: "b", key: "${aws:username}" })), {
      "s3:GetObject": ["arn:aws:s3:::b/?{aws:username}"],
    });
    assert.deepEqual(usesIn(eventOf("iam", "GetRole", { roleName: "*" })), {
      "iam:GetRole": [`any ${role}/*`],
    });
    assert.deepEqual(usesIn(eventOf("s3", "GetObject", { bucketName: "b", key: "a\u0007\u4e00" })), {
      "s3:GetObject": ["arn:aws:s3:::b/a*"],
    });
  });

  test("any record gives a bounded answer", () => {
    const names = Array.from({ length: 5000 }, (_, at) => `p${at}`);
    const many = usesOfEvent(eventOf("ssm", "GetParameters", { names }), catalogue).uses[0];
    assert.equal(many?.targets.length, 100);
    for (const request of [
      null,
      5,
      "text",
      [],
      [[[]]],
      { bucketName: {} },
      { key: ["a", null] },
      { resources: "x" },
    ]) {
      const read = readEvent({
        eventName: "GetObject",
        eventSource: "s3.amazonaws.com",
        requestParameters: request,
      });
      assert.ok(isEvent(read));
      assert.equal(usesOfEvent(read, catalogue).uses.length, 1);
    }
  });
});
