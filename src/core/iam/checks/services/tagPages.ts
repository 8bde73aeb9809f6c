import type { Example, RulePage } from "../check.ts";
import { statements } from "./examples.ts";

const links = [
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag",
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html",
];

function tagged(effect: string, action: string, name = "Action"): Example {
  return statements(`{
  "Effect": "${effect}",
  "${name}": "${action}",
  "Resource": "*",
  "Condition": { "StringEquals": { "aws:ResourceTag/team": "blue" } }
}`);
}

/** Pages of the rules on tags of the resource. */
export const tagPages: readonly RulePage[] = [
  {
    id: "iam/allow-with-unsupported-tag-condition-key-for-service",
    about:
      "The statement allows actions only for resources with a certain tag, but requests of these actions carry no `aws:ResourceTag`. The condition is never met, so that they are never allowed, however the resource is tagged.",
    fix: "Move these actions to a statement without the condition, and name their resources there. A negated operator or `…IfExists` is no way out: it would allow the actions on everything.",
    bad: tagged("Allow", "s3:ListAllMyBuckets"),
    good: tagged("Allow", "ec2:StartInstances"),
    links,
  },
  {
    id: "iam/deny-with-unsupported-tag-condition-key-for-service",
    about:
      "The statement denies actions only for resources with a certain tag, but requests of these actions carry no `aws:ResourceTag`. The condition is never met, so that they are never denied.",
    fix: "Move these actions to a statement without the condition, and name the resources that they must not touch. `…IfExists` is no way out: it would deny the actions on everything.",
    bad: tagged("Deny", "s3:ListAllMyBuckets"),
    good: tagged("Deny", "ec2:TerminateInstances"),
    links,
  },
  {
    id: "iam/allow-notaction-with-unsupported-tag-condition-key-for-service",
    about:
      "`NotAction` with a condition on `aws:ResourceTag` allows only those of the many remaining actions whose requests carry the tag. The others are not allowed, and which they are changes with AWS.",
    fix: "List the actions under `Action`.",
    bad: tagged("Allow", "iam:*", "NotAction"),
    good: tagged("Allow", "ec2:StartInstances"),
    links,
  },
  {
    id: "iam/deny-notaction-with-unsupported-tag-condition-key-for-service",
    about:
      "`NotAction` with a condition on `aws:ResourceTag` denies only those of the many remaining actions whose requests carry the tag. The others stay allowed, which is more than one expects of a Deny.",
    fix: "List the actions under `Action`.",
    bad: tagged("Deny", "iam:*", "NotAction"),
    good: tagged("Deny", "ec2:TerminateInstances"),
    links,
  },
];
