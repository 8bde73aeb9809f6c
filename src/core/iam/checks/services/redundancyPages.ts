import type { RulePage } from "../check.ts";
import { statements } from "./examples.ts";

/** Pages of the rules on what changes nothing. */
export const redundancyPages: readonly RulePage[] = [
  {
    id: "iam/redundant-action",
    about:
      "An action stands twice in a statement, or a pattern of the same statement takes it in as a whole. Removing it changes nothing. It makes the policy longer, and whoever removes one of the two later may think that the permission is gone.",
    fix: "Remove the entries that are redundant; or, when the wildcard is wider than it should be, remove the wildcard and keep the names.",
    bad: statements(
      '{ "Effect": "Allow", "Action": ["sqs:Get*", "sqs:GetQueueUrl"], "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
    ),
    good: statements(
      '{ "Effect": "Allow", "Action": ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"], "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
    ),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html"],
  },
  {
    id: "iam/redundant-resource",
    about:
      "A resource stands twice in a statement, or a pattern of the same statement takes it in as a whole. Mind that `*` in an ARN also takes in `/` and `:`: `arn:aws:s3:::logs-*` already holds the objects of those buckets.",
    fix: "Remove the entries that are redundant; or, when the wildcard is wider than it should be, remove the wildcard and keep the names.",
    bad: statements(
      '{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": ["arn:aws:sqs:eu-west-1:111122223333:order*", "arn:aws:sqs:eu-west-1:111122223333:orders"] }',
    ),
    good: statements(
      '{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": ["arn:aws:sqs:eu-west-1:111122223333:orders", "arn:aws:sqs:eu-west-1:111122223333:returns"] }',
    ),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"],
  },
  {
    id: "iam/redundant-statement",
    about:
      "Two statements of a policy say the same, with no regard to their `Sid` and to the order of what they list. One of them changes nothing, and a change to one alone may have no effect.",
    fix: "Remove one of the two.",
    bad: statements(
      '{ "Sid": "Send", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
      '{ "Sid": "Again", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
    ),
    good: statements(
      '{ "Sid": "Send", "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
    ),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html"],
  },
];
