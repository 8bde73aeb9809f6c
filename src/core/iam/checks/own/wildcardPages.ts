import type { RulePage } from "../check.ts";
import { statements } from "../services/examples.ts";

/** Pages of the rules on avoidable wildcards. */
export const wildcardPages: readonly RulePage[] = [
  {
    id: "iam/avoidable-action-wildcard",
    about:
      "A wildcard in an action allows what nobody named: `s3:*` also deletes buckets and rewrites their policies, and what AWS adds to the service tomorrow is allowed too. The message says how many actions the pattern allows today, and of which access levels.\n\nIt is a warning when all of a service, or a pattern with permissions management in it, is allowed on all resources, and an information where the resources are named. Patterns that only list and read are not reported, nor is a wildcard in what limits instead of granting, such as a permissions boundary or an SCP.",
    fix: "Name the actions that are needed. Picket can write the names out for you, all of them or those of an access level, for you to cut down.",
    bad: statements('{ "Effect": "Allow", "Action": "sqs:*", "Resource": "*" }'),
    good: statements(
      '{ "Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage"], "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
    ),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
  },
  {
    id: "iam/avoidable-resource-wildcard",
    about:
      "The statement allows actions on every resource, though they can be limited to certain ones. The message names the form of their ARNs.\n\nActions that take `*` only, such as `ec2:DescribeInstances`, are never reported, nor actions that merely list. A condition that ties the request to certain resources, such as one on `aws:ResourceTag`, counts as a limit; one on the caller, the network or the time does not. It is an information when the actions only read.",
    fix: "Name the resources. Where a statement mixes such actions with others that take `*` only, split it in two.",
    bad: statements('{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*" }'),
    good: statements(
      '{ "Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders" }',
      '{ "Effect": "Allow", "Action": "ec2:DescribeInstances", "Resource": "*" }',
    ),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"],
  },
];
