import assert from "node:assert/strict";
import { iamParts, judgePolicy } from "../../support/iam.ts";
import { policyOf, structureMarks } from "../../support/structureMarks.ts";

suite("IAM structure: service control policies", () => {
  const deny = { Effect: "Deny", Action: "iam:CreateUser", Resource: "*" };
  const marks = (more: object): string[] => structureMarks(policyOf({ ...deny, ...more }), { type: "scp" });

  test("no principal", () => {
    assert.deepEqual(marks({}), []);
    assert.deepEqual(marks({ Principal: "*" }), ['scp-syntax-error-principal "Principal"']);
    assert.deepEqual(marks({ NotPrincipal: { AWS: "111122223333" } }), [
      'scp-syntax-error-principal "NotPrincipal"',
    ]);
  });

  test("wildcards before the end of an action", () => {
    for (const Action of ["*", "*:*", "iam:*", "iam:Get*", "iam:{{VERB}}*"])
      assert.deepEqual(marks({ Action }), []);
    const severity = (Action: string): unknown =>
      judgePolicy(policyOf({ ...deny, Action }), { type: "scp" }).findings.find(
        ({ ruleId }) => ruleId === "iam/scp-syntax-error-action-wildcard",
      )?.severity;
    assert.equal(severity("iam:*role"), "info");
    assert.equal(severity("s*:GetObject"), "error");
  });
});

suite("IAM structure: resource control policies", () => {
  const deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
  const marks = (more: object): string[] => structureMarks(policyOf({ ...deny, ...more }), { type: "rcp" });

  test("the principal is everyone", () => {
    assert.deepEqual(marks({}), []);
    assert.deepEqual(marks({ Principal: "111122223333" }), ['rcp-syntax-error-principal "111122223333"']);
    assert.equal(marks({ Principal: { AWS: "*" } }).length, 1);
    assert.deepEqual(marks({ Principal: "{{WHO}}" }), []);
    const negated = policyOf({ Effect: "Deny", NotPrincipal: "*", Action: "s3:*", Resource: "*" });
    assert.deepEqual(structureMarks(negated, { type: "rcp" }), ['rcp-syntax-error-principal "NotPrincipal"']);
  });

  test("Allow is for everything only", () => {
    const Effect = "Allow";
    assert.deepEqual(marks({ Effect, Action: "*" }), []);
    assert.deepEqual(marks({ Effect, Resource: "arn:aws:s3:::amzn-s3-demo-bucket" }), [
      'rcp-syntax-error-allow "arn:aws:s3:::amzn-s3-demo-bucket"',
    ]);
    assert.deepEqual(marks({ Effect, Condition: { Bool: { "aws:SecureTransport": "true" } } }), [
      'rcp-syntax-error-allow "Condition"',
    ]);
  });

  test("actions of services that take part", () => {
    for (const prefix of iamParts.catalogue.rcpServices)
      assert.deepEqual(marks({ Action: `${prefix}:*` }), [], prefix);
    assert.deepEqual(marks({ Action: ["S3:GetObject", "ec2:RunInstances"] }), [
      'rcp-syntax-error-action "ec2:RunInstances"',
    ]);
    assert.deepEqual(marks({ Action: "*" }), ['rcp-syntax-error-action "*"']);
    assert.deepEqual(marks({ Action: "{{SERVICE}}:Get*" }), []);
    const negated = policyOf({ Effect: "Deny", Principal: "*", NotAction: "s3:GetObject", Resource: "*" });
    assert.deepEqual(structureMarks(negated, { type: "rcp" }), ['rcp-syntax-error-notaction "NotAction"']);
  });

  const outside = { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-exampleorgid" } };
  const sources = { StringNotEqualsIfExists: { "aws:SourceOrgID": "o-exampleorgid" } };
  const service = (is: string): object => ({ BoolIfExists: { "aws:PrincipalIsAWSService": is } });

  test("denying by a key of principals spares services", () => {
    assert.deepEqual(marks({ Condition: outside }), [
      'rcp-missing-related-principal-condition-key "aws:PrincipalOrgID"',
    ]);
    assert.deepEqual(marks({ Condition: { ...outside, ...service("false") } }), []);
    // Never true without the key.
    assert.deepEqual(marks({ Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }), []);
  });

  test("denying by a key of services spares principals, and services without a source", () => {
    const related = 'rcp-missing-related-service-principal-condition-key "aws:SourceOrgID"';
    const nullCheck = 'rcp-missing-service-condition-key-null-check "aws:SourceOrgID"';
    assert.deepEqual(marks({ Condition: sources }).sort(), [related, nullCheck].sort());
    assert.deepEqual(marks({ Condition: { ...sources, ...service("true") } }), [nullCheck]);
    for (const key of ["aws:SourceAccount", "aws:SourceArn"]) {
      const Condition = { ...sources, ...service("true"), Null: { [key]: "false" } };
      assert.deepEqual(marks({ Condition }), [], key);
    }
    const wrong = { ...sources, ...service("true"), Null: { "aws:SourceAccount": "true" } };
    assert.deepEqual(marks({ Condition: wrong }), [nullCheck]);
  });
});
