import assert from "node:assert/strict";
import { resourceTemplates, templatesOf } from "../../../src/core/iam/catalogue/arnTemplates.ts";
import {
  isPartition,
  isRegion,
  looksLikeRegion,
  regionNames,
} from "../../../src/core/iam/catalogue/partitions.ts";
import { iamParts, judgePolicy, marksOf } from "../../support/iam.ts";

/** Findings on the resource of a statement that allows something harmless on it. */
function arnMarks(resource: string, action = "sqs:SendMessage"): string[] {
  return marksOf({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
  })
    .filter((mark) =>
      /arn|partition|invalid-service|unknown-service|wildcard-in-service/.test(mark.split(" ")[0] ?? ""),
    )
    .filter((mark) => mark.endsWith(`${JSON.stringify(resource)}`));
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

const rulesOn = (resource: string): string[] => arnMarks(resource).map((mark) => mark.split(" ")[0] ?? "");

suite("ARNs of resources", () => {
  test("ARNs that are right", () => {
    for (const arn of [
      "*",
      "arn:aws:s3:::bucket",
      "arn:aws:s3:::bucket/*",
      "arn:*:s3:::bucket",
      "arn:aws-cn:sqs:cn-north-1:111122223333:orders",
      "arn:aws:sqs:*:*:orders",
      "arn:aws:sqs:eu-*:1111????3333:orders",
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "arn:aws:ssm:*::document/AWS-RunShellScript",
      "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/f:*",
      "arn:aws:ec2:*:*:snapshot/*",
      "arn:aws:catalog:eu-west-1:111122223333:portfolio/port-1",
      "arn:aws:s3:eu-west-1:111122223333:accesspoint/point",
    ]) {
      assert.deepEqual(rulesOn(arn), [], arn);
    }
  });

  test("each field has its rule, at the whole ARN", () => {
    const cases: readonly (readonly [string, string])[] = [
      ["bucket/*", "iam/invalid-arn-prefix"],
      ["", "iam/invalid-arn-prefix"],
      ["ARN:aws:s3:::bucket", "iam/invalid-arn-prefix"],
      ["arn:aws:s3:bucket", "iam/missing-arn-field"],
      ["arn:aws-eu:sqs:eu-west-1:111122223333:orders", "iam/invalid-partition"],
      ["arn:aws:SQS:eu-west-1:111122223333:orders", "iam/invalid-arn-service-case"],
      ["arn:aws:sqqs:eu-west-1:111122223333:orders", "iam/invalid-service"],
      [
        "arn:aws:elastic-inference:eu-west-1:111122223333:elastic-inference-accelerator/a",
        "iam/invalid-service",
      ],
      ["arn:aws:teleportation:eu-west-1:111122223333:beam", "iam/unknown-service"],
      ["arn:aws:code*:eu-west-1:111122223333:x", "iam/wildcard-in-service-name"],
      ["arn:aws:*:*:111122223333:*", "iam/wildcard-in-service-name"],
      ["arn:aws:sqs:ireland:111122223333:orders", "iam/invalid-arn-region"],
      ["arn:aws:sqs:eu-west-1:12345:orders", "iam/invalid-arn-account"],
      ["arn:aws:sqs:eu-west-1:1111-2222-3333:orders", "iam/invalid-arn-account"],
      ["arn:aws:s3:eu-west-1::bucket", "iam/arn-region-not-allowed"],
      ["arn:aws:s3::111122223333:bucket", "iam/arn-account-not-allowed"],
      ["arn:aws:sqs::111122223333:orders", "iam/missing-arn-region"],
      ["arn:aws:sqs:eu-west-1::orders", "iam/missing-arn-account"],
      ["arn:aws:sqs:eu-west-1:111122223333:", "iam/invalid-arn-resource"],
      ["arn:aws:dynamodb:eu-west-1:111122223333:tabel/Orders", "iam/invalid-arn-resource"],
    ];
    for (const [arn, rule] of cases) assert.deepEqual(arnMarks(arn), [`${rule} ${JSON.stringify(arn)}`]);
  });

  test("a Region that may be new is a warning, a wrong one an error", () => {
    const severityOf = (region: string) =>
      judgePolicy({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource: `arn:aws:sqs:${region}:111122223333:orders`,
          },
        ],
      }).findings.find(({ ruleId }) => ruleId === "iam/invalid-arn-region")?.severity;
    assert.equal(severityOf("eu-west-9"), "warning");
    assert.equal(severityOf("frankfurt"), "error");
    assert.equal(severityOf("eu-west-1"), undefined);
  });

  test("forms that are merely unknown, placeholders and variables are let be", () => {
    for (const arn of [
      "arn:aws:cloudwatch:*:*:fleethub*",
      "arn:aws:states:*:*:statemachine:x",
      "{{BUCKET_ARN}}/*",
      "{{PREFIX}}",
      "arn:aws:sqs:{{REGION}}:{{YOUR_ACCOUNT_ID}}:orders",
      "arn:aws:{{SERVICE}}:eu-west-1:111122223333:orders",
      "arn:aws:sqs:${aws:RequestedRegion}:${aws:PrincipalAccount}:orders",
      "arn:{{REST}}",
      "arn:aws:s3:::${aws:username}/*",
    ]) {
      assert.deepEqual(rulesOn(arn), [], arn);
    }
  });

  test("suggestions replace the whole ARN", () => {
    const { findings } = judgePolicy({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:SQS:eu-west1:111122223333:orders" },
      ],
    });
    const suggested = findings.flatMap(({ data }) => data["suggestion"]?.toString() ?? []);
    assert.deepEqual(suggested.toSorted(byText), [
      "arn:aws:SQS:eu-west-1:111122223333:orders",
      "arn:aws:sqs:eu-west1:111122223333:orders",
    ]);
  });

  test("Regions of conditions", () => {
    const marks = (operator: string, value: unknown) =>
      marksOf({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Action: "*",
            Resource: "*",
            Condition: { [operator]: { "aws:RequestedRegion": value } },
          },
        ],
      }).filter((mark) => mark.includes("invalid-region"));
    assert.deepEqual(marks("StringNotEquals", ["eu-west-1", "eu-wst-1"]), ['iam/invalid-region "eu-wst-1"']);
    assert.deepEqual(marks("StringLike", ["eu-*", "x-*"]), ['iam/invalid-region "x-*"']);
    assert.deepEqual(marks("StringEquals", ["{{REGION}}", "${aws:PrincipalTag/region}"]), []);
  });
});

suite("partitions and templates", () => {
  test("every known Region is written like one", () => {
    for (const region of regionNames) assert.ok(isRegion(region) && looksLikeRegion(region), region);
    assert.ok(!looksLikeRegion("europe") && !looksLikeRegion("eu-west"));
    assert.ok(isPartition("aws*") && !isPartition("amazon"));
  });

  test("templates of actions, each once, and none where only * is legal", () => {
    const { catalogue } = iamParts;
    assert.deepEqual(
      resourceTemplates(["sqs:SendMessage", "sqs:DeleteMessage", "sqs:ListQueues"], catalogue),
      ["arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"],
    );
    assert.deepEqual(resourceTemplates(["ec2:DescribeInstances", "nothing:Real", "sqs"], catalogue), []);
    assert.ok(templatesOf("iam", catalogue).every(({ region }) => region === "none"));
    assert.deepEqual(templatesOf("nothing", catalogue), []);
  });
});
