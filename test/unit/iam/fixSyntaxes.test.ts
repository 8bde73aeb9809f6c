import assert from "node:assert/strict";
import { iamFixIds } from "../../../src/core/iam/fixes/iamFix.ts";
import { scanText } from "../../support/iam.ts";
import { applyEverywhere, checkFix, fixesOf } from "../../support/iamFixes.ts";

/** Lines with a margin, as a text. */
const lines = (text: string): string => text.replace(/^\n/, "").replaceAll(/^ {4}/gm, "").trimEnd() + "\n";

/** One text for each way of writing policies, full of what fixes change. */
const samples: Readonly<Record<string, string>> = {
  "policy.jsonc": lines(`
    {
      "Statement": [
        // first
        { "Sid": "A", "Effect": "Allow", "Action": ["sqs:Get*", /* x */ "sqs:GetQueueUrl", "sqs:ListQueues"], "Resource": "*" },
        {
          "Sid": "A",
          "Effect": "Allow",
          "Action": [
            "secretsmanager:GetSecretValue", // the value
            "iam:PassRole", // the role
            "lambda:CreateFunction" // the function
          ],
          "Resource": "*",
          "Condition": { "StringLike": { "aws:PrincipalArn": "*" } }
        },
        { "Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "arn:aws:secretsmanager:eu-west-1:{{YOUR_ACCOUNT_ID}}:secret:db-???????" }
      ]
    }`),
  "template.yaml": lines(`
    Resources:
      Role:
        Type: AWS::IAM::Role
        Properties:
          AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }] }
          Policies:
            - PolicyName: main
              PolicyDocument:
                Statement:
                  # first
                  - Sid: A
                    Effect: Allow
                    Action:
                      - sqs:Get*  # all that reads
                      - sqs:GetQueueUrl
                      - sqs:ListQueues
                      - iam:PassRole
                      - lambda:CreateFunction
                    Resource: "*"
                  - Sid: A
                    Effect: Allow
                    Action: secretsmanager:GetSecretValue
                    Resource:
                    - !Sub 'arn:aws:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:db-???????'
                    - arn:aws:secretsmanager:eu-west-1:111122223333:secret:api-*
                    Condition:
                      StringLike:
                        aws:PrincipalArn: "*"
                        aws:SourceArn: arn:aws:sns:*:*:t
                  - { Effect: Allow, Action: ["s3:GetObject*"], Resource: "*" }
      Topic:
        Type: AWS::SNS::TopicPolicy
        Properties:
          Topics: [!Ref Other]
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Principal:
                  Service: s3.amazonaws.com
                Action: "sns:Publish"
                Resource: "*"`),
  "document.tf": lines(`
    data "aws_iam_policy_document" "main" {
      statement {
        sid       = "A"
        actions   = ["sqs:Get*", "sqs:GetQueueUrl", "sqs:ListQueues", "iam:PassRole", "lambda:CreateFunction"]
        resources = ["*"]

        condition {
          test     = "StringLike"
          variable = "aws:PrincipalArn"
          values   = ["*"]
        }
      }

      statement {
        sid     = "A"
        effect  = "Allow"
        actions = ["secretsmanager:GetSecretValue"]
        resources = [
          "arn:aws:secretsmanager:\${var.region}:\${var.account}:secret:db-???????", # the database
          "arn:aws:secretsmanager:eu-west-1:111122223333:secret:api-*",
        ]
      }

      statement {
        actions   = ["iam:PassRole"]
        resources = ["*"]
      }
    }`),
  "values.tf": lines(`
    resource "aws_iam_policy" "main" {
      policy = jsonencode({
        Statement = [
          {
            Sid      = "A"
            Effect   = "Allow"
            Action   = ["sqs:Get*", "sqs:GetQueueUrl", "sqs:ListQueues", "iam:PassRole", "lambda:CreateFunction"]
            Resource = "*"
          },
          {
            Sid = "A", Effect = "Allow", Action = "secretsmanager:GetSecretValue"
            Resource = "arn:aws:secretsmanager:\${var.region}:111122223333:secret:db-*"
            Condition = {
              StringLike = { "aws:PrincipalArn" = "*", "aws:SourceArn" = "arn:aws:sns:*:*:t" }
            }
          },
        ]
      })
    }

    resource "aws_iam_policy" "text" {
      policy = <<-EOT
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": ["sqs:Get*", "sqs:ListQueues"],
              "Resource": "*"
            }
          ]
        }
      EOT
    }`),
  "stack.ts": lines(`
    import * as iam from "aws-cdk-lib/aws-iam";
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ["iam:PassRole"],
        resources: ["*"],
      }),
    );
    role.addToPolicy(new iam.PolicyStatement({ actions: ["sqs:Get*", "sqs:GetQueueUrl", "sqs:SendMessage"], resources: ['*'] }));
    export const policy = {
      Version: "2012-10-17",
      Statement: [
        { Sid: "A", Effect: "Allow", Action: ['sqs:Get*', 'sqs:ListQueues', 'iam:PassRole', 'lambda:CreateFunction'], Resource: "*" }, // one
        {
          Sid: "A",
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: \`arn:aws:secretsmanager:\${region}:111122223333:secret:db-*\`,
          Condition: { StringLike: { "aws:PrincipalArn": "*" } },
        },
      ],
    };`),
  "deploy.py": lines(`
    import json
    from aws_cdk import aws_iam as iam

    POLICY = {
        "Statement": [
            {
                "Sid": "A",
                "Effect": "Allow",
                "Action": ["sqs:Get*", 'sqs:GetQueueUrl', "sqs:ListQueues", "iam:PassRole", "lambda:CreateFunction"],  # one
                "Resource": "*",
            },
            {
                "Sid": "A",
                "Effect": "Allow",
                "Action": "secretsmanager:GetSecretValue",
                "Resource": f"arn:aws:secretsmanager:{region}:111122223333:secret:db-*",
                "Condition": {"StringLike": {"aws:PrincipalArn": "*"}},
            },
        ],
    }
    statement = iam.PolicyStatement(
        actions=["iam:PassRole"],
        resources=["*"],
    )`),
  "deploy.sh": lines(`
    cat > policy.json <<JSON
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["sqs:Get*", "sqs:ListQueues", "iam:PassRole"], "Resource": "*" }
      ]
    }
    JSON
    aws iam put-role-policy --role-name r --policy-name p --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:PassRole","lambda:CreateFunction"],"Resource":"*"}]}'
    aws iam put-role-policy --role-name r --policy-name q --policy-document "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"sqs:Get*\\",\\"s3:Get*\\"],\\"Resource\\":\\"*\\"}]}"`),
};

