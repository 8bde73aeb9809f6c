import assert from "node:assert/strict";
import type { Issue } from "../../../src/core/iam/checks/check.ts";
import { structureChecks } from "../../../src/core/iam/checks/structure/structureChecks.ts";
import { buildPolicy } from "../../../src/core/iam/model/buildPolicy.ts";
import { readJsonTree } from "../../../src/core/iam/readers/jsonTree.ts";
import { policyTypes } from "../../../src/core/iam/policyTypes.ts";
import type { PolicyType } from "../../../src/core/iam/model/located.ts";
import { iamParts } from "../../support/iam.ts";

/** What the checks of structure alone say of a text. */
function issuesOf(text: string, type: PolicyType): Issue[] {
  const { root, problems } = readJsonTree(text);
  if (!root) return [];
  const policy = buildPolicy({ root, syntax: "json", place: { type }, problems });
  return structureChecks.flatMap(({ check }) => [...check(policy, iamParts)]);
}

suite("IAM structure: anything at all", () => {
  const values: readonly unknown[] = [
    null,
    true,
    17,
    "",
    "*",
    "${aws:username}",
    "{{PLACEHOLDER}}",
    "arn:aws:iam::111122223333:role/x",
    "sts:AssumeRoleWithSAML",
    [],
    [[]],
    {},
    { AWS: [1, { x: 1 }] },
    { Federated: "x", Service: ["a.amazonaws.com"] },
    { StringLike: { "token.actions.githubusercontent.com:sub": ["*", 1, null] } },
  ];
  const names = [
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "Principal",
    "NotPrincipal",
    "Condition",
  ];

  test("values of any type anywhere are judged without a throw, inside the text", () => {
    const base = { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*", Resource: "*" };
    const policies = values.flatMap((value) => [
      value,
      { Version: value, Statement: value },
      { Version: "2012-10-17", Statement: [value, [value], { [String(value)]: value }] },
      ...names.map((name) => ({ Version: "2012-10-17", Statement: { ...base, [name]: value } })),
    ]);
    for (const policy of policies) {
      const text = JSON.stringify(policy);
      for (const type of policyTypes) {
        for (const { span, message } of issuesOf(text, type)) {
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
          assert.ok(message.length > 0);
        }
      }
    }
  });

  test("texts that end anywhere are judged without a throw, and nothing is missing from them", () => {
    const whole = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Principal: { AWS: ["111122223333"] },
          Action: "s3:GetObject",
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ],
    });
    for (let end = 0; end < whole.length; end++) {
      const missing = issuesOf(whole.slice(0, end), "resource").filter(({ rule }) =>
        rule.id.startsWith("iam/missing-"),
      );
      assert.deepEqual(missing, []);
    }
  });
});
