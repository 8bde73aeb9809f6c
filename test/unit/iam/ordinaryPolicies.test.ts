import assert from "node:assert/strict";
import { marksOf, scanText } from "../../support/iam.ts";

/** Policies as guides and modules have them, in which nothing is wrong. */
suite("ordinary policies", () => {
  const quiet = async (text: string, path: string): Promise<void> => {
    const { findings } = await scanText(text, path);
    assert.deepEqual(
      findings.map(({ ruleId, message }) => `${ruleId} ${message}`),
      [],
    );
  };

  test("Roles Anywhere sends the fields of the certificate as tags", () => {
    const statement = {
      Effect: "Allow",
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: {
        StringEquals: { "aws:PrincipalTag/x509Subject/CN": "Bob" },
        ArnEquals: {
          "aws:SourceArn": "arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/a",
        },
      },
    };
    assert.deepEqual(marksOf({ Version: "2012-10-17", Statement: statement }, { type: "trust" }), []);
    const lambda = { ...statement, Principal: { Service: "lambda.amazonaws.com" } };
    assert.deepEqual(marksOf({ Version: "2012-10-17", Statement: lambda }, { type: "trust" }), [
      'iam/unsupported-condition-key-for-service-principal "aws:PrincipalTag/x509Subject/CN"',
    ]);
  });

  test("the policy of a key as the console writes it, with CloudWatch Logs beside", () => {
    const root = "arn:aws:iam::111122223333:root";
    const role = "arn:aws:iam::111122223333:role/Keys";
    const statements = [
      { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" },
      {
        Effect: "Allow",
        Principal: { AWS: role },
        Action: ["kms:Create*", "kms:Enable*", "kms:Put*", "kms:Update*", "kms:Revoke*", "kms:Disable*"],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { AWS: role },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111122223333:*" },
        },
      },
    ];
    const place = { type: "resource", resourceType: "AWS::KMS::Key" } as const;
    assert.deepEqual(marksOf({ Version: "2012-10-17", Statement: statements }, place), []);
  });

  test("a variable of Serverless may be a statement or a list", () =>
    quiet(
      `service: a
provider:
  name: aws
  iam:
    role:
      statements:
        - \${file(iam.yml):statement}
        - Effect: Allow
          Action: \${self:custom.actions}
          Resource: \${self:custom.resources}
`,
      "serverless.yml",
    ));

  test("the account's root of the CDK", () =>
    quiet(
      `import { aws_iam as iam, aws_kms as kms } from "aws-cdk-lib";
new kms.Key(this, "k", { policy: new iam.PolicyDocument({ statements: [
  new iam.PolicyStatement({ actions: ["kms:*"], principals: [new iam.AccountRootPrincipal()], resources: ["*"] }),
] }) });
`,
      "stack.ts",
    ));

  test("one principal among statements without one is the mistake", () => {
    const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/a" };
    const Statement = [
      statement,
      { ...statement, Resource: "arn:aws:s3:::b/c" },
      { ...statement, Resource: "arn:aws:s3:::b/d", Principal: "*" },
    ];
    assert.deepEqual(marksOf({ Version: "2012-10-17", Statement }), [
      'iam/unsupported-principal "Principal"',
    ]);
    assert.deepEqual(marksOf({ Version: "2012-10-17", Statement: Statement.slice(1) }).length, 2);
  });

  test("the policy of a file system as the console writes it", () => {
    const statements = [
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientMount"],
        Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
      },
      {
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ];
    assert.deepEqual(marksOf({ Version: "2012-10-17", Statement: statements }), []);
    const queue = { Effect: "Deny", Principal: "*", Action: "sqs:SendMessage" };
    assert.deepEqual(
      marksOf({ Version: "2012-10-17", Statement: queue }).map((one) => one.split(" ", 1)[0]),
      ["iam/missing-resource"],
    );
  });
});