suite("fixes of IAM policies in every language", function () {
  this.timeout(30_000);
  for (const [name, sample] of Object.entries(samples)) {
    for (const [ends, text] of [
      ["LF", sample],
      ["CRLF", sample.replaceAll("\n", "\r\n")],
    ] as const) {
      test(`${name} with ${ends}: each fix gives the planned policies and nothing else`, async () => {
        const judge = (version: string) => scanText(version, name);
        const before = await judge(text);
        assert.ok(before.policies.length > 0);
        for (const span of [undefined, { start: 0, end: text.length }]) {
          const fixes = fixesOf(text, before, span ? { span } : {});
          assert.ok(fixes.length > 3, `only ${fixes.length} fixes`);
          for (const fix of fixes) {
            const after = await checkFix(text, before, fix, judge);
            assert.equal(/\r/.test(after), ends === "CRLF");
            assert.ok(!/[^\r]\n/.test(after) || ends === "LF", "a line ends otherwise");
          }
        }
      });
    }

    test(`${name}: every kind of fix, applied everywhere, comes to an end`, async () => {
      for (const id of iamFixIds) {
        const { text, edits } = await applyEverywhere(sample, name, id);
        const again = await applyEverywhere(text, name, id);
        assert.deepEqual([again.edits, again.text], [[], text], `${id} goes on`);
        assert.equal(edits.length > 0, text !== sample);
        for (const comment of sample.match(/(?:\/\/|#) [a-z ]+$/gm) ?? [])
          assert.ok(text.includes(comment), `${id} loses ${comment}`);
      }
    });
  }
});
