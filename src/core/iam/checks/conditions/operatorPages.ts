import type { RulePage } from "../check.ts";
import { guidePages, withCondition } from "./examples.ts";

const team = { "aws:ResourceTag/Team": "blue" };
const create = { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" };

/** Pages of the rules on operators and their types. */
export const operatorPages: readonly RulePage[] = [
  {
    id: "iam/invalid-condition-operator",
    about:
      "A condition starts with an operator, such as `StringEquals`, perhaps with `ForAllValues:` or `ForAnyValue:` before it and `IfExists` behind it. This text is no such operator, and AWS refuses the policy. Upper and lower case do not count.",
    fix: "Write one of IAM's operators. Picket proposes the nearest one.",
    bad: withCondition({ StringEqual: team }),
    good: withCondition({ StringEquals: team }),
    links: guidePages.operators,
  },
  {
    id: "iam/null-with-if-exists",
    about:
      "`Null` asks whether a key is in the request. `IfExists` means that the condition holds when the key is missing. Together they make no sense, and AWS refuses them.",
    fix: "Write `Null` alone, with `true` for a missing key and `false` for one that is there.",
    bad: withCondition({ NullIfExists: { "aws:SourceVpce": "false" } }),
    good: withCondition({ Null: { "aws:SourceVpce": "false" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/null-with-qualifier",
    about:
      "`ForAllValues` and `ForAnyValue` look at the values of a key, `Null` at whether there are any. `ForAllValues:Null` is always true and `ForAnyValue:Null` always false.",
    fix: "Write `Null` alone.",
    bad: withCondition({ "ForAllValues:Null": { "aws:TagKeys": "false" } }, create),
    good: withCondition({ Null: { "aws:TagKeys": "false" } }, create),
    links: guidePages.severalValues,
  },
  {
    id: "iam/missing-qualifier",
    about:
      "Some keys hold a list in one request: `aws:TagKeys` has the key of every tag. An operator alone does not say how the list is compared, so AWS wants `ForAnyValue:` (at least one value matches) or `ForAllValues:` (every value matches) before it.",
    fix: "Put the qualifier that you mean before the operator. `ForAllValues` also holds for a request without the key: add `Null` with `false` where the key must be there.",
    bad: withCondition({ StringEquals: { "aws:TagKeys": ["Team", "Stage"] } }, create),
    good: withCondition({ "ForAllValues:StringEquals": { "aws:TagKeys": ["Team", "Stage"] } }, create),
    links: guidePages.severalValues,
  },
  {
    id: "iam/forallvalues-with-single-valued-key",
    about:
      "`ForAllValues` is made for keys with several values, and it holds for a request that does not have the key at all. On a key with a single value it adds nothing but that hole: whoever leaves the key out gets through.",
    fix: "Remove `ForAllValues:`.",
    bad: withCondition({ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    good: withCondition({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    links: guidePages.severalValues,
  },
  {
    id: "iam/type-mismatch",
    about:
      "Every condition key has a type, and each operator compares one. An operator of another type may never match, or match by chance: `aws:SourceIp` compared as text does not know ranges.",
    fix: "Use an operator of the key's type.",
    bad: withCondition({ StringEquals: { "aws:SourceIp": "203.0.113.7" } }),
    good: withCondition({ IpAddress: { "aws:SourceIp": "203.0.113.7" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/string-like-operator-with-arn-condition-keys",
    about:
      "With `StringLike` a `*` matches any text, colons included, so that a pattern for one account's roles may match what somebody else names alike. `ArnLike` compares the six parts of an ARN one by one.",
    fix: "Write `ArnLike` for `StringLike` and `ArnNotLike` for `StringNotLike`.",
    bad: withCondition({ StringLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*" } }),
    good: withCondition({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*" } }),
    links: guidePages.operators,
  },
];
