import type { Example, RulePage } from "../../check.ts";

const quotas = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const organizationQuotas =
  "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html";

/** A policy with so many names in a list that it is long, or short. */
function policy(head: string, element: string, name: (index: number) => string, count: number): string {
  const names = Array.from({ length: count }, (_, index) => `"${name(index)}"`).join(", ");
  return `{\n  "Version": "2012-10-17",\n  "Statement": [{\n    ${head},\n    "${element}": [${names}]\n  }]\n}`;
}

const object = (index: number): string => `arn:aws:s3:::amzn-s3-demo-bucket/folder${index}/object`;
const role = (index: number): string => `arn:aws:iam::111122223333:role/reader${index}`;

const read = '"Effect": "Allow",\n    "Action": "s3:GetObject"';
const denyRead = '"Effect": "Deny",\n    "Action": "s3:GetObject"';
const readers =
  '"Effect": "Allow",\n    "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },\n    "Action": "s3:GetObject"';
const everyone = '"Effect": "Deny",\n    "Principal": "*",\n    "Action": "s3:GetObject"';

function trust(count: number): Example {
  const names = Array.from({ length: count }, (_, index) => `"${role(index)}"`).join(", ");
  return {
    text: `{\n  "Version": "2012-10-17",\n  "Statement": [{\n    "Effect": "Allow",\n    "Action": "sts:AssumeRole",\n    "Principal": { "AWS": [${names}] }\n  }]\n}`,
    type: "trust",
  };
}

const split =
  "Split it by purpose into several policies, or name resources by a common beginning with a wildcard.";

/** Pages of the rules about the length of policies. */
export const sizePages: readonly RulePage[] = [
  {
    id: "iam/policy-size-exceeds-identity-policy-quota",
    about:
      "The policy has more than 10,240 characters, white space not counted: the most that an identity policy can hold, as the inline policies of a role together. A managed policy holds 6,144, those of a group 5,120, those of a user 2,048. Parts that cannot be known count as nothing.",
    fix: split,
    bad: { text: policy(read, "Resource", object, 240), type: "identity" },
    good: { text: policy(read, "Resource", object, 2), type: "identity" },
    links: [quotas],
  },
  {
    id: "iam/policy-size-exceeds-role-trust-policy-quota",
    about:
      "The trust policy has more than 2,048 characters, white space not counted. That is the quota that an account starts with; it can be raised to 4,096.",
    fix: "Trust fewer principals, such as an account with a condition, or ask for a higher quota.",
    bad: trust(60),
    good: trust(2),
    links: [quotas],
  },
  {
    id: "iam/policy-size-exceeds-resource-policy-quota",
    about:
      "The policy is longer than the policy of this resource may be: 20,480 characters for an S3 bucket, a secret or a DynamoDB table, 32,768 for a KMS key, 30,720 for an SNS topic, 8,192 for an SQS queue, 10,240 for an event bus. Where the resource is not known, Picket counts to the largest of them.",
    fix: "Shorten it, or use what the service has for many callers, such as S3 access points and KMS grants.",
    bad: {
      text: policy(readers, "Resource", object, 460),
      type: "resource",
      resourceType: "AWS::S3::Bucket",
    },
    good: { text: policy(readers, "Resource", object, 2), type: "resource", resourceType: "AWS::S3::Bucket" },
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html"],
  },
  {
    id: "iam/policy-size-exceeds-scp-quota",
    about:
      "The service control policy has more than 10,240 characters, white space not counted, and AWS Organizations refuses it.",
    fix: split,
    bad: { text: policy(denyRead, "Resource", object, 240), type: "scp" },
    good: { text: policy(denyRead, "Resource", object, 2), type: "scp" },
    links: [organizationQuotas],
  },
  {
    id: "iam/policy-size-exceeds-rcp-quota",
    about:
      "The resource control policy has more than 5,120 characters, white space not counted, and AWS Organizations refuses it.",
    fix: split,
    bad: { text: policy(everyone, "Resource", object, 120), type: "rcp" },
    good: { text: policy(everyone, "Resource", object, 2), type: "rcp" },
    links: [organizationQuotas],
  },
];
