import assert from "node:assert/strict";
import { offer, policyOf } from "../../support/iamFixes.ts";

const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret";

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
      String(kept.after[0]?.["Action"]).includes("dynamodb:GetItem"),
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
    assert.ok(String(unknown.after[0]?.["Resource"]).includes("arn:aws-cn:sqs:*:*:*"));
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
