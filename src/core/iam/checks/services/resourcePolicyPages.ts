import type { Example, RulePage } from "../check.ts";
import { statements } from "./examples.ts";

function bucketPolicy(action: string, resource: string, more = ""): Example {
  return {
    ...statements(`{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" },
  "Action": "${action}",
  "Resource": "${resource}"${more}
}`),
    type: "resource",
    resourceType: "AWS::S3::Bucket",
  };
}

const good = bucketPolicy("s3:GetObject", "arn:aws:s3:::reports/*");
const links = ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html"];

/** Pages of the rules on policies of resources. */
export const resourcePolicyPages: readonly RulePage[] = [
  {
    id: "iam/unsupported-action-in-policy",
    about:
      "The policy of a resource can only hold actions of that resource's service. This one is of another service, or works on no such resource; the service refuses the policy or the entry does nothing.",
    fix: "Remove the action, or put it into an identity policy or into the policy of the right resource.",
    bad: bucketPolicy("kms:Decrypt", "arn:aws:s3:::reports/*"),
    good,
    links,
  },
  {
    id: "iam/unsupported-resource-arn-in-policy",
    about:
      "The policy of a resource can only name that resource and what is in it. This ARN is of another service.",
    fix: "Name the resource that the policy is attached to.",
    bad: bucketPolicy("s3:GetObject", "arn:aws:sqs:eu-west-1:111122223333:reports"),
    good,
    links,
  },
  {
    id: "iam/irrelevant-condition-key-in-policy",
    about:
      "This condition key tells of the resource of a request. In the policy of a resource that is always the resource itself, so that the condition restricts nothing.",
    fix: "Remove the condition, and use the key in identity policies to say which resources may be reached.",
    bad: bucketPolicy(
      "s3:GetObject",
      "arn:aws:s3:::reports/*",
      ',\n  "Condition": { "StringEquals": { "s3:ResourceAccount": "111122223333" } }',
    ),
    good,
    links,
  },
];
