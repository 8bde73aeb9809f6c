import type { RulePage } from "../../check.ts";
import { elementLink, manyStatements, oneStatement } from "./exampleText.ts";

const variables = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html";

const bucketRead = [
  '"Effect": "Allow"',
  '"Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" }',
  '"Action": "s3:GetObject"',
  '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
];
const goodBucket = oneStatement(...bucketRead);
const bucket = { type: "resource", resourceType: "AWS::S3::Bucket" } as const;
const good = oneStatement('"Effect": "Allow"', '"Action": "s3:ListAllMyBuckets"', '"Resource": "*"');

/** Pages of the rules about statement ids, empty values and policy variables. */
export const valuePages: readonly RulePage[] = [
  {
    id: "iam/unique-sids-recommended",
    about:
      "Two statements of a resource policy have the same id. Most services take that, but logs and messages then do not tell the two apart, and tools that update a statement by its id change the wrong one.",
    fix: "Give each statement an id of its own.",
    bad: {
      text: manyStatements(
        ['"Sid": "Read"', ...bucketRead],
        ['"Sid": "Read"', ...bucketRead.map((line) => line.replace("s3:GetObject", "s3:GetObjectTagging"))],
      ),
      ...bucket,
    },
    good: { text: goodBucket, ...bucket },
    links: [elementLink("sid")],
  },
  {
    id: "iam/unsupported-sid",
    about:
      "In identity policies and in policies of AWS Organizations a statement id holds letters (A-Z, a-z) and digits, and nothing else: no blank, hyphen or underscore. Resource policies may hold more.",
    fix: "Leave the other characters out, such as `ReadBuckets` for `read-buckets`.",
    bad: {
      text: oneStatement(
        '"Sid": "read-buckets"',
        '"Effect": "Allow"',
        '"Action": "s3:ListAllMyBuckets"',
        '"Resource": "*"',
      ),
    },
    good: {
      text: oneStatement(
        '"Sid": "ReadBuckets"',
        '"Effect": "Allow"',
        '"Action": "s3:ListAllMyBuckets"',
        '"Resource": "*"',
      ),
    },
    links: [elementLink("sid")],
  },
  {
    id: "iam/empty-sid-value",
    about: "The id of a statement is an empty text. It is allowed, and tells nothing.",
    fix: "Give the statement an id, or remove `Sid`.",
    bad: {
      text: oneStatement(
        '"Sid": ""',
        '"Effect": "Allow"',
        '"Action": "s3:ListAllMyBuckets"',
        '"Resource": "*"',
      ),
    },
    good: { text: good },
    links: [elementLink("sid")],
  },
  {
    id: "iam/empty-array-action",
    about: "The list of actions is empty, so that the statement is about nothing and has no effect.",
    fix: "Name the actions, or remove the statement.",
    bad: { text: oneStatement('"Effect": "Allow"', '"Action": []', '"Resource": "*"') },
    good: { text: good },
    links: [elementLink("action")],
  },
  {
    id: "iam/empty-array-resource",
    about: "The list of resources is empty, so that the statement is about nothing and has no effect.",
    fix: "Name the resources, or remove the statement.",
    bad: { text: oneStatement('"Effect": "Allow"', '"Action": "s3:ListAllMyBuckets"', '"Resource": []') },
    good: { text: good },
    links: [elementLink("resource")],
  },
  {
    id: "iam/empty-array-principal",
    about: "The list of principals is empty, so that the statement is for nobody and has no effect.",
    fix: "Name the principals, or remove the statement.",
    bad: {
      text: goodBucket.replace('"arn:aws:iam::111122223333:role/reader"', "[]"),
      ...bucket,
    },
    good: { text: goodBucket, ...bucket },
    links: [elementLink("principal")],
  },
  {
    id: "iam/empty-object-principal",
    about: "`Principal` is an empty object, so that the statement is for nobody and has no effect.",
    fix: "Name the principals, or remove the statement.",
    bad: {
      text: goodBucket.replace('{ "AWS": "arn:aws:iam::111122223333:role/reader" }', "{}"),
      ...bucket,
    },
    good: { text: goodBucket, ...bucket },
    links: [elementLink("principal")],
  },
  {
    id: "iam/variable-unsupported-in-element",
    about:
      "IAM puts a value in the place of a policy variable such as `${aws:username}` in `Resource` and in the values of conditions, and nowhere else. In other elements the characters stay as they are, and the policy does not do what it seems to. Placeholders of other tools, such as `${bucket}`, are not meant.",
    fix: "Write the value itself, or move the comparison into a condition.",
    bad: {
      text: oneStatement('"Effect": "Allow"', '"Action": "s3:${aws:PrincipalTag/right}"', '"Resource": "*"'),
    },
    good: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}/*"',
      ),
    },
    links: [variables],
  },
  {
    id: "iam/variable-unsupported-in-version",
    about:
      "Policy variables came with the version `2012-10-17` of the policy language. In a policy of the version of 2008, or without `Version`, they are plain text: a resource `…/${aws:username}/*` matches nobody's folder.",
    fix: 'Write `"Version": "2012-10-17"`.',
    bad: {
      text: '{\n  "Version": "2008-10-17",\n  "Statement": [\n    {\n      "Effect": "Allow",\n      "Action": "s3:GetObject",\n      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}/*"\n    }\n  ]\n}',
    },
    good: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/home/${aws:username}/*"',
      ),
    },
    links: [variables],
  },
];
