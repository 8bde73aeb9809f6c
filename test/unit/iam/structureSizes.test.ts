import assert from "node:assert/strict";
import type { PolicyPlace } from "../../../src/core/iam/model/located.ts";
import { judgePolicy } from "../../support/iam.ts";

/** A policy of exactly so many characters without white space. */
function policyOfSize(size: number, more: object = {}): string {
  const make = (fill: number): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Sid: "A".repeat(fill), Effect: "Deny", Action: "s3:GetObject", Resource: "*", ...more }],
    });
  return make(size - make(0).length);
}

function sizesIn(text: string, place: PolicyPlace): string[] {
  return judgePolicy(text, place)
    .findings.filter(({ ruleId }) => ruleId.includes("policy-size"))
    .map(({ ruleId, severity, data }) => `${ruleId} ${severity} ${String(data["size"])}`);
}

suite("IAM structure: sizes", () => {
  const everyone = { Principal: "*" };

  test("the quota of each type, to the character", () => {
    const cases: readonly (readonly [PolicyPlace, number, string, object])[] = [
      [{ type: "identity" }, 10_240, "identity-policy-quota warning", {}],
      [{ type: "boundary" }, 10_240, "identity-policy-quota warning", {}],
      [{ type: "scp" }, 10_240, "scp-quota error", {}],
      [{ type: "rcp" }, 5120, "rcp-quota error", everyone],
      [{ type: "trust" }, 2048, "role-trust-policy-quota warning", everyone],
      [{ type: "vpc-endpoint" }, 20_480, "resource-policy-quota warning", everyone],
      [
        { type: "resource", resourceType: "AWS::SQS::Queue" },
        8192,
        "resource-policy-quota warning",
        everyone,
      ],
      [
        { type: "resource", resourceType: "AWS::S3::Bucket" },
        20_480,
        "resource-policy-quota warning",
        everyone,
      ],
      [{ type: "resource" }, 32_768, "resource-policy-quota warning", everyone],
    ];
    for (const [place, quota, rule, more] of cases) {
      assert.deepEqual(sizesIn(policyOfSize(quota, more), place), []);
      assert.deepEqual(sizesIn(policyOfSize(quota + 1, more), place), [
        `iam/policy-size-exceeds-${rule} ${quota + 1}`,
      ]);
    }
  });

  test("white space does not count, and is mentioned where it may", () => {
    const spaced = policyOfSize(5000).replaceAll(",", `,${" ".repeat(4000)}`);
    assert.deepEqual(sizesIn(spaced, { type: "identity" }), []);
    assert.deepEqual(sizesIn(spaced, { type: "scp" }), [
      `iam/policy-size-exceeds-scp-quota info ${spaced.length}`,
    ]);
  });

  test("parts that are unknown count as nothing", () => {
    const text = policyOfSize(10_300).replace("A".repeat(200), `{{${"A".repeat(70)}}}`.repeat(3));
    assert.deepEqual(sizesIn(text, { type: "identity" }), []);
  });
});

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
  const types = ["identity", "trust", "resource", "scp", "rcp", "boundary", "vpc-endpoint"] as const;

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
      for (const type of types) {
        for (const { span, message } of judgePolicy(text, { type }).findings) {
          assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, text);
          assert.ok(message.length > 0);
        }
      }
    }
  });

  test("texts that end anywhere are judged without a throw", () => {
    const whole = policyOfSize(300, {
      Principal: { AWS: ["111122223333"] },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    for (let end = 0; end < whole.length; end += 3) {
      const missing = judgePolicy(whole.slice(0, end), { type: "resource" }).findings.filter(({ ruleId }) =>
        ruleId.startsWith("iam/missing-"),
      );
      assert.deepEqual(missing, []);
    }
  });
});
