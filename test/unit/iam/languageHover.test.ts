import assert from "node:assert/strict";
import { hoverAt } from "../../../src/core/iam/language/hover.ts";
import { lensesOf } from "../../../src/core/iam/language/lens.ts";
import { iamParts, judgePolicy } from "../../support/iam.ts";

/** The hover over the first place of a text in a policy, and the text that it is for. */
function hover(policy: object, over: string): { markdown: string; covers: string } {
  const text = JSON.stringify(policy, undefined, 2);
  const { policies } = judgePolicy(text);
  const found = hoverAt(policies, text.indexOf(over) + 1, iamParts.catalogue);
  assert.ok(found, `there is a hover over ${over}`);
  return { markdown: found.markdown, covers: text.slice(found.span.start, found.span.end) };
}

function policyOf(statement: object): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
}

suite("the hover of a policy", () => {
  test("explains an action: service, level, resources, keys and the day of the data", () => {
    const { markdown, covers } = hover(policyOf({ Action: ["sqs:SendMessage"], Resource: "*" }), "sqs:Send");
    assert.equal(covers, '"sqs:SendMessage"');
    assert.match(markdown, /\*\*`sqs:SendMessage`\*\* · Write · Amazon SQS/);
    assert.match(
      markdown,
      /queue \(required\): `arn:\$\{Partition\}:sqs:\$\{Region\}:\$\{Account\}:\$\{QueueName\}`/,
    );
    assert.match(markdown, /AWS data of \d{4}-\d\d-\d\d/);
  });

  test("counts what a wildcard names, by access level", () => {
    const { markdown } = hover(policyOf({ Action: "iam:*", Resource: "*" }), "iam:*");
    assert.match(markdown, /\d+ actions of AWS Identity and Access Management/);
    assert.match(markdown, /- Permissions management, \d+: `AttachGroupPolicy`.* and \d+ more/);
    assert.match(markdown, /- List, \d+:/);
  });

  test("says that * is everything, and that NotAction turns it round", () => {
    assert.match(
      hover(policyOf({ Action: "*", Resource: "*" }), '"*"').markdown,
      /every action of every service/,
    );
    const not = hover(policyOf({ NotAction: "iam:*", Resource: "*" }), "iam:*").markdown;
    assert.match(not, /\*\*but\*\* what stands here/);
  });

  test("takes an ARN apart and says which actions it is for", () => {
    const action = ["s3:GetObject", "s3:ListBucket"];
    const { markdown } = hover(policyOf({ Action: action, Resource: "arn:aws:s3:::data/*" }), "arn:");
    assert.match(markdown, /\*\*Amazon S3\*\*: object\n/);
    assert.match(markdown, /- account \(empty\)/);
    assert.match(markdown, /For 1 action of this statement: `s3:GetObject`\. Not for `s3:ListBucket`\./);
  });

  test("knows that a wildcard at the end of a bucket's name reaches its objects", () => {
    const { markdown } = hover(policyOf({ Action: "s3:GetObject", Resource: "arn:aws:s3:::data-*" }), "arn:");
    assert.match(markdown, /bucket \(its wildcards reach object too\)/);
    assert.match(markdown, /For 1 action/);
  });

  test("explains condition keys, operators and qualifiers", () => {
    const policy = policyOf({
      Action: "s3:PutObject",
      Resource: "*",
      Condition: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": "team" } },
    });
    assert.match(hover(policy, "aws:TagKeys").markdown, /several values/);
    const operator = hover(policy, "ForAny").markdown;
    assert.match(operator, /`ForAnyValue:` At least one/);
    assert.match(operator, /`IfExists`/);
  });

  test("says who a principal is", () => {
    const of = (principal: unknown) =>
      policyOf({ Principal: principal, Action: "s3:GetObject", Resource: "*" });
    assert.match(hover(of({ AWS: "111122223333" }), "1111").markdown, /whole account\*\* `111122223333`/);
    assert.match(hover(of({ Service: "lambda.amazonaws.com" }), "lambda.").markdown, /AWS Lambda/);
    assert.match(hover(of("*"), '"*"').markdown, /Anyone/);
  });

  test("explains the elements, and is silent where there is nothing to say", () => {
    const policy = policyOf({ NotResource: "*", Sid: "Anything", Action: "s3:GetObject" });
    assert.match(hover(policy, "NotResource").markdown, /Every resource but these/);
    const text = JSON.stringify(policy);
    const { policies } = judgePolicy(text);
    assert.equal(hoverAt(policies, text.indexOf("Anything"), iamParts.catalogue), undefined);
  });

  test("shows names of a policy as code, which nothing in them can end", () => {
    const { markdown } = hover(policyOf({ Action: "s3:`[x](command:y)", Resource: "*" }), "s3:`");
    assert.ok(markdown.startsWith("`` `[x](command:y) `` is not among"), markdown);
    const two = hover(policyOf({ Action: "s3:``[x](command:y)", Resource: "*" }), "s3:`").markdown;
    assert.ok(two.startsWith("`'[x](command:y)` is not among"), two);
  });
});

suite("the line above a statement", () => {
  const titles = (statements: readonly object[]): string[] =>
    lensesOf(judgePolicy({ Version: "2012-10-17", Statement: statements }).policies, iamParts.catalogue).map(
      ({ title }) => title,
    );

  test("counts actions by what matters", () => {
    const [mixed, read, one, none] = titles([
      { Effect: "Allow", Action: ["sqs:SendMessage", "sqs:GetQueueUrl", "sqs:AddPermission"], Resource: "*" },
      { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectAcl"], Resource: "*" },
      { Effect: "Deny", Action: "sqs:SendMessage", Resource: "*" },
      { Effect: "Allow", Action: "nothing:Here", Resource: "*" },
    ]);
    assert.equal(mixed, "Allows 3 actions: 1 write, 1 permissions management");
    assert.equal(read, "Allows 2 read actions");
    assert.equal(one, "Denies 1 write action: sqs:SendMessage");
    assert.equal(none, "Allows no known action");
  });

  test("says when it is for anyone", () => {
    const open = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" };
    assert.deepEqual(titles([open]), ["Allows 1 write action: sts:AssumeRole, to anyone"]);
  });

  test("says all and all but", () => {
    assert.deepEqual(
      titles([
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", NotAction: ["sqs:SendMessage"], Resource: "*" },
      ]),
      ["Allows all actions of all services", "Denies all actions of all services but 1 action"],
    );
  });

  test("is not there before effect and action are", () => {
    assert.deepEqual(titles([{ Effect: "Allow" }, { Action: "s3:GetObject" }, {}]), []);
  });
});
