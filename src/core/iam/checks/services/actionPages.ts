import type { RulePage } from "../check.ts";
import { allow, servicesPage } from "./examples.ts";

/** Pages of the rules on names of actions and services. */
export const actionPages: readonly RulePage[] = [
  {
    id: "iam/invalid-action",
    about:
      "No action has this name. Either it is written wrong by a letter or two, or it is the name of an operation whose permission is called otherwise: `ListObjectsV2` of S3 is allowed by `s3:ListBucket`. The entry allows or denies nothing.\n\nA name that is near to none is reported as `iam/unknown-action`, since it may be newer than Picket's data.",
    fix: "Write the name that the message suggests, or look the action up in the Service Authorization Reference.",
    bad: allow("s3:GetObjcet", "arn:aws:s3:::reports/*"),
    good: allow("s3:GetObject", "arn:aws:s3:::reports/*"),
    links: [servicesPage],
  },
  {
    id: "iam/invalid-service-in-action",
    about:
      "The text in front of the colon is no prefix of a service, but almost one. The entry allows or denies nothing.",
    fix: "Write the prefix that the message suggests. The prefix is not always the service's name: CloudWatch is `cloudwatch`, its logs are `logs`.",
    bad: allow("dynamobd:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"),
    good: allow("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"),
    links: [servicesPage],
  },
  {
    id: "iam/unknown-action",
    about:
      "Picket's copy of the Service Authorization Reference, whose day the message names, has no such action, and none with a name near to it; or no action matches the pattern. It may be new, in preview, retired, or wrong. A pattern that matches nothing today may match an action that AWS adds later.",
    fix: "Look the name up in the Service Authorization Reference. If it stands there, let the finding be: a newer version of Picket will know it.",
    bad: allow("sqs:RewindQueue", "arn:aws:sqs:eu-west-1:111122223333:orders"),
    good: allow("sqs:PurgeQueue", "arn:aws:sqs:eu-west-1:111122223333:orders"),
    links: [servicesPage],
  },
  {
    id: "iam/unknown-service",
    about:
      "Picket's copy of the Service Authorization Reference, whose day the message names, has no service with this prefix, and none with a name near to it. It may be new, retired, or wrong. Such a prefix can stand in an action, in an ARN or in a condition key.",
    fix: "Look the prefix up in the Service Authorization Reference. Remove the entry if the service is gone.",
    bad: allow("teleportation:Beam", "*"),
    good: allow("sts:GetCallerIdentity", "*"),
    links: [servicesPage],
  },
  {
    id: "iam/invalid-service",
    about:
      "The service of an ARN, or the prefix of a condition key, is no service: it is almost one, it is empty, or AWS has shut the service down. The ARN names nothing and the condition is never met.",
    fix: "Write the prefix that the message suggests, or remove the entry of a service that is gone.",
    bad: allow("sqs:SendMessage", "arn:aws:sqss:eu-west-1:111122223333:orders"),
    good: allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders"),
    links: [servicesPage],
  },
  {
    id: "iam/wildcard-in-service-name",
    about:
      "A wildcard stands in the name of a service, in an ARN or in an action. It takes in every service whose name fits, also those that AWS adds later and that nobody thought of when the policy was written.",
    fix: "Name each service that is meant in an entry of its own.",
    bad: allow("codebuild:StartBuild", "arn:aws:code*:eu-west-1:111122223333:project/site"),
    good: allow("codebuild:StartBuild", "arn:aws:codebuild:eu-west-1:111122223333:project/site"),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"],
  },
  {
    id: "iam/invalid-region",
    about:
      "A condition on `aws:RequestedRegion` names a Region that does not exist, so that it is never met, or, with a negated operator, always. A text that is written like a Region but is not known may be new: that is a warning.",
    fix: "Write the code of a Region, such as `eu-west-1`, not its name. With a `Like` operator a pattern such as `eu-*` is possible.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "ec2:RunInstances",
      "Resource": "*",
      "Condition": { "StringNotEquals": { "aws:RequestedRegion": "Ireland" } }
    }
  ]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Deny",
      "Action": "ec2:RunInstances",
      "Resource": "*",
      "Condition": { "StringNotEquals": { "aws:RequestedRegion": "eu-west-1" } }
    }
  ]
}`,
    },
    links: ["https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html"],
  },
];
