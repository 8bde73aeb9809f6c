import assert from "node:assert/strict";
import { judgePolicy } from "../../support/iam.ts";
import { checkFix, fixesOf, offer, policyOf } from "../../support/iamFixes.ts";

const everywhere = { span: { start: 0, end: 100_000 } };

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

  test("a condition that always holds goes, with what is empty then", async () => {
    const always = { StringLikeIfExists: { "aws:PrincipalTag/team": "*" } };
    const alone = { Action: "sqs:SendMessage", Resource: "*", Condition: always };
    const { fixes, after } = await offer(policyOf(alone), { only: "remove-redundant" });
    assert.equal(fixes[0]?.effect, "same");
    assert.deepEqual(after, [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }]);
    const more = { ...alone, Condition: { ...always, Bool: { "aws:SecureTransport": "true" } } };
    const other = await offer(policyOf(more), { only: "remove-redundant" });
    assert.deepEqual(other.after[0]?.["Condition"], { Bool: { "aws:SecureTransport": "true" } });
  });

  test("of several limits the one that decides stays", async () => {
    const text = policyOf({
      Action: "s3:ListBucket",
      Resource: "arn:aws:s3:::bucket",
      Condition: { NumericLessThan: { "s3:max-keys": ["10", "100"] } },
    });
    const judge = (version: string) => judgePolicy(version);
    const before = judge(text);
    const fixes = fixesOf(text, before, { only: "remove-redundant" });
    const [after] = await Promise.all(fixes.map((fix) => checkFix(text, before, fix, judge)));
    assert.deepEqual(JSON.parse(after ?? "{}").Statement[0].Condition, {
      NumericLessThan: { "s3:max-keys": "100" },
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

  test("a suggestion for a part of an ARN, or for all of it, changes the part", async () => {
    const text = policyOf({ Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-cental-1:111122223333:q" });
    const judge = (version: string) => judgePolicy(version);
    const before = judge(text);
    const [fix] = fixesOf(text, before, { only: "did-you-mean" });
    assert.ok(fix, before.findings.map(({ ruleId }) => ruleId).join(", "));
    assert.ok(
      (await checkFix(text, before, fix, judge)).includes('"arn:aws:sqs:eu-central-1:111122223333:q"'),
    );
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
