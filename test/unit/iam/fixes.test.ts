import assert from "node:assert/strict";
import type { IamFix } from "../../../src/core/iam/fixes/iamFix.ts";
import type { PolicyPlace } from "../../../src/core/iam/model/located.ts";
import { judgePolicy } from "../../support/iam.ts";
import { checkFix, fixesOf, type Asked } from "../../support/iamFixes.ts";

const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret";

/** A policy of one identity statement, as JSON. */
function policyOf(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  const list = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement: list }, undefined, 2);
}

interface Offered {
  readonly fixes: readonly IamFix[];
  /** The statements after the first fix, which is checked. */
  readonly after: readonly Record<string, unknown>[];
}

async function offer(text: string, asked: Asked, place: PolicyPlace = {}): Promise<Offered> {
  const judge = (version: string) => judgePolicy(version, place);
  const before = judge(text);
  const fixes = fixesOf(text, before, asked);
  for (const fix of fixes) await checkFix(text, before, fix, judge);
  const [first] = fixes;
  const after = first ? JSON.parse(await checkFix(text, before, first, judge)).Statement : [];
  return { fixes, after };
}

const everywhere = { span: { start: 0, end: 100_000 } };

suite("fixes of IAM policies: actions", () => {
  test("a wildcard becomes its actions, all or those of one level", async () => {
    const text = policyOf({ Action: ["sqs:Get*", "sqs:List*"], Resource: "arn:aws:sqs:*:*:q" });
    const { fixes, after } = await offer(text, { only: "expand-wildcard" });
    assert.equal(fixes.length, 2);
    assert.match(fixes[0]?.title ?? "", /^Expand sqs:Get\* to its 2 actions$/);
    assert.deepEqual(after[0]?.["Action"], ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:List*"]);
    assert.deepEqual(
      fixes.map(({ effect }) => effect),
      ["less", "less"],
    );
    const one = policyOf({ Action: "sqs:*", Resource: "*" });
    const tagging = await offer(one, { only: "expand-wildcard-tagging" });
    assert.deepEqual(tagging.after[0]?.["Action"], ["sqs:TagQueue", "sqs:UntagQueue"]);
    const permissions = await offer(one, { only: "expand-wildcard-permissions" });
    assert.deepEqual(permissions.after[0]?.["Action"], [
      "sqs:AddPermission",
      "sqs:RemovePermission",
      "sqs:SetQueueAttributes",
    ]);
  });

  test("a name that the list holds already is not repeated", async () => {
    const text = policyOf({ Action: ["sqs:getqueueurl", "sqs:Get*"], Resource: "*" });
    const { after } = await offer(text, { only: "expand-wildcard" });
    assert.deepEqual(after[0]?.["Action"], ["sqs:getqueueurl", "sqs:GetQueueAttributes"]);
  });

  test("nothing is expanded where a list would take less away, or that no service has", async () => {
    for (const statement of [
      { NotAction: "sqs:Get*", Resource: "*" },
      { Effect: "Deny", Action: "sqs:Get*", Resource: "*" },
      { Action: "*", Resource: "*" },
      { Action: "nosuch:Get*", Resource: "*" },
      { Action: "sqs:{{ACTION_NAME}}*", Resource: "*" },
    ]) {
      assert.deepEqual((await offer(policyOf(statement), { only: "expand-wildcard" })).fixes, []);
    }
  });

  test("a statement narrows to what CloudTrail saw, and keeps what it cannot see", async () => {
    const text = policyOf({
      Action: ["sqs:*", "iam:PassRole", "ec2:RunInstances", "ec2:StopInstances"],
      Resource: "*",
    });
    const { fixes, after } = await offer(text, { only: "narrow-to-seen" });
    assert.deepEqual(after[0]?.["Action"], ["sqs:SendMessage", "iam:PassRole", "ec2:RunInstances"]);
    assert.deepEqual(fixes[0]?.notes, [
      "Kept because the trail does not show whether they are used: iam:PassRole.",
    ]);
    const data = policyOf({ Action: "dynamodb:*Item", Resource: "*" });
    const kept = await offer(data, { only: "narrow-to-seen" });
    assert.ok(
      (kept.after[0]?.["Action"] as string[]).includes("dynamodb:GetItem"),
      "data events were not recorded",
    );
  });

  test("a statement of which nothing was seen is left alone, and so is one without a trail", async () => {
    const text = policyOf({ Action: ["ec2:StopInstances"], Resource: "*" });
    assert.deepEqual((await offer(text, { only: "narrow-to-seen" })).fixes, []);
    const wild = policyOf({ Action: "ec2:*", Resource: "*" });
    assert.deepEqual((await offer(wild, { only: "narrow-to-seen", facts: {} })).fixes, []);
  });

  test("an everything wildcard narrows to all that was seen, and iam:PassRole", async () => {
    const { after } = await offer(policyOf({ Action: "*", Resource: "*" }), {
      only: "narrow-to-seen",
      facts: { seenActions: ["s3:GetObject", "sqs:SendMessage"] },
    });
    assert.deepEqual(after[0]?.["Action"], ["s3:GetObject", "sqs:SendMessage", "iam:PassRole"]);
  });

  test("entries that another one covers are taken out", async () => {
    const text = policyOf({
      Action: ["sqs:SendMessage", "sqs:Send*", "sqs:ListQueues", "SQS:listqueues"],
      Resource: ["arn:aws:sqs:*:*:a", "arn:aws:sqs:*:*:*"],
    });
    const { fixes, after } = await offer(text, { only: "remove-redundant" });
    assert.equal(fixes.length, 2);
    assert.deepEqual(after[0]?.["Action"], ["sqs:Send*", "sqs:ListQueues"]);
    assert.ok(fixes.every(({ effect, preferred }) => effect === "same" && preferred));
  });
});

suite("fixes of IAM policies: resources", () => {
  test("a star becomes the ARN patterns of the actions, with what is known filled in", async () => {
    const text = policyOf({ Action: ["sqs:SendMessage", "s3:GetObject"], Resource: "*" });
    const { fixes, after } = await offer(text, { only: "scope-resource" });
    assert.equal(fixes[0]?.effect, "less");
    const resources = after[0]?.["Resource"] as string[];
    assert.ok(resources.includes("arn:aws:sqs:eu-central-1:111122223333:*"));
    assert.ok(resources.includes("arn:aws:s3:::*/*"));
    const unknown = await offer(text, { only: "scope-resource", facts: { partition: "aws-cn" } });
    assert.ok((unknown.after[0]?.["Resource"] as string[]).includes("arn:aws-cn:sqs:*:*:*"));
    assert.match(unknown.fixes[0]?.notes.join(" ") ?? "", /stands for the account and the Region/);
  });

  test("a star stays where an action takes nothing else, until those actions are split off", async () => {
    const text = policyOf({
      Sid: "Queues",
      Action: ["sqs:SendMessage", "sqs:ListQueues", "s3:ListAllMyBuckets"],
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    });
    assert.deepEqual((await offer(text, { only: "scope-resource" })).fixes, []);
    const { after } = await offer(text, { only: "split-wildcard-only" });
    const condition = { Bool: { "aws:SecureTransport": "true" } };
    assert.deepEqual(after, [
      {
        Effect: "Allow",
        Sid: "Queues",
        Action: ["sqs:SendMessage"],
        Resource: "arn:aws:sqs:eu-central-1:111122223333:*",
        Condition: condition,
      },
      {
        Sid: "QueuesAnyResource",
        Effect: "Allow",
        Action: ["sqs:ListQueues", "s3:ListAllMyBuckets"],
        Resource: "*",
        Condition: condition,
      },
    ]);
  });

  const suffixes: readonly (readonly [from: string, to: string | undefined])[] = [
    [`${secret}:db-???????`, `${secret}:db-??????`],
    [`${secret}:db-?????`, `${secret}:db-??????`],
    [`${secret}:app/db`, `${secret}:app/db-??????`],
    [`${secret}:db-*`, `${secret}:db-??????`],
    [`${secret}:db-??????`, undefined],
    [`${secret}:db-a1B2c3`, undefined],
    [`${secret}:db*`, undefined],
    [`${secret}:*`, undefined],
    [`${secret}:\${aws:PrincipalTag/name}`, undefined],
    ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:{{SECRET_NAME}}", undefined],
    [
      "arn:aws:secretsmanager:eu-west-1:{{YOUR_ACCOUNT_ID}}:secret:db-???????",
      "arn:aws:secretsmanager:eu-west-1:{{YOUR_ACCOUNT_ID}}:secret:db-??????",
    ],
    ["arn:aws:s3:::db-???????", undefined],
  ];
  for (const [from, to] of suffixes) {
    test(`the suffix of ${from} becomes ${to ?? "nothing else"}`, async () => {
      const text = policyOf({ Action: "secretsmanager:GetSecretValue", Resource: [from] });
      const { after } = await offer(text, { only: "secret-suffix" });
      assert.deepEqual(after[0]?.["Resource"], to === undefined ? undefined : [to]);
    });
  }

  test("DescribeSecret is added beside GetSecretValue, and says that it allows more", async () => {
    const text = policyOf({ Action: "secretsmanager:GetSecretValue", Resource: `${secret}:db-??????` });
    const { fixes, after } = await offer(text, { only: "add-describe-secret" });
    assert.deepEqual(after[0]?.["Action"], [
      "secretsmanager:GetSecretValue",
      "secretsmanager:DescribeSecret",
    ]);
    assert.deepEqual([fixes[0]?.effect, fixes[0]?.preferred], ["corrects", false]);
    const has = policyOf({ Action: ["secretsmanager:GetSecretValue", "secretsmanager:D*"], Resource: "*" });
    assert.deepEqual((await offer(has, { only: "add-describe-secret" })).fixes, []);
  });
});

suite("fixes of IAM policies: conditions", () => {
  test("iam:PassRole is limited to the services of the other actions, alone in a statement", async () => {
    const text = policyOf({
      Action: ["iam:PassRole", "ecs:RunTask", "lambda:CreateFunction"],
      Resource: "*",
    });
    const { fixes, after } = await offer(text, { only: "passed-to-service" });
    assert.ok(fixes[0]?.preferred);
    assert.deepEqual(after[0]?.["Action"], ["ecs:RunTask", "lambda:CreateFunction"]);
    assert.deepEqual(after[1]?.["Condition"], {
      StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"] },
    });
  });

  test("without such actions the services are a choice for a person", async () => {
    const text = policyOf({
      Action: "iam:PassRole",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    });
    assert.deepEqual((await offer(text, { only: "passed-to-service" })).fixes, []);
    const { fixes, after } = await offer(text, { only: "passed-to-service", ...everywhere });
    assert.ok(fixes.length > 1 && fixes.every(({ preferred }) => !preferred));
    assert.deepEqual(after[0]?.["Condition"], {
      Bool: { "aws:SecureTransport": "true" },
      StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" },
    });
  });

  test("ARNs are compared as ARNs, with qualifier and IfExists kept", async () => {
    const text = policyOf({
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { StringLikeIfExists: { "aws:SourceArn": "arn:aws:sns:*:*:t", "aws:UserAgent": "x" } },
    });
    const { after } = await offer(text, { only: "arn-like" });
    assert.deepEqual(after[0]?.["Condition"], {
      StringLikeIfExists: { "aws:UserAgent": "x" },
      ArnLikeIfExists: { "aws:SourceArn": "arn:aws:sns:*:*:t" },
    });
  });

  test("a presence check becomes Null, in a block that is there already", async () => {
    const text = policyOf({
      Action: "sqs:SendMessage",
      Resource: "*",
      Condition: { StringLike: { "aws:PrincipalTag/team": "*" }, Null: { "aws:SourceVpc": "true" } },
    });
    const { fixes, after } = await offer(text, { only: "null-check" });
    assert.equal(fixes[0]?.effect, "same");
    assert.deepEqual(after[0]?.["Condition"], {
      Null: { "aws:SourceVpc": "true", "aws:PrincipalTag/team": "false" },
    });
  });

  test("a service may act for the own account only", async () => {
    const text = policyOf({
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: "*",
    });
    const place = { type: "resource", resourceType: "AWS::SQS::Queue" } as const;
    const { fixes, after } = await offer(text, { only: "confused-deputy" }, place);
    assert.equal(fixes[0]?.effect, "less");
    assert.deepEqual(after[0]?.["Condition"], { StringEquals: { "aws:SourceAccount": "111122223333" } });
    assert.deepEqual((await offer(text, { only: "confused-deputy", facts: {} }, place)).fixes, []);
    const asked = await offer(text, { only: "confused-deputy", facts: {}, ...everywhere }, place);
    assert.deepEqual(asked.after[0]?.["Condition"], {
      StringEquals: { "aws:SourceAccount": "{{YOUR_ACCOUNT_ID}}" },
    });
  });
});

suite("fixes of IAM policies: the document", () => {
  test("the version is added or brought up to date", async () => {
    const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
    const text = JSON.stringify({ Statement: [statement] }, undefined, 4);
    const before = judgePolicy(text);
    const [fix] = fixesOf(text, before, { only: "add-version" });
    assert.ok(fix);
    assert.equal(
      await checkFix(text, before, fix, (version) => judgePolicy(version)),
      JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, undefined, 4),
    );
    const variables = {
      Version: "2008-10-17",
      Statement: [{ ...statement, Resource: "arn:aws:s3:::${aws:username}" }],
    };
    const [other] = fixesOf(JSON.stringify(variables), judgePolicy(JSON.stringify(variables)), {
      only: "add-version",
    });
    assert.equal(other?.effect, "corrects");
  });

  test("a Sid that stands twice gets a number", async () => {
    const one = { Sid: "Queue", Action: "sqs:SendMessage", Resource: "*" };
    const { fixes, after } = await offer(policyOf(one, { ...one, Sid: "Queue2" }, one), {
      only: "unique-sid",
    });
    assert.equal(fixes.length, 1);
    assert.deepEqual(
      after.map(({ Sid }) => Sid),
      ["Queue", "Queue2", "Queue3"],
    );
  });

  test("of a key that stands twice the one that is read stays", async () => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Action":"sqs:SendMessage","Resource":"*"}]}`;
    const { fixes, after } = await offer(text, { only: "remove-duplicate" });
    assert.equal(fixes[0]?.effect, "same");
    assert.deepEqual(after, [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }]);
  });

  test("a name that was meant takes the place of a mistyped one", async () => {
    const text = policyOf({ Effect: "allow", Action: ["sqs:SendMesage"], Resource: "*" });
    const judge = (version: string) => judgePolicy(version);
    const before = judge(text);
    const fixes = fixesOf(text, before, { only: "did-you-mean" });
    const texts = await Promise.all(fixes.map((fix) => checkFix(text, before, fix, judge)));
    assert.ok(
      texts.some((one) => one.includes('"Effect": "Allow"')),
      "the effect",
    );
    assert.ok(
      texts.some((one) => one.includes('"sqs:SendMessage"')),
      "the action",
    );
    assert.ok(fixes.every(({ effect }) => effect === "corrects"));
  });

  test("fixes are offered where the user stands, and in no broken text", () => {
    const text = policyOf({ Action: "sqs:Get*", Resource: "*" }, { Action: "sqs:List*", Resource: "*" });
    const at = text.indexOf("sqs:List*");
    const fixes = fixesOf(text, judgePolicy(text), { span: { start: at, end: at }, only: "expand-wildcard" });
    assert.deepEqual(
      fixes.map(({ span }) => text.slice(span.start, span.end)),
      ['"sqs:List*"'],
    );
    const broken = text.slice(0, -3);
    assert.deepEqual(fixesOf(broken, judgePolicy(broken)), []);
  });
});
