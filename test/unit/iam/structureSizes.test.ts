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
