import type { RulePage } from "../check.ts";
import { guidePages, withCondition } from "./examples.ts";

/** Pages of the rules on wildcards and on conditions that hold nothing. */
export const wildcardPages: readonly RulePage[] = [
  {
    id: "iam/wildcard-without-like-operator",
    about:
      "`StringEquals` and its like compare letter by letter: a `*` matches nothing but a `*`. Only `StringLike`, `StringNotLike` and the `Arn` operators know wildcards.",
    fix: "Use `StringLike` or `StringNotLike`, or write whole values. Write `${*}` in a `Like` operator for the plain character.",
    bad: withCondition({ StringEquals: { "aws:PrincipalTag/Job": "admin-*" } }),
    good: withCondition({ StringLike: { "aws:PrincipalTag/Job": "admin-*" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/equivalent-to-null-false",
    about:
      "A pattern `*` matches every value, so the condition only asks whether the key is in the request. `Null` with `false` says the same and is read without doubt.",
    fix: 'Write `"Null": { "key": "false" }`, or the values that you mean.',
    bad: withCondition({ StringLike: { "aws:ResourceTag/Team": "*" } }),
    good: withCondition({ Null: { "aws:ResourceTag/Team": "false" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/equivalent-to-null-true",
    about:
      "No value differs from the pattern `*`, so the condition holds only for a request without the key. `Null` with `true` says the same and is read without doubt.",
    fix: 'Write `"Null": { "key": "true" }`, or the values that you mean.',
    bad: withCondition({ StringNotLike: { "aws:RequestTag/Team": "*" } }, { Effect: "Deny" }),
    good: withCondition({ Null: { "aws:RequestTag/Team": "true" } }, { Effect: "Deny" }),
    links: guidePages.operators,
  },
  {
    id: "iam/redundant-key-due-to-wildcard-in-condition",
    about:
      "The condition holds when the key is there, since `*` matches every value, and when it is missing, because of `IfExists` or `ForAllValues`. It restricts nothing and looks as if it did.",
    fix: "Remove the key from the condition, or write the values that you mean.",
    bad: withCondition({ StringLikeIfExists: { "aws:ResourceTag/Team": "*" } }),
    good: withCondition({ StringLikeIfExists: { "aws:ResourceTag/Team": "blue-*" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/redundant-statement-due-to-wildcard-in-condition",
    about:
      "No value differs from `*`, and `ForAnyValue` needs at least one that does. The condition never holds, and the statement has no effect.",
    fix: "Remove the statement, or write the values that you mean.",
    bad: withCondition(
      { "ForAnyValue:StringNotLike": { "aws:TagKeys": "*" } },
      { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" },
    ),
    good: withCondition(
      { "ForAnyValue:StringNotLike": { "aws:TagKeys": "team-*" } },
      { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" },
    ),
    links: guidePages.severalValues,
  },
  {
    id: "iam/wildcard-usage-too-permissive",
    about:
      "Keys such as `aws:PrincipalAccount`, `aws:PrincipalOrgID` or `aws:SourceVpce` name one account, organization or network; a pattern lets in strangers whose ids happen to match. The same holds for `aws:userid` with a wildcard before the colon, unless it stands there alone, and for the subject of an OIDC token with fewer than six plain characters before a wildcard.",
    fix: "Write whole values. In `aws:userid` put a wildcard only behind the colon.",
    bad: withCondition({ StringLike: { "aws:PrincipalAccount": "1111*" } }),
    good: withCondition({ StringEquals: { "aws:PrincipalAccount": "111122223333" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/variable-usage-too-permissive",
    about:
      "Keys such as `aws:PrincipalAccount`, `aws:PrincipalOrgID` or `aws:SourceVpce` name one account, organization or network. A variable that the caller fills, such as a tag or a session name, lets the caller choose which. Comparing with another fact of AWS, such as `${aws:ResourceAccount}`, is safe.",
    fix: "Write whole values, or a variable that AWS fills in.",
    bad: withCondition({ StringEquals: { "aws:SourceVpce": "${aws:PrincipalTag/Endpoint}" } }),
    good: withCondition({ StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/empty-array-condition",
    about:
      "The list of values is empty, so there is nothing to compare with, and the condition says nothing.",
    fix: "Write the values that you mean, or remove the condition.",
    bad: withCondition({ StringEquals: { "aws:PrincipalOrgID": [] } }),
    good: withCondition({ StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } }),
    links: guidePages.conditions,
  },
  {
    id: "iam/empty-array-condition-forallvalues",
    about:
      "`ForAllValues` with an empty list holds only for a request without the key. `Null` with `true` says the same and is read without doubt.",
    fix: "Use `Null` with `true`, or write the values that you mean.",
    bad: withCondition(
      { "ForAllValues:StringEquals": { "aws:TagKeys": [] } },
      { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" },
    ),
    good: withCondition(
      { Null: { "aws:TagKeys": "true" } },
      { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" },
    ),
    links: guidePages.severalValues,
  },
  {
    id: "iam/empty-array-condition-foranyvalue",
    about: "`ForAnyValue` with an empty list never holds: no value can match. The statement has no effect.",
    fix: "Write the values that you mean.",
    bad: withCondition(
      { "ForAnyValue:StringEquals": { "aws:TagKeys": [] } },
      { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" },
    ),
    good: withCondition(
      { "ForAnyValue:StringEquals": { "aws:TagKeys": ["Team"] } },
      { Action: "ec2:CreateTags", Resource: "arn:aws:ec2:*:111122223333:instance/*" },
    ),
    links: guidePages.severalValues,
  },
  {
    id: "iam/empty-array-condition-ifexists",
    about:
      "`IfExists` with an empty list holds only for a request without the key. `Null` with `true` says the same and is read without doubt.",
    fix: "Use `Null` with `true`, or write the values that you mean.",
    bad: withCondition({ StringEqualsIfExists: { "aws:SourceVpce": [] } }),
    good: withCondition({ Null: { "aws:SourceVpce": "true" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/empty-object-condition",
    about: "The condition, or an operator of it, holds no key. It restricts nothing and looks as if it did.",
    fix: "Remove it, or write the conditions that you mean.",
    bad: withCondition({}),
    good: withCondition({ Bool: { "aws:SecureTransport": "true" } }),
    links: guidePages.conditions,
  },
];
