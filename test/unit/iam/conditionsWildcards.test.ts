import assert from "node:assert/strict";
import { marksWith, policyWith, conditionMarks } from "../../support/conditions.ts";
import { judgePolicy } from "../../support/iam.ts";

const deny = { Effect: "Deny" };
const tagging = { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" };

suite("wildcards in values", () => {
  test("an operator without wildcards, once for each condition", () => {
    const text = policyWith({ StringNotEquals: { "aws:ResourceTag/Team": ["blue", "red-*", "green-?"] } });
    assert.deepEqual(conditionMarks(text), ["wildcard-without-like-operator red-*"]);
    const [found] = judgePolicy(text).findings.filter(({ ruleId }) => ruleId.includes("like-operator"));
    assert.equal(found?.data["operator"], "StringNotLike");
    assert.deepEqual(found.related.map(({ message }) => message).slice(1), ["Likewise green-?"]);
  });

  test("variables and plain characters are no wildcards, and Arn operators know them", () => {
    assert.deepEqual(marksWith({ StringEquals: { "aws:ResourceTag/Team": "a${*}b${?}" } }), []);
    assert.deepEqual(marksWith({ ArnEquals: { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" } }), []);
    assert.deepEqual(marksWith({ StringLike: { "aws:ResourceTag/Team": "a*" } }), []);
  });

  test("what a star alone says, with every qualifier", () => {
    const cases: [string, string][] = [
      ["StringLike", "equivalent-to-null-false"],
      ["StringLikeIfExists", "redundant-key-due-to-wildcard-in-condition"],
      ["StringNotLike", "equivalent-to-null-true"],
      ["StringNotLikeIfExists", "equivalent-to-null-true"],
      ["ForAllValues:StringLike", "redundant-key-due-to-wildcard-in-condition"],
      ["ForAllValues:StringNotLike", "equivalent-to-null-true"],
      ["ForAnyValue:StringLike", "equivalent-to-null-false"],
      ["ForAnyValue:StringLikeIfExists", "redundant-key-due-to-wildcard-in-condition"],
      ["ForAnyValue:StringNotLike", "redundant-statement-due-to-wildcard-in-condition"],
      ["ForAnyValue:StringNotLikeIfExists", "equivalent-to-null-true"],
    ];
    for (const [operator, rule] of cases) {
      const key = operator.includes(":") ? "aws:TagKeys" : "aws:RequestTag/Team";
      assert.deepEqual(marksWith({ [operator]: { [key]: ["a-*", "*"] } }, tagging), [`${rule} *`], operator);
    }
  });

  test("nothing on other patterns and unknown parts", () => {
    for (const value of ["?*", "a*", "{{VALUE}}", "*{{VALUE}}", "${*}"])
      assert.deepEqual(marksWith({ StringLike: { "aws:RequestTag/Team": value } }, tagging), [], value);
    assert.deepEqual(marksWith({ StringLike: { "{{KEY}}": "*" } }), []);
  });
});

suite("keys that name one account, network or identity", () => {
  const rule = "wildcard-usage-too-permissive";

  test("a wildcard in such a value", () => {
    assert.deepEqual(marksWith({ StringLike: { "aws:PrincipalAccount": ["1111*", "111122223333"] } }), [
      `${rule} 1111*`,
    ]);
    assert.deepEqual(marksWith({ StringNotLike: { "aws:PrincipalOrgID": "o-a1b2*" } }, deny), [
      `${rule} o-a1b2*`,
    ]);
    assert.deepEqual(marksWith({ StringLike: { "aws:PrincipalOrgID": "*" } }).sort(), [
      "equivalent-to-null-false *",
      `${rule} *`,
    ]);
    assert.deepEqual(marksWith({ StringLike: { "aws:PrincipalOrgID": "*" } }, deny), [
      "equivalent-to-null-false *",
    ]);
  });

  test("aws:userid takes a wildcard behind the colon only", () => {
    const of = (value: string): string[] => marksWith({ StringLike: { "aws:userid": value } });
    assert.deepEqual(of("AROAEXAMPLEID:*"), []);
    assert.deepEqual(of("*:jane"), []);
    assert.deepEqual(of("AROA*:jane"), [`${rule} AROA*:jane`]);
    assert.deepEqual(of("AIDAEXAMPLE*"), [`${rule} AIDAEXAMPLE*`]);
    assert.deepEqual(of("{{ROLE_ID}}:*"), []);
    assert.deepEqual(marksWith({ StringLike: { "aws:userid": "AROA*" } }, deny), []);
  });

  test("the subject of a token needs six characters before a wildcard", () => {
    const trust = { type: "trust" } as const;
    const more = {
      Action: "sts:AssumeRoleWithWebIdentity",
      Resource: undefined,
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/login.example.com" },
    };
    const of = (value: string): string[] =>
      marksWith({ StringLike: { "login.example.com:sub": value } }, more, trust);
    assert.deepEqual(of("job:*"), [`${rule} job:*`]);
    assert.deepEqual(of("job:build-*"), []);
    assert.deepEqual(of("job:build-*/*"), []);
    assert.deepEqual(of("{{JOB}}*"), []);
  });

  test("at a provider that is open to all, every wildcard needs six", () => {
    const of = (value: string): string[] =>
      marksWith(
        { StringLike: { "token.actions.githubusercontent.com:sub": value } },
        { Action: "sts:AssumeRoleWithWebIdentity", Resource: undefined, Principal: { Federated: "x" } },
        { type: "trust" },
      );
    assert.deepEqual(of("repo:octo-org/octo-repo:*"), []);
    assert.deepEqual(of("repo:*"), [`${rule} repo:*`]);
    assert.deepEqual(of("repo:octo-org@*/app@*:ref:refs/heads/main"), [
      `${rule} repo:octo-org@*/app@*:ref:refs/heads/main`,
    ]);
    assert.deepEqual(of("repo:octo-org@*/site@*:ref:refs/heads/main"), []);
  });

  test("a variable that the caller fills", () => {
    const found = "variable-usage-too-permissive ${aws:PrincipalTag/Account}";
    const of = (key: string, value: string): string[] => marksWith({ StringEquals: { [key]: value } });
    assert.deepEqual(of("aws:PrincipalAccount", "${aws:PrincipalTag/Account}"), [found]);
    assert.deepEqual(of("aws:userid", "AROA${aws:PrincipalTag/Account}:session"), [found]);
    assert.deepEqual(of("aws:userid", "${aws:PrincipalTag/Account}"), [found]);
    assert.deepEqual(of("aws:userid", "${aws:PrincipalTag/Account}:session"), []);
    assert.deepEqual(of("aws:userid", "AROAEXAMPLEID:${aws:PrincipalTag/Account}"), []);
    assert.deepEqual(of("aws:ResourceAccount", "${aws:PrincipalAccount}"), []);
    assert.deepEqual(of("aws:ResourceTag/Owner", "${aws:PrincipalTag/Account}"), []);
  });
});

suite("conditions that hold nothing", () => {
  test("empty lists by what they mean", () => {
    const cases: [string, string][] = [
      ["StringEquals", "empty-array-condition"],
      ["ForAllValues:StringEquals", "empty-array-condition-forallvalues"],
      ["ForAnyValue:StringEquals", "empty-array-condition-foranyvalue"],
      ["StringEqualsIfExists", "empty-array-condition-ifexists"],
    ];
    for (const [operator, rule] of cases) {
      const key = operator.includes(":") ? "aws:TagKeys" : "aws:RequestTag/Team";
      assert.deepEqual(marksWith({ [operator]: { [key]: [] } }, tagging), [`${rule} []`], operator);
    }
  });

  test("empty blocks", () => {
    assert.deepEqual(marksWith({}), ["empty-object-condition {}"]);
    assert.deepEqual(marksWith({ StringEquals: {}, Bool: { "aws:SecureTransport": "true" } }), [
      "empty-object-condition {}",
    ]);
  });

  test("wrong types everywhere give no more than they must", () => {
    for (const condition of [null, 1, "x", [], [{}], { StringEquals: null }, { StringEquals: [1] }])
      assert.deepEqual(marksWith(condition), [], JSON.stringify(condition));
    for (const value of [null, {}, [null], [[]], [{}], { a: [1] }])
      assert.deepEqual(marksWith({ StringLike: { "aws:RequestTag/Team": value } }, tagging), []);
  });
});
