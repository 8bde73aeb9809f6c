import assert from "node:assert/strict";
import { judgePolicy } from "../../support/iam.ts";
import { policyOf, structureMarks as marks } from "../../support/structureMarks.ts";

const list = { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" };
const statement = (more: object): unknown => policyOf({ ...list, ...more });
const without = (name: string): unknown => {
  const rest: Record<string, unknown> = { ...list };
  delete rest[name];
  return policyOf(rest);
};

suite("IAM structure: elements", () => {
  test("a policy without fault has no findings", () => {
    assert.deepEqual(marks(policyOf({ Sid: "ListBuckets", ...list })), []);
    assert.deepEqual(marks({ Version: "2012-10-17", Statement: list }), []);
  });

  test("names that the language does not have, with what was meant", () => {
    assert.deepEqual(marks(statement({ Comment: "x" })), ['invalid-policy-element "Comment"']);
    assert.deepEqual(marks({ Version: "2012-10-17", Statement: [list], $schema: "x" }), [
      'invalid-policy-element "$schema"',
    ]);
    const meant = (name: string): unknown =>
      judgePolicy(statement({ [name]: "*" })).findings.find(
        ({ ruleId }) => ruleId === "iam/invalid-policy-element",
      )?.data["suggestion"];
    assert.equal(meant("Resources"), "Resource");
    assert.equal(meant("action"), "Action");
    assert.equal(meant("NotActoin"), "NotAction");
    assert.equal(meant("Comment"), undefined);
  });

  test("an element at the wrong level is told to move", () => {
    const { findings } = judgePolicy({ Version: "2012-10-17", Statement: [list], Condition: {} });
    const found = findings.find(({ ruleId }) => ruleId === "iam/invalid-policy-element");
    assert.match(found?.message ?? "", /element of a statement.*Move it/);
  });

  test("elements that exclude each other", () => {
    assert.deepEqual(marks(statement({ NotAction: "s3:GetObject" })), [
      'unsupported-element-combination "NotAction"',
    ]);
    assert.deepEqual(marks(statement({ NotResource: "arn:aws:s3:::amzn-s3-demo-bucket" })), [
      'unsupported-element-combination "NotResource"',
    ]);
    const { findings } = judgePolicy(statement({ NotAction: "s3:GetObject" }));
    assert.equal(findings[0]?.related.length, 1);
  });

  test("keys that stand twice: letter for letter anywhere, without case in conditions", () => {
    const twice = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Action":"s3:PutObject","Resource":"*"}]}`;
    assert.deepEqual(marks(twice), ['duplicate-keys-with-different-case "Action"']);
    const condition = (Condition: object): unknown => statement({ Condition });
    assert.deepEqual(
      marks(
        condition({ StringEquals: { "aws:SourceVpc": "vpc-12345678", "aws:sourcevpc": "vpc-87654321" } }),
      ),
      ['duplicate-keys-with-different-case "aws:sourcevpc"'],
    );
    assert.deepEqual(
      marks(
        condition({
          StringEquals: { "aws:SourceVpc": "vpc-12345678" },
          StringNotEquals: { "aws:SourceVpc": "vpc-87654321" },
        }),
      ),
      [],
    );
  });

  test("values of the wrong type", () => {
    assert.deepEqual(marks({ Version: 2012, Statement: [list] }), ['data-type-mismatch "2012"']);
    assert.deepEqual(marks(statement({ Action: 5 })), ['data-type-mismatch "5"']);
    assert.deepEqual(marks(statement({ Resource: ["*", null] })), ['data-type-mismatch "null"']);
    assert.deepEqual(marks(statement({ Effect: ["Allow"] })).length, 1);
    assert.deepEqual(marks(statement({ Sid: true })), ['data-type-mismatch "true"']);
    assert.deepEqual(marks(statement({ Condition: [] })), ['data-type-mismatch "[]"']);
    assert.deepEqual(marks(statement({ Condition: { StringEquals: "x" } })), ['data-type-mismatch "x"']);
    assert.deepEqual(marks(statement({ Condition: { Bool: { "aws:SecureTransport": null } } })), [
      'data-type-mismatch "null"',
    ]);
    assert.deepEqual(marks(policyOf("text")), ['data-type-mismatch "text"']);
    assert.deepEqual(marks([]), ['data-type-mismatch "[]"']);
  });

  test("booleans and numbers are values of conditions", () => {
    const Condition = { Bool: { "aws:SecureTransport": true }, NumericLessThan: { "s3:max-keys": 10 } };
    assert.deepEqual(marks(statement({ Condition })), []);
  });

  test("what is missing from a policy", () => {
    assert.deepEqual(marks({ Version: "2012-10-17" }), ['missing-statement "Version"']);
    assert.deepEqual(marks({ Version: "2012-10-17", Statement: [] }), ['missing-statement "Statement"']);
    assert.deepEqual(marks({ Statement: [list] }), ['missing-version "Statement"']);
  });

  test("what is missing from a statement", () => {
    assert.deepEqual(marks(without("Effect")), ['missing-effect "Action"']);
    assert.deepEqual(marks(without("Action")), ['missing-action "Effect"']);
    assert.deepEqual(marks(without("Resource")), ['missing-resource "Effect"']);
    for (const type of ["scp", "boundary"] as const)
      assert.deepEqual(marks(without("Resource"), { type }), ['missing-resource "Effect"']);
  });

  test("a resource policy needs a principal, and a resource but in ECR", () => {
    const read = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
      Action: "ecr:BatchGetImage",
    };
    const ecr = { type: "resource", resourceType: "AWS::ECR::Repository" } as const;
    assert.deepEqual(marks(policyOf(read), ecr), []);
    assert.deepEqual(marks(policyOf(read), { type: "resource" }), []);
    assert.deepEqual(marks(policyOf({ ...read, Action: "s3:GetObject" }), { type: "resource" }), [
      'missing-resource "Effect"',
    ]);
    for (const type of ["resource", "rcp", "vpc-endpoint"] as const) {
      const policy = policyOf({ Effect: "Deny", Action: "s3:*", Resource: "*" });
      assert.deepEqual(marks(policy, { type }), ['missing-principal "Effect"']);
    }
    assert.deepEqual(marks(policyOf({ Effect: "Allow", Action: "sts:AssumeRole" }), { type: "trust" }), [
      'missing-principal "Effect"',
    ]);
  });

  test("nothing is missing from a text that does not parse", () => {
    assert.deepEqual(marks('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":'), []);
  });

  test("effects and versions", () => {
    assert.deepEqual(marks(statement({ Effect: "allow" })), ['invalid-effect "allow"']);
    assert.deepEqual(marks(statement({ Effect: "Permit" })), ['invalid-effect "Permit"']);
    assert.deepEqual(marks(statement({ Effect: "" })), ['invalid-effect ""']);
    assert.deepEqual(marks(statement({ Effect: "{{EFFECT}}" })), []);
    const suggestion = (Effect: string): unknown =>
      judgePolicy(statement({ Effect })).findings[0]?.data["suggestion"];
    assert.equal(suggestion("allow"), "Allow");
    assert.equal(suggestion("Dney"), "Deny");
    assert.deepEqual(marks({ Version: "2026-11-21", Statement: [list] }), ['invalid-version "2026-11-21"']);
    assert.deepEqual(marks({ Version: "2008-10-17", Statement: [list] }), []);
  });

  test("elements without a value", () => {
    assert.deepEqual(marks(statement({ Action: [] })), ['empty-array-action "[]"']);
    assert.deepEqual(marks(statement({ Resource: [] })), ['empty-array-resource "[]"']);
    assert.deepEqual(marks(statement({ Sid: "" })), ['empty-sid-value "\\"\\""']);
    const resource = (Principal: unknown): string[] =>
      marks(statement({ Principal, Action: "s3:GetObject" }), { type: "resource" });
    assert.deepEqual(resource({}), ['empty-object-principal "{}"']);
    assert.deepEqual(resource([]), ['empty-array-principal "[]"']);
    assert.deepEqual(resource({ AWS: [], Service: [] }), ['empty-array-principal "[]"']);
    assert.deepEqual(resource({ AWS: "111122223333", CanonicalUser: [] }), []);
  });

  test("statement ids", () => {
    const ids = (...sids: string[]): unknown => policyOf(...sids.map((Sid) => ({ Sid, ...list })));
    assert.deepEqual(marks(ids("A", "A", "B", "A")), [
      'unique-sids-required "A"',
      'unique-sids-required "A"',
    ]);
    assert.deepEqual(marks(ids("A", "A"), { type: "scp" }), ['unique-sids-recommended "A"']);
    assert.deepEqual(marks(ids("{{ID}}", "{{ID}}")), []);
    assert.deepEqual(marks(ids("a-b")), ['unsupported-sid "a-b"']);
    assert.deepEqual(
      marks(ids("a b"), { type: "rcp" }).filter((mark) => mark.includes("sid")),
      ['unsupported-sid "a b"'],
    );
    const { findings } = judgePolicy(ids("list-buckets now"));
    assert.equal(findings[0]?.data["suggestion"], "listBucketsNow");
  });

  test("resource policies take blanks in statement ids", () => {
    const key = policyOf({
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    });
    assert.deepEqual(marks(key, { type: "resource", resourceType: "AWS::KMS::Key" }), []);
  });

  test("what a tool fills in is not judged", () => {
    for (const more of [
      { Effect: "${effect}" },
      { Sid: "%{if x}A%{endif}" },
      { "${name}": "x" },
      { Effect: "$EFFECT" },
    ])
      assert.deepEqual(marks(statement(more)), [], JSON.stringify(more));
    assert.deepEqual(marks({ Version: "${version}", Statement: [list] }), []);
    for (const Principal of [
      "${who}",
      { AWS: "${role_arn}" },
      { Service: "${service}.amazonaws.com" },
      { "${kind}": "x" },
    ])
      assert.deepEqual(marks(statement({ Principal }), { type: "resource" }), [], JSON.stringify(Principal));
  });

  test("policy variables stand in resources and conditions only", () => {
    assert.deepEqual(marks(statement({ Action: "s3:${aws:username}" })), [
      'variable-unsupported-in-element "${aws:username}"',
    ]);
    assert.deepEqual(marks(statement({ Sid: "for${aws:username}" })), [
      'variable-unsupported-in-element "${aws:username}"',
    ]);
    const home = { Resource: "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*" };
    assert.deepEqual(marks(statement(home)), []);
    // Placeholders of other tools.
    assert.deepEqual(marks(statement({ Action: "s3:${verb}Object" })), []);
    assert.deepEqual(marks(statement({ Action: "${AWS::Partition}" })), []);
  });

  test("policy variables need the new version", () => {
    const home = { ...list, Resource: "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*" };
    const old = ['variable-unsupported-in-version "${aws:username}"'];
    assert.deepEqual(marks({ Version: "2008-10-17", Statement: [home] }), old);
    assert.deepEqual(marks({ Statement: [home] }), ['missing-version "Statement"', ...old]);
    assert.deepEqual(marks({ Version: "{{VERSION}}", Statement: [home] }), []);
    const tagged = { ...list, Condition: { StringEquals: { "aws:PrincipalTag/team": "${aws:username}" } } };
    assert.deepEqual(marks({ Version: "2008-10-17", Statement: [tagged] }), old);
  });
});
