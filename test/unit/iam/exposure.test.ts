import assert from "node:assert/strict";
import { exposureChecks } from "../../../src/core/iam/checks/exposure/exposureChecks.ts";
import type { ValueNode } from "../../../src/core/iam/model/valueNode.ts";
import { readJsonTree } from "../../../src/core/iam/readers/jsonTree.ts";
import type { RoleResult } from "../../support/iamRole.ts";
import { allow, deny, judgeStatements, type Json } from "../../support/iamRole.ts";

const own = new Set<string>(exposureChecks.flatMap(({ rules }) => rules.map(({ id }) => id)));

/** `warning iam/admin-access "*"` for each finding of these rules, with the text that it covers. */
function marksOf({ text, findings }: RoleResult): string[] {
  return findings
    .filter(({ ruleId }) => own.has(ruleId))
    .map(({ ruleId, severity, span }) => `${severity} ${ruleId} ${text.slice(span.start, span.end)}`);
}

const marks = (...statements: readonly Json[]): string[] => marksOf(judgeStatements([{ statements }]));

suite("administrator access", () => {
  const admin = (token: string): string[] => [`warning iam/admin-access ${token}`];
  const services = ["cloudtrail", "dynamodb", "ec2", "kms", "lambda", "rds", "s3", "secretsmanager"];
  const cases: readonly (readonly [string, readonly string[], readonly Json[]])[] = [
    ["everything on everything", admin("*"), [allow("*")]],
    ["in two wildcards", admin("*:*"), [allow("*:*")]],
    [
      "all but a few actions",
      admin("NotAction"),
      [{ Effect: "Allow", NotAction: ["support:*"], Resource: "*" }],
    ],
    [
      "all but IAM",
      admin("NotAction"),
      [{ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }],
    ],
    [
      "all but a few resources",
      admin("*"),
      [{ Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::audit/*" }],
    ],
    ["all of IAM", admin("iam:*"), [allow(["s3:ListAllMyBuckets", "iam:*"])]],
    ["many services in whole", admin("cloudtrail:*"), [allow(services.map((name) => `${name}:*`))]],
    [
      "without MFA, which hinders nobody",
      admin("*"),
      [allow("*", "*", { Bool: { "aws:MultiFactorAuthPresent": "false" } })],
    ],
    [
      "with MFA",
      ["info iam/admin-access *"],
      [allow("*", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } })],
    ],
    ["with a Deny of one service", admin("*"), [allow("*"), deny("organizations:*")]],
    ["with a Deny of everything", [], [allow("*"), deny("*")]],
    ["on resources with a tag", [], [allow("*", "*", { StringEquals: { "aws:ResourceTag/team": "a" } })]],
    ["on one resource", [], [allow("*", "arn:aws:sqs:eu-west-1:111122223333:orders")]],
    [
      "all of IAM but what matters",
      [],
      [allow("iam:*"), deny(["iam:Attach*", "iam:Create*", "iam:Put*", "iam:Reset*"])],
    ],
    ["a statement that denies", [], [deny("*")]],
  ];
  for (const [name, expected, statements] of cases) {
    test(`${name}: ${expected.join() || "nothing"}`, () => {
      assert.deepEqual(marks(...statements), expected);
    });
  }

  test("AWS's policies for administrators, attached to a role", () => {
    const { root } = readJsonTree(
      '["arn:aws:iam::aws:policy/AdministratorAccess", "IAMFullAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess"]',
    );
    assert.ok(root?.kind === "list");
    const managedPolicies = root.items.filter((item) => item.kind === "string");
    const names = (more: { boundary?: ValueNode } = {}, ...statements: readonly Json[]): unknown[] =>
      judgeStatements([{ statements }], { managedPolicies, ...more })
        .findings.filter(({ ruleId }) => ruleId === "iam/admin-access")
        .map(({ severity, data }) => `${severity} ${String(data["policy"])}`);
    assert.deepEqual(names(), ["warning AdministratorAccess", "warning IAMFullAccess"]);
    const boundary: ValueNode = { kind: "unknown", span: { start: 0, end: 0 } };
    assert.deepEqual(names({ boundary }), ["info AdministratorAccess", "info IAMFullAccess"]);
    assert.deepEqual(names({}, deny("*")), []);
  });
});

suite("exposure", () => {
  const cases: readonly (readonly [string, readonly string[], readonly Json[]])[] = [
    [
      "one finding for each statement and rule",
      ["warning iam/data-exfiltration s3:GetObject"],
      [allow(["s3:GetObject", "ssm:GetParameter"])],
    ],
    [
      "every bucket by its ARN",
      ["warning iam/data-exfiltration s3:Get*"],
      [allow("s3:Get*", "arn:aws:s3:::*/*")],
    ],
    ["objects of a bucket", [], [allow("s3:GetObject", "arn:aws:s3:::reports/*")]],
    [
      "secrets below a path",
      [],
      [allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:a/*")],
    ],
    ["under a condition", [], [allow("s3:GetObject", "*", { StringEquals: { "aws:SourceVpce": "vpce-1" } })]],
    ["denied", [], [allow("s3:GetObject"), deny("s3:*")]],
    [
      "credentials of every cluster",
      ["warning iam/credentials-exposure redshift:GetClusterCredentials"],
      [allow("redshift:GetClusterCredentials")],
    ],
    [
      "a registry's login",
      ["info iam/credentials-exposure ecr:GetAuthorizationToken"],
      [allow("ecr:GetAuthorizationToken")],
    ],
    ["opening every bucket", ["warning iam/resource-exposure s3:PutBucketAcl"], [allow("s3:PutBucketAcl")]],
    ["taking permissions away", [], [allow(["lambda:RemovePermission", "s3:DeleteBucketPolicy"])]],
    [
      "the policy of one bucket",
      ["info iam/resource-exposure s3:PutBucketPolicy"],
      [allow("s3:PutBucketPolicy", "arn:aws:s3:::reports")],
    ],
    [
      "every role of an account",
      ["info iam/assume-role-breadth sts:AssumeRole"],
      [allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/*")],
    ],
    ["one role", [], [allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/reader")]],
    ["roles that are not known", [], [allow("sts:AssumeRole", "{{ROLE_ARN}}")]],
  ];
  for (const [name, expected, statements] of cases) {
    test(`${name}: ${expected.join() || "nothing"}`, () => {
      assert.deepEqual(marks(...statements), expected);
    });
  }

  test("an administrator's statement is reported as such and as one escalation", () => {
    const { findings } = judgeStatements([{ statements: [allow("*")] }]);
    const mine = findings.filter(({ ruleId }) => own.has(ruleId) || ruleId === "iam/privilege-escalation");
    assert.deepEqual(
      mine.map(({ ruleId }) => ruleId),
      ["iam/admin-access", "iam/privilege-escalation"],
    );
  });
});
