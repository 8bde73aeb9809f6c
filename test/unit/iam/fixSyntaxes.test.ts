import assert from "node:assert/strict";
import { applyIamFix } from "../../../src/core/iam/fixes/applyIamFix.ts";
import { iamFixIds, type IamFixId } from "../../../src/core/iam/fixes/iamFix.ts";
import { iamParts, scanText } from "../../support/iam.ts";
import { checkFix, fixesOf, testFacts } from "../../support/iamFixes.ts";

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

const apply = (text: string, path: string, id: IamFixId) =>
  applyIamFix(text, {
    id,
    catalogue: iamParts.catalogue,
    facts: testFacts,
    scan: (version) => scanText(version, path),
  });

suite("fixes of IAM policies in every language", () => {
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
        const { text, edits } = await apply(sample, name, id);
        const again = await apply(text, name, id);
        assert.deepEqual([again.edits, again.text], [[], text], `${id} goes on`);
        assert.equal(edits.length > 0, text !== sample);
        for (const comment of sample.match(/(?:\/\/|#) [a-z ]+$/gm) ?? [])
          assert.ok(text.includes(comment), `${id} loses ${comment}`);
      }
    });
  }
});

suite("how fixes write", () => {
  const cases: readonly (readonly [
    title: string,
    path: string,
    id: IamFixId,
    text: string,
    after: string,
  ])[] = [
    [
      "YAML: items of a list, in its indentation and quotes",
      "a.yaml",
      "expand-wildcard",
      "Version: 2012-10-17\nStatement:\n- Effect: Allow\n  Action:\n  - 'sqs:Get*' # read\n  Resource: '*'\n",
      "Version: 2012-10-17\nStatement:\n- Effect: Allow\n  Action:\n  - 'sqs:GetQueueAttributes'\n  - 'sqs:GetQueueUrl' # read\n  Resource: '*'\n",
    ],
    [
      "YAML: one value becomes a list below its key",
      "a.yaml",
      "expand-wildcard",
      "Version: '2012-10-17'\nStatement:\n  - Effect: Allow\n    Action: sqs:Get*\n    Resource: '*'\n",
      "Version: '2012-10-17'\nStatement:\n  - Effect: Allow\n    Action:\n      - sqs:GetQueueAttributes\n      - sqs:GetQueueUrl\n    Resource: '*'\n",
    ],
    [
      "JSON: a short list stays in its line, a long one is broken up",
      "a.json",
      "expand-wildcard",
      '{\n  "Statement": [{"Effect": "Allow", "Action": ["sqs:Get*"], "Resource": "*"}]\n}\n',
      '{\n  "Statement": [{"Effect": "Allow", "Action": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"], "Resource": "*"}]\n}\n',
    ],
    [
      "JSON: tabs, and the comma of the last item",
      "a.json",
      "remove-redundant",
      '{\n\t"Statement": [{\n\t\t"Effect": "Allow",\n\t\t"Action": [\n\t\t\t"sqs:*",\n\t\t\t"sqs:SendMessage"\n\t\t],\n\t\t"Resource": "*"\n\t}]\n}\n',
      '{\n\t"Statement": [{\n\t\t"Effect": "Allow",\n\t\t"Action": [\n\t\t\t"sqs:*"\n\t\t],\n\t\t"Resource": "*"\n\t}]\n}\n',
    ],
    [
      "JSON: comments stay when an item goes",
      "a.jsonc",
      "remove-redundant",
      '{\n  "Statement": {\n    "Effect": "Allow",\n    "Action": [\n      "sqs:*", // all\n      "sqs:SendMessage" // one\n    ],\n    "Resource": "*"\n  }\n}\n',
      '{\n  "Statement": {\n    "Effect": "Allow",\n    "Action": [\n      "sqs:*" // all\n       // one\n    ],\n    "Resource": "*"\n  }\n}\n',
    ],
    [
      "Terraform: names of a new statement below each other",
      "a.tf",
      "split-wildcard-only",
      'data "aws_iam_policy_document" "a" {\n  statement {\n    sid       = "S"\n    actions   = ["sqs:SendMessage", "sqs:ListQueues"]\n    resources = ["*"]\n  }\n}\n',
      'data "aws_iam_policy_document" "a" {\n  statement {\n    sid       = "S"\n    actions   = ["sqs:SendMessage"]\n    resources = ["arn:aws:sqs:eu-central-1:111122223333:*"]\n  }\n\n  statement {\n    sid       = "SAnyResource"\n    actions   = ["sqs:ListQueues"]\n    resources = ["*"]\n  }\n}\n',
    ],
    [
      "a policy in a string of one line stays in it",
      "a.sh",
      "split-wildcard-only",
      `aws iam put-role-policy --role-name r --policy-name p --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:SendMessage","sqs:ListQueues"],"Resource":"*"}]}'\n`,
      `aws iam put-role-policy --role-name r --policy-name p --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":"arn:aws:sqs:eu-central-1:111122223333:*"}, {"Effect":"Allow", "Action": ["sqs:ListQueues"], "Resource": "*"}]}'\n`,
    ],
  ];
  for (const [title, path, id, text, after] of cases) {
    test(title, async () => {
      assert.equal((await apply(text, path, id)).text, after);
    });
  }

  test("escaped strings, merge keys and spreads are left alone", async () => {
    const refused: readonly (readonly [path: string, text: string])[] = [
      [
        "a.sh",
        `aws iam put-role-policy --policy-document "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":[\\"sqs:Get*\\"],\\"Resource\\":\\"*\\"}]}"\n`,
      ],
      [
        "a.json",
        `{"Policy": ${JSON.stringify('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:Get*"],"Resource":"*"}]}')}}`,
      ],
      [
        "a.ts",
        'const p = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [...more, "sqs:Get*"], Resource: "*" }] };\n',
      ],
    ];
    for (const [path, text] of refused)
      assert.equal((await apply(text, path, "expand-wildcard")).text, text, path);
  });
});
