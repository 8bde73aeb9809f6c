import type { RulePage } from "../check.ts";

const leastPrivilege =
  "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege";

/** Pages of the rules of this folder. */
export const exposurePages: readonly RulePage[] = [
  {
    id: "iam/admin-access",
    about:
      "The policies add up to administrator access: `*` on every resource, every action but a few (`NotAction`), every resource but a few (`NotResource`), all of IAM, or one of AWS's policies AdministratorAccess, PowerUserAccess and IAMFullAccess attached to a role of this file. Whoever gets hold of such a principal has the account. Picket judges what is left after every Deny and within a permissions boundary, by a sample of actions from all corners of AWS.\n\nAccess that depends on conditions such as MFA, or on a boundary that is not in the file, is reported as information. A statement of this kind is reported once: the rules about single actions leave it out.",
    fix: "Name the actions and the resources that the principal needs. For a person who administers the account, use a role that is assumed for the task, with MFA and a short session.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "NotAction": ["aws-portal:*", "support:*"], "Resource": "*" }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
      "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders"
    }
  ]
}`,
    },
    links: [leastPrivilege],
  },
  {
    id: "iam/credentials-exposure",
    about:
      "The statement allows actions that answer with credentials: a password, a token, a key, a login. It allows them for every resource, so that the holder can act as any database user, instance or application behind them. Registry tokens such as those of `ecr:GetAuthorizationToken`, which give no more than the holder may do anyway, are reported as information.",
    fix: "Name the resources: the cluster and the database user, the instance, the application. Leave the action out where it came in with a wildcard.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "redshift:GetClusterCredentials", "Resource": "*" }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "redshift:GetClusterCredentials",
      "Resource": "arn:aws:redshift:eu-west-1:111122223333:dbuser:reports/reader"
    }
  ]
}`,
    },
    links: [leastPrivilege],
  },
  {
    id: "iam/data-exfiltration",
    about:
      "The statement allows reading every object of every bucket, every secret or every parameter of the account, with no condition that restricts it. A principal that leaks or is tricked then gives away everything that is kept there. Statements that name a bucket, a path or a secret are not reported.",
    fix: "Name the buckets, the secrets and the parameter paths that are read. A wildcard at the end of a path is fine.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": ["s3:GetObject", "secretsmanager:GetSecretValue"], "Resource": "*" }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::orders-reports/*" },
    {
      "Effect": "Allow",
      "Action": "secretsmanager:GetSecretValue",
      "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/database-??????"
    }
  ]
}`,
    },
    links: [leastPrivilege],
  },
  {
    id: "iam/resource-exposure",
    about:
      "The statement allows actions that give others access to resources: bucket policies and ACLs, permissions of functions and topics, shares of snapshots, grants of keys. It allows them for every resource, so that the holder can open any of them to another account or to the public. Where such an action is allowed for named resources, Picket says as information that the holder can give itself every action on them.",
    fix: "Leave the action out of roles that use resources, and give it to the role that sets them up, for its own resources. Name the resources.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": ["lambda:AddPermission", "s3:PutBucketAcl"], "Resource": "*" }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "lambda:AddPermission",
      "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:orders"
    }
  ]
}`,
    },
    links: [leastPrivilege],
  },
  {
    id: "iam/assume-role-breadth",
    about:
      "The statement allows assuming every role, or every role of an account. Which ones it can really assume, the trust policies of the roles decide: all that trust the account as a whole, now and later. The same grant is reported as privilege escalation, since one strong role among them is enough.",
    fix: "Name the roles that are to be assumed. A path or a prefix that only these roles have will do.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/*" }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/reports/reader" }
  ]
}`,
    },
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html"],
  },
];
