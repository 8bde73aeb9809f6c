import assert from "node:assert/strict";
import type { IamFixId } from "../../../src/core/iam/fixes/iamFix.ts";
import { applyEverywhere } from "../../support/iamFixes.ts";

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
      "an interpolation stays where the end of a text changes",
      "a.ts",
      "secret-suffix",
      'const p = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: `arn:aws:secretsmanager:${region}:111122223333:secret:db-*` }] };\n',
      'const p = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: `arn:aws:secretsmanager:${region}:111122223333:secret:db-??????` }] };\n',
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
      assert.equal((await applyEverywhere(text, path, id)).text, after);
    });
  }

  test("escaped strings, shared values, branches of intrinsics and spreads are left alone", async () => {
    const refused: (readonly [path: string, text: string])[] = [
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
    const inTemplate = (actions: string): string =>
      `Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action:${actions}\n    Resource: "*"\n`;
    refused.push(
      [
        "a.yaml",
        inTemplate(
          "\n      - sqs:SendMessage\n      - !If\n        - Condition\n        - sqs:Get*\n        - sqs:List*",
        ),
      ],
      [
        "a.yaml",
        inTemplate(" &shared\n      - sqs:Get*") +
          inTemplate(" *shared").replace(/^Version.*\nStatement:\n/, ""),
      ],
      [
        "a.ts",
        'const acts = ["sqs:Get*"];\nconst p = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: acts, Resource: "*" }] };\n',
      ],
    );
    for (const [path, text] of refused)
      assert.equal((await applyEverywhere(text, path, "expand-wildcard")).text, text, path);
  });
});
