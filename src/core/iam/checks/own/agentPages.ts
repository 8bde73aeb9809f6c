import type { RulePage } from "../check.ts";

const secretSyntax =
  "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html";

/** Pages of the checks of an agent's role: secrets, deployments, placeholders, entries that allow nothing. */
export const agentPages: readonly RulePage[] = [
  {
    id: "iam/secret-arn-suffix",
    about:
      "Secrets Manager adds a hyphen and six random characters to the name of a secret to make its ARN: the secret `prod/db` is `arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-a1B2c3`. A policy that names the ARN without them, or with another number of `?`, matches nothing: the program that should read the secret cannot. A `*` in their place also matches other secrets whose names begin alike, which Picket shows as a hint.",
    fix: "End the ARN with `-??????`: a hyphen and exactly six question marks. The quick fix does so.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
    "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-???????"
  }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
    "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-??????"
  }]
}`,
    },
    links: [secretSyntax],
  },
  {
    id: "iam/missing-describe-secret",
    about:
      "The policy lets its principal read a secret's value but not its metadata. AWS's caching clients, the rotation functions and many tools ask for the metadata first; they fail or retry without it. The metadata holds no secret.",
    fix: "Allow `secretsmanager:DescribeSecret` on the same secret, or ignore the hint where nothing asks for it.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "secretsmanager:GetSecretValue",
    "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-??????"
  }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
    "Resource": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-??????"
  }]
}`,
    },
    links: [secretSyntax],
  },
  {
    id: "iam/lambda-deploy-without-tag",
    about:
      "The statement lets its principal put code or settings into every function of the account. Code runs with the function's role, so whoever deploys can do what any function can. A role that an agent uses should reach only functions that are marked for it.",
    fix: "Name the functions in `Resource`, or ask for a tag: `aws:ResourceTag/…` on functions that exist, `aws:RequestTag/…` on new ones.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:*"
  }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
    "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:*",
    "Condition": { "StringEquals": { "aws:ResourceTag/deployed-by": "agent" } }
  }]
}`,
    },
    links: ["https://docs.aws.amazon.com/lambda/latest/dg/attribute-based-access-control.html"],
  },
  {
    id: "iam/placeholder",
    about:
      "The policy holds a place for a value that someone has yet to fill in: `{{YOUR_ACCOUNT_ID}}`, `<region>`, `YOUR_BUCKET_NAME`. AWS refuses it, or takes it by the letter so that it matches nothing. The other checks treat it as a value that they do not know.",
    fix: "Put the real value in its place.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:{{YOUR_ACCOUNT_ID}}:jobs"
  }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "sqs:SendMessage",
    "Resource": "arn:aws:sqs:eu-west-1:111122223333:jobs"
  }]
}`,
    },
  },
  {
    id: "iam/action-without-resource",
    about:
      "Each action works on resources of certain types, and some on none: those are allowed with `*` only. An action whose statement names no resource of its types is allowed nothing, however it looks. `s3:GetObject` on the ARN of a bucket and `s3:ListBucket` on its objects are the common cases. A statement of which nothing is left is a warning; a stray entry is information.",
    fix: "Add a resource that the action works on, or move the action into a statement of its own: with `*` where it takes nothing else.",
    bad: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports"
  }]
}`,
    },
    good: {
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports/2026/summary.csv"
  }]
}`,
    },
    links: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  },
];
