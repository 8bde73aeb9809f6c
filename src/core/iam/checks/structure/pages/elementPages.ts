import type { RulePage } from "../../check.ts";
import { elementLink, manyStatements, oneStatement } from "./exampleText.ts";

const grammar = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";

/** A statement without fault, to be varied. */
const good = oneStatement('"Effect": "Allow"', '"Action": "s3:ListAllMyBuckets"', '"Resource": "*"');

/** Pages of the rules about elements: their names, their types, and which must be there. */
export const elementPages: readonly RulePage[] = [
  {
    id: "iam/invalid-policy-element",
    about:
      "A key stands in the policy that the policy language does not have, so AWS refuses the policy. Names count exactly as they are written in AWS's reference: `Action`, not `action` or `Actions`. A key may also stand at the wrong level, such as `Condition` beside `Statement`.",
    fix: "Write the name as the message says, move the element to where it belongs, or remove it.",
    bad: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:ListAllMyBuckets"',
        '"Resource": "*"',
        '"Comment": "for the audit"',
      ),
    },
    good: { text: good },
    links: [grammar],
  },
  {
    id: "iam/unsupported-element-combination",
    about:
      "`Action` and `NotAction`, `Resource` and `NotResource`, `Principal` and `NotPrincipal` exclude each other: a statement says either what it is about or what it is not about.",
    fix: "Remove one of the two, or make two statements of it.",
    bad: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:GetObject"',
        '"NotAction": "s3:DeleteObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
      ),
    },
    good: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
      ),
    },
    links: [grammar],
  },
  {
    id: "iam/duplicate-keys-with-different-case",
    about:
      "A key stands twice in one block. Names of condition keys have no case, so `aws:SourceVpc` and `aws:sourcevpc` are the same key, and AWS refuses the policy. Picket reports keys that are equal letter for letter under this rule as well, wherever they stand: JSON parsers keep the last one and forget the first without a word, so that a part of the policy is lost.",
    fix: "Keep one of the keys and put all values under it.",
    bad: {
      text: oneStatement(
        '"Effect": "Deny"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
        '"Condition": {\n        "StringNotEquals": {\n          "aws:PrincipalAccount": "111122223333",\n          "aws:principalaccount": "123456789012"\n        }\n      }',
      ),
    },
    good: {
      text: oneStatement(
        '"Effect": "Deny"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
        '"Condition": {\n        "StringNotEquals": { "aws:PrincipalAccount": ["111122223333", "123456789012"] }\n      }',
      ),
    },
    links: [elementLink("condition")],
  },
  {
    id: "iam/data-type-mismatch",
    about:
      "An element has a value of a type that it does not take: a number where a string belongs, a list in a list, an object instead of a list of strings. AWS refuses the policy.",
    fix: "Write the value in the type that the message names.",
    bad: {
      text: oneStatement('"Effect": "Allow"', '"Action": [["s3:ListAllMyBuckets"]]', '"Resource": "*"'),
    },
    good: { text: good },
    links: [grammar],
  },
  {
    id: "iam/missing-statement",
    about:
      "A policy without a statement says nothing: it allows nothing and denies nothing, and AWS refuses it.",
    fix: "Add a statement, or delete the policy.",
    bad: { text: '{\n  "Version": "2012-10-17",\n  "Statement": []\n}' },
    good: { text: good },
    links: [elementLink("statement")],
  },
  {
    id: "iam/missing-version",
    about:
      "Without `Version` AWS reads the policy in the language of 2008. It has no policy variables: `${aws:username}` then stands for nothing but these very characters.",
    fix: 'Add `"Version": "2012-10-17"` as the first element. Nothing else changes, unless the policy has variables.',
    bad: {
      text: '{\n  "Statement": [\n    { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" }\n  ]\n}',
    },
    good: { text: good },
    links: [elementLink("version")],
  },
  {
    id: "iam/invalid-version",
    about:
      "`Version` names the version of the policy language, and there are two: `2012-10-17` and, for old policies, `2008-10-17`. It is not the day on which you wrote the policy.",
    fix: 'Write `"Version": "2012-10-17"`.',
    bad: {
      text: '{\n  "Version": "2026-11-21",\n  "Statement": [\n    { "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" }\n  ]\n}',
    },
    good: { text: good },
    links: [elementLink("version")],
  },
  {
    id: "iam/missing-effect",
    about:
      "Each statement says whether it allows or denies. There is no default, and AWS refuses a policy without it.",
    fix: 'Add `"Effect": "Allow"` or `"Effect": "Deny"`.',
    bad: { text: oneStatement('"Action": "s3:ListAllMyBuckets"', '"Resource": "*"') },
    good: { text: good },
    links: [elementLink("effect")],
  },
  {
    id: "iam/invalid-effect",
    about: "`Effect` is `Allow` or `Deny`, with a capital letter. AWS takes no other word and no other case.",
    fix: "Write `Allow` or `Deny`.",
    bad: { text: oneStatement('"Effect": "allow"', '"Action": "s3:ListAllMyBuckets"', '"Resource": "*"') },
    good: { text: good },
    links: [elementLink("effect")],
  },
  {
    id: "iam/missing-action",
    about:
      "A statement without `Action` or `NotAction` does not say what it is about, and AWS refuses the policy.",
    fix: "Add `Action` with the actions that are meant.",
    bad: { text: oneStatement('"Effect": "Allow"', '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket"') },
    good: { text: good },
    links: [elementLink("action")],
  },
  {
    id: "iam/missing-resource",
    about:
      "Every statement names the resources that it is about, in all policies but the trust policies of roles. Policies of ECR repositories have no resources either, and Picket leaves them alone.",
    fix: "Add `Resource` with the ARNs that are meant, or `*` for actions that take no resource.",
    bad: { text: oneStatement('"Effect": "Allow"', '"Action": "s3:ListAllMyBuckets"') },
    good: { text: good },
    links: [elementLink("resource")],
  },
  {
    id: "iam/missing-principal",
    about:
      "A policy that is attached to a resource, a trust policy, a policy of a VPC endpoint and a resource control policy say in each statement who is meant. Without it AWS refuses the policy.",
    fix: 'Add `Principal`, such as `{ "AWS": "arn:aws:iam::111122223333:role/reader" }`.',
    bad: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
      ),
      type: "resource",
      resourceType: "AWS::S3::Bucket",
    },
    good: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" }',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
      ),
      type: "resource",
      resourceType: "AWS::S3::Bucket",
    },
    links: [elementLink("principal")],
  },
  {
    id: "iam/unique-sids-required",
    about:
      "Two statements have the same id. IAM keeps identity policies and trust policies itself, and refuses them then.",
    fix: "Give each statement an id of its own, or leave the ids out.",
    bad: {
      text: manyStatements(
        ['"Sid": "Read"', '"Effect": "Allow"', '"Action": "s3:ListAllMyBuckets"', '"Resource": "*"'],
        ['"Sid": "Read"', '"Effect": "Allow"', '"Action": "sqs:ListQueues"', '"Resource": "*"'],
      ),
    },
    good: {
      text: manyStatements(
        ['"Sid": "ReadBuckets"', '"Effect": "Allow"', '"Action": "s3:ListAllMyBuckets"', '"Resource": "*"'],
        ['"Sid": "ReadQueues"', '"Effect": "Allow"', '"Action": "sqs:ListQueues"', '"Resource": "*"'],
      ),
    },
    links: [elementLink("sid")],
  },
];
