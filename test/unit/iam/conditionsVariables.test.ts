import assert from "node:assert/strict";
import { variablesOf } from "../../../src/core/iam/checks/conditions/variables.ts";
import { marksWith } from "../../support/conditions.ts";
import { judgePolicy } from "../../support/iam.ts";
import { policyWith } from "../../support/conditions.ts";

const bucket = "arn:aws:s3:::amzn-s3-demo-bucket/";

/** Marks of a resource that ends in this text. */
function ofResource(end: string): string[] {
  return marksWith(undefined, { Resource: bucket + end });
}

suite("policy variables", () => {
  test("each fault covers the variable", () => {
    const cases: [string, string, string][] = [
      ["${}/*", "empty-variable", "${}"],
      ["${ }", "empty-variable", "${ }"],
      ["a/${aws:username", "missing-brace-in-variable", "${aws:username"],
      ["${aws:username/${aws:userid}", "missing-brace-in-variable", "${aws:username/"],
      ["${aws:username, 'none}", "missing-quote-in-variable", "${aws:username, 'none}"],
      ["${aws:username, none}", "missing-quote-in-variable", "${aws:username, none}"],
      ["${aws: username}", "unsupported-space-in-variable", "${aws: username}"],
      ["${ aws:username }", "unsupported-space-in-variable", "${ aws:username }"],
      ["${aws:PrincipalTag/a*}", "unsupported-symbol-in-variable", "${aws:PrincipalTag/a*}"],
    ];
    for (const [end, rule, covered] of cases) assert.deepEqual(ofResource(end), [`${rule} ${covered}`], end);
  });

  test("right ones, plain characters, and expressions of other languages", () => {
    for (const end of [
      "${aws:username}",
      "${aws:PrincipalTag/Cost Center}",
      "${aws:username, 'nobody else'}",
      "${saml:sub}/${*}${?}${$}",
      "${bucket_name}",
      "${var.name}/${local.x}",
      "${module.a.b",
      "${AWS::AccountId}",
      '${join(",", var.x)}',
      '${x ? "a" : "b"}',
      "$aws:username}",
      "${{{NAME}}:x",
    ])
      assert.deepEqual(ofResource(end), [], end);
  });

  test("values of conditions count too", () => {
    assert.deepEqual(marksWith({ StringEquals: { "aws:ResourceTag/Owner": ["x", "${aws:username"] } }), [
      "missing-brace-in-variable ${aws:username",
    ]);
  });

  test("operators that take none", () => {
    const cases: [string, string][] = [
      ["IpAddress", "aws:SourceIp"],
      ["NumericLessThan", "aws:MultiFactorAuthAge"],
      ["DateLessThan", "aws:CurrentTime"],
      ["Bool", "aws:SecureTransport"],
      ["Null", "aws:SourceVpce"],
    ];
    for (const [operator, key] of cases) {
      assert.deepEqual(
        marksWith({ [operator]: { [key]: "${aws:PrincipalTag/Value}" } }),
        ["invalid-variable-for-operator ${aws:PrincipalTag/Value}"],
        operator,
      );
    }
    assert.deepEqual(marksWith({ NumericLessThan: { "aws:MultiFactorAuthAge": "${max_age}" } }), []);
  });

  test("a space is suggested away", () => {
    const text = policyWith(undefined, { Resource: `${bucket}\${aws: PrincipalTag/Cost Center, 'x y'}` });
    const [found] = judgePolicy(text).findings.filter(({ ruleId }) => ruleId.includes("space-in-variable"));
    assert.equal(found?.data["suggestion"], "${aws:PrincipalTag/Cost Center, 'x y'}");
  });

  test("one that is cut off by the next ends there", () => {
    const found = variablesOf("a${b${c}d${");
    assert.deepEqual(
      found.map(({ start, end, closed, name }) => [start, end, closed, name]),
      [
        [1, 4, false, "b"],
        [4, 8, true, "c"],
        [9, 11, false, ""],
      ],
    );
    assert.equal(variablesOf("${".repeat(20_000)).length, 20_000);
  });
});
