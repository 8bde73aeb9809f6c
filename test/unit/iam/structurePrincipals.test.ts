import assert from "node:assert/strict";
import { judgePolicy } from "../../support/iam.ts";
import { policyOf, structureMarks } from "../../support/structureMarks.ts";

const bucket = { type: "resource", resourceType: "AWS::S3::Bucket" } as const;
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::amzn-s3-demo-bucket/*" };
const grant = (Principal: unknown, more: object = {}): unknown => policyOf({ ...read, Principal, ...more });
const marks = (Principal: unknown, more: object = {}): string[] =>
  structureMarks(grant(Principal, more), bucket);
const role = "arn:aws:iam::111122223333:role/reader";
const condition = (operator: string, key: string, value = "111122223333"): object => ({
  Condition: { [operator]: { [key]: value } },
});

suite("IAM structure: principals", () => {
  test("forms that AWS takes", () => {
    for (const principal of [
      "*",
      { AWS: "*" },
      { AWS: ["111122223333", role, "arn:aws:iam::111122223333:root"] },
      { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE" },
      { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
      { AWS: "{{YOUR_ROLE}}" },
    ])
      assert.deepEqual(marks(principal), [], JSON.stringify(principal));
  });

  test("forms that name nobody", () => {
    assert.deepEqual(marks("111122223333"), ['invalid-principal-format "111122223333"']);
    assert.deepEqual(marks(["*"]).length, 1);
    assert.deepEqual(marks({ AWS: "reader" }), ['invalid-principal-format "reader"']);
    assert.deepEqual(marks({ AWS: "11112222333" }), ['invalid-principal-format "11112222333"']);
    assert.deepEqual(marks("{{PRINCIPAL}}"), []);
    const { findings } = judgePolicy(grant({ AWS: "sns.amazonaws.com" }), bucket);
    assert.match(findings.map(({ message }) => message).join(), /its key is "Service"/);
  });

  test("kinds of principals", () => {
    assert.deepEqual(marks({ Role: role }), ['invalid-principal-key "Role"']);
    const { findings } = judgePolicy(grant({ aws: role }), bucket);
    assert.equal(
      findings.find(({ ruleId }) => ruleId === "iam/invalid-principal-key")?.data["suggestion"],
      "AWS",
    );
  });

  test("wildcards in names", () => {
    const pattern = "arn:aws:iam::111122223333:role/app-*";
    assert.deepEqual(marks({ AWS: pattern }), [
      `unsupported-wildcard-in-principal ${JSON.stringify(pattern)}`,
    ]);
    assert.deepEqual(marks({ CanonicalUser: "*" }), ['unsupported-wildcard-in-principal "*"']);
    assert.deepEqual(
      structureMarks(
        policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "*.amazonaws.com" } }),
        { type: "trust" },
      ),
      ['unsupported-wildcard-in-principal "*.amazonaws.com"'],
    );
  });

  test("ids of users and roles", () => {
    assert.deepEqual(marks({ AWS: "AROADBQP57FF2AEXAMPLE" }), [
      'invalid-role-reference "AROADBQP57FF2AEXAMPLE"',
    ]);
    assert.deepEqual(marks({ AWS: "AIDACKCEVSQ6C2EXAMPLE" }), [
      'invalid-user-reference "AIDACKCEVSQ6C2EXAMPLE"',
    ]);
  });

  test("identity policies and boundaries have no principal", () => {
    for (const type of ["identity", "boundary"] as const)
      assert.deepEqual(structureMarks(grant({ AWS: role }), { type }), ['unsupported-principal "Principal"']);
    const negated = policyOf({ ...read, NotPrincipal: { AWS: role } });
    assert.deepEqual(structureMarks(negated, { type: "identity" }), ['unsupported-principal "NotPrincipal"']);
  });

  test("identity providers are for trust policies", () => {
    const provider = "arn:aws:iam::111122223333:saml-provider/staff";
    assert.deepEqual(marks({ Federated: provider }), [
      `federated-principal-not-supported ${JSON.stringify(provider)}`,
    ]);
    assert.equal(structureMarks(grant({ Federated: provider })).length, 1);
    assert.deepEqual(structureMarks(grant({ Federated: "cognito-identity.amazonaws.com" })), []);
    // The type is only concluded, and the action may be a typing error.
    const typo = policyOf({
      Effect: "Allow",
      Action: "sts:AssumeRoleWithSMAL",
      Principal: { Federated: provider },
    });
    assert.deepEqual(structureMarks(typo), []);
  });

  test("Allow with NotPrincipal", () => {
    const policy = (Effect: string): unknown => policyOf({ ...read, Effect, NotPrincipal: { AWS: role } });
    assert.deepEqual(structureMarks(policy("Allow"), bucket), ['allow-with-not-principal "NotPrincipal"']);
    assert.deepEqual(structureMarks(policy("Deny"), bucket), []);
  });
});

suite("IAM structure: service principals", () => {
  const passed = (key: string, value: unknown, operator = "StringEquals"): string[] =>
    structureMarks(
      policyOf({
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::111122223333:role/app",
        Condition: { [operator]: { [key]: value } },
      }),
    );

  test("how they are written in Principal", () => {
    const trust = (Service: unknown): string[] =>
      structureMarks(policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service } }));
    assert.deepEqual(
      trust([
        "ec2.amazonaws.com",
        "ec2.amazonaws.com.cn",
        "logs.eu-west-1.amazonaws.com",
        "delivery.logs.amazonaws.com",
        "alexa-appkit.amazon.com",
        "cks.kms.aws.internal",
        "{{SERVICE}}.amazonaws.com",
      ]),
      [],
    );
    assert.deepEqual(trust("EC2.amazonaws.com"), ['invalid-service-principal-format "EC2.amazonaws.com"']);
    assert.deepEqual(trust("lambda"), ['invalid-service-principal-format "lambda"']);
    const { findings } = judgePolicy(
      policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "Lambda" } }),
    );
    assert.equal(findings[0]?.data["suggestion"], "lambda.amazonaws.com");
  });

  test("how they are written in conditions", () => {
    assert.deepEqual(passed("iam:PassedToService", "lambda"), ['invalid-service-principal-format "lambda"']);
    assert.deepEqual(passed("IAM:passedtoservice", ["ec2.amazonaws.com", "Ec2.amazonaws.com"]), [
      'invalid-service-principal-format "Ec2.amazonaws.com"',
    ]);
    assert.deepEqual(passed("iam:PassedToService", "malware-protection-plan.guardduty.amazonaws.com"), []);
    assert.deepEqual(passed("iam:PassedToService", "ec2.*", "StringLike"), []);
    assert.deepEqual(passed("aws:RequestTag/service", "lambda"), []);
    assert.deepEqual(passed("kms:ViaService", "s3.eu-west-1.amazonaws.com"), []);
    assert.deepEqual(passed("kms:ViaService", "s3.*.amazonaws.com", "StringLike"), []);
    assert.deepEqual(passed("kms:ViaService", "s3.amazonaws.com"), [
      'invalid-service-principal-format "s3.amazonaws.com"',
    ]);
  });

  test("aws:CalledVia holds services of one part", () => {
    const via = "ForAnyValue:StringEquals";
    assert.deepEqual(passed("aws:CalledVia", ["cloudformation.amazonaws.com"], via), []);
    assert.deepEqual(passed("aws:CalledVia", ["a-part.cloudwatch.amazonaws.com"], via), [
      'invalid-service-principal-format "a-part.cloudwatch.amazonaws.com"',
    ]);
    assert.deepEqual(
      passed("aws:CalledVia", ["a-part.cloudwatch.amazonaws.com"], "ForAnyValue:StringLike"),
      [],
    );
    assert.deepEqual(passed("aws:CalledViaLast", "a-part.cloudwatch.amazonaws.com"), []);
  });

  const trail = { Service: "cloudtrail.amazonaws.com" };

  test("a service is let in for someone", () => {
    assert.deepEqual(marks(trail), ['restrict-access-to-service-principal "cloudtrail.amazonaws.com"']);
    assert.deepEqual(marks(trail, condition("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")), [
      'restrict-access-to-service-principal "cloudtrail.amazonaws.com"',
    ]);
    for (const key of ["aws:SourceArn", "AWS:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"])
      assert.deepEqual(marks(trail, condition("StringEquals", key)), [], key);
    assert.deepEqual(marks(trail, { Effect: "Deny" }), []);
    assert.deepEqual(marks({ Service: "a-service-of-tomorrow.amazonaws.com" }), []);
    assert.deepEqual(marks({ Service: "logs.eu-west-1.amazonaws.com" }).length, 1);
  });

  test("a service that assumes a role is another matter", () => {
    const trust = policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: trail });
    assert.deepEqual(structureMarks(trust, { type: "trust" }), []);
  });

  test("keys that restrict a service badly, or never", () => {
    assert.deepEqual(marks(trail, condition("StringEquals", "aws:Referer")), [
      'recommended-condition-key-for-service-principal "aws:Referer"',
    ]);
    const org = condition("StringEquals", "aws:PrincipalOrgID", "o-exampleorgid");
    assert.deepEqual(marks(trail, org), [
      'unsupported-condition-key-for-service-principal "aws:PrincipalOrgID"',
    ]);
    // A role may have the organization, and these operators are true without it.
    assert.deepEqual(marks({ ...trail, AWS: role }, org), []);
    assert.deepEqual(marks(trail, condition("StringEqualsIfExists", "aws:PrincipalOrgID")), []);
    assert.deepEqual(marks(trail, condition("StringNotEquals", "aws:PrincipalOrgID")), []);
    assert.deepEqual(marks(trail, { ...org, Effect: "Deny" }), []);
  });
});
