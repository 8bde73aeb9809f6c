import assert from "node:assert/strict";
import * as names from "../../../src/core/policyTemplates/names.ts";

const cases: Readonly<
  Record<keyof typeof names, { readonly good: readonly string[]; readonly bad: readonly string[] }>
> = {
  roleNameProblem: {
    good: ["a", "Kiro_Agent+=,.@-1", "x".repeat(64)],
    bad: ["", "x".repeat(65), "a b", "role/a", "ä"],
  },
  bucketNameProblem: {
    good: ["abc", "my.bucket-1", "a".repeat(63)],
    bad: [
      "ab",
      "a".repeat(64),
      "Abc",
      "a_b",
      "-ab",
      "ab-",
      "a..b",
      "10.0.0.1",
      "xn--abc",
      "sthree-x",
      "abc-s3alias",
      "abc--x-s3",
      "s3://abc",
      "arn:aws:s3:::abc",
    ],
  },
  objectKeyProblem: {
    good: ["a", "in/plan.json", "ä b"],
    bad: ["", "/a", "a*", "a?", "${aws:username}", "a\nb", "a\u202eb", "x".repeat(1025), "ä".repeat(513)],
  },
  secretNameProblem: {
    good: ["prod/db", "a_+=.@-"],
    bad: ["", "a b", "arn:aws:secretsmanager:x", "a*", "x".repeat(513)],
  },
  accountProblem: {
    good: ["111122223333"],
    bad: ["", "11112222333", "1111222233334", "1111-2222-3333", "abc"],
  },
  regionProblem: {
    good: ["eu-west-1", "us-gov-west-1", "ap-southeast-7"],
    bad: ["", "eu-west", "EU-west-1", "eu-west-1a"],
  },
  tagKeyProblem: { good: ["deployed-by", "team:agent"], bad: ["", "aws:x", "AWS:x", "a b", "x".repeat(129)] },
  tagValueProblem: { good: ["kiro agent"], bad: ["", "a*", "${x}", "x".repeat(257)] },
  functionPrefixProblem: { good: ["kiro-", "a_b"], bad: ["", "a.b", "a*", "x".repeat(41)] },
  principalProblem: {
    good: [
      "arn:aws:iam::111122223333:role/a/b",
      "arn:aws-us-gov:iam::111122223333:user/x",
      "arn:aws:iam::111122223333:root",
    ],
    bad: [
      "",
      "111122223333",
      "arn:aws:iam::111122223333:role/*",
      "arn:aws:sts::111122223333:assumed-role/a/b",
    ],
  },
  emailProblem: { good: ["security@example.com"], bad: ["", "a", "a@", "a b@c", "<a@b>", "a@b@c"] },
  prefixProblem: { good: ["picket", "team-a"], bad: ["", "a", "Picket", "1a", "a-", "x".repeat(21)] },
  logGroupProblem: { good: ["/dlp/events"], bad: ["", "a b", "a:b", "x".repeat(513)] },
  directoryProblem: { good: ["d-90670a1b2c"], bad: ["", "d-", "x-90670a1b2c", "D-90670A1B2C"] },
};

suite("names that AWS takes", () => {
  for (const [name, { good, bad }] of Object.entries(cases)) {
    const check = Object.entries(names).find(([key]) => key === name)?.[1] ?? assert.fail(name);
    for (const text of good)
      test(`${name}: ${text.slice(0, 70)} is taken`, () => assert.equal(check(text), undefined));
    for (const text of bad)
      test(`${name}: ${JSON.stringify(text.slice(0, 70))} is not`, () =>
        assert.match(check(text) ?? "", /\w/));
  }
});
