import assert from "node:assert/strict";
import { marksWith } from "../../support/conditions.ts";
import { judgePolicy } from "../../support/iam.ts";
import { policyWith } from "../../support/conditions.ts";

const tagging = { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" };

suite("condition operators", () => {
  test("names are known in any case, with qualifier and IfExists", () => {
    for (const operator of [
      "StringEquals",
      "stringlike",
      "StringNotEqualsIgnoreCaseIfExists",
      "ForAnyValue:StringLikeIfExists",
      "FORANYVALUE:StringEquals",
    ]) {
      const key = /:/.test(operator) ? "aws:TagKeys" : "aws:ResourceTag/Team";
      assert.deepEqual(marksWith({ [operator]: { [key]: "blue" } }, tagging), [], operator);
    }
  });

  test("a name that is none is underlined, with the nearest as suggestion", () => {
    const cases: [string, string | undefined][] = [
      ["StringEqual", "StringEquals"],
      ["StringsLike", "StringLike"],
      ["ForAllValue:StringEquals", "ForAllValues:StringEquals"],
      ["ArnEqualIfExists", "ArnEqualsIfExists"],
      ["Matches", undefined],
      ["", undefined],
    ];
    for (const [operator, suggestion] of cases) {
      const { findings } = judgePolicy(policyWith({ [operator]: { "aws:ResourceTag/Team": "blue" } }));
      const [found] = findings.filter(({ ruleId }) => ruleId === "iam/invalid-condition-operator");
      assert.ok(found, operator);
      assert.equal(found.severity, "error");
      assert.equal(found.data["suggestion"], suggestion, operator);
    }
    assert.deepEqual(marksWith({ StringEqual: { "aws:PrincipalOrgID": "o-1", "aws:username": "x" } }), [
      "invalid-condition-operator StringEqual",
    ]);
  });

  test("an operator with an unknown part may be right", () => {
    assert.deepEqual(marksWith({ "{{OPERATOR}}": { "aws:ResourceTag/Team": "blue" } }), []);
  });

  test("Null takes neither IfExists nor a qualifier", () => {
    assert.deepEqual(marksWith({ NullIfExists: { "aws:SourceVpce": "true" } }), [
      "null-with-if-exists NullIfExists",
    ]);
    assert.deepEqual(marksWith({ "ForAnyValue:Null": { "aws:TagKeys": "true" } }, tagging), [
      "null-with-qualifier ForAnyValue:Null",
    ]);
    assert.deepEqual(marksWith({ Null: { "aws:TagKeys": "true" } }, tagging), []);
  });

  test("a key with several values needs a qualifier", () => {
    for (const key of ["aws:TagKeys", "aws:CalledVia", "aws:PrincipalOrgPaths"]) {
      assert.deepEqual(marksWith({ StringLike: { [key]: ["a-value"] } }, tagging), [
        `missing-qualifier ${key}`,
      ]);
      assert.deepEqual(marksWith({ "ForAnyValue:StringLike": { [key]: ["a-value"] } }, tagging), []);
    }
  });

  test("ForAllValues on a key with one value, but not on claims that no list has", () => {
    assert.deepEqual(marksWith({ "ForAllValues:StringEquals": { "aws:RequestedRegion": ["eu-west-1"] } }), [
      "forallvalues-with-single-valued-key aws:RequestedRegion",
    ]);
    assert.deepEqual(marksWith({ "ForAnyValue:StringEquals": { "aws:RequestedRegion": ["eu-west-1"] } }), []);
    assert.deepEqual(
      marksWith({ "ForAllValues:StringEquals": { "login.example.com:groups": ["admins"] } }),
      [],
    );
  });
});

suite("types of condition keys", () => {
  test("an operator of another type is found at the key", () => {
    const cases: [string, string, unknown][] = [
      ["StringEquals", "aws:SourceIp", "203.0.113.7"],
      ["StringEquals", "aws:SecureTransport", "true"],
      ["StringLike", "aws:CurrentTime", "2026-*"],
      ["NumericEquals", "aws:username", "7"],
      ["Bool", "aws:PrincipalArn", "true"],
      ["ArnLike", "aws:PrincipalOrgID", "o-a1b2c3d4e5"],
      ["IpAddress", "aws:RequestedRegion", "203.0.113.7"],
    ];
    for (const [operator, key, value] of cases) {
      assert.deepEqual(marksWith({ [operator]: { [key]: value } }), [`type-mismatch ${key}`], operator);
    }
  });

  test("what works in spite of the listed type is left alone", () => {
    const cases: [string, string, unknown][] = [
      ["StringEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/app"],
      ["ArnLike", "aws:RequestTag/Owner", "arn:aws:iam::111122223333:role/app"],
      ["NumericLessThan", "aws:ResourceTag/Level", "3"],
      ["NumericGreaterThan", "aws:EpochTime", "1798761599"],
      ["DateGreaterThan", "aws:EpochTime", "1798761599"],
      ["ArnLike", "s3:DataAccessPointArn", "arn:aws:s3:*:111122223333:accesspoint/*"],
      ["Null", "aws:SourceIp", "true"],
    ];
    for (const [operator, key, value] of cases) {
      assert.deepEqual(marksWith({ [operator]: { [key]: value } }), [], `${operator} ${key}`);
    }
  });

  test("StringLike on an ARN key, with the operator to use", () => {
    const arn = "arn:aws:iam::111122223333:role/*";
    assert.deepEqual(marksWith({ StringLike: { "aws:SourceArn": arn } }), [
      "string-like-operator-with-arn-condition-keys aws:SourceArn",
    ]);
    const { findings } = judgePolicy(policyWith({ StringNotLike: { "AWS:principalArn": arn } }));
    const [found] = findings.filter(({ ruleId }) => ruleId.includes("string-like"));
    assert.equal(found?.data["operator"], "ArnNotLike");
    assert.deepEqual(marksWith({ ArnLike: { "aws:SourceArn": arn } }), []);
  });
});
