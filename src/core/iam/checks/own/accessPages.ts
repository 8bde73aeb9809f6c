import type { RulePage } from "../check.ts";

const deputy = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html";

/** Pages of the checks of who can reach a resource or a role. */
export const accessPages: readonly RulePage[] = [
  {
    id: "iam/public-access",
    about:
      "The principal of an `Allow` is everyone, and no condition says who of them. Anyone in the world can then do what the statement allows, or assume the role. Conditions that name an account, an organisation, a network, or the ARN of a source close it; conditions such as `aws:SecureTransport` do not.",
    fix: "Name the principals. Where many must come in, keep `*` and add a condition such as `aws:PrincipalOrgID`, `aws:SourceVpce` or `aws:SourceAccount`.",
    bad: {
      type: "resource",
      resourceType: "AWS::S3::Bucket",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports/*"
  }]
}`,
    },
    good: {
      type: "resource",
      resourceType: "AWS::S3::Bucket",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": "*",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports/*",
    "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }
  }]
}`,
    },
    links: [
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status",
    ],
  },
  {
    id: "iam/vpc-endpoint-full-access",
    about:
      "This is the policy that a VPC endpoint has when nobody writes one: whoever is in the VPC can reach the service's resources of any account. Credentials from elsewhere work there too, so data can leave to someone else's bucket or queue.",
    fix: "Allow only principals and resources of your organisation, with `aws:PrincipalOrgID` and `aws:ResourceOrgID`, or name them.",
    bad: {
      type: "vpc-endpoint",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*" }]
}`,
    },
    good: {
      type: "vpc-endpoint",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": "*",
    "Action": "*",
    "Resource": "*",
    "Condition": {
      "StringEquals": {
        "aws:PrincipalOrgID": "o-a1b2c3d4e5",
        "aws:ResourceOrgID": "o-a1b2c3d4e5"
      }
    }
  }]
}`,
    },
    links: ["https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html"],
  },
  {
    id: "iam/confused-deputy",
    about:
      "The role trusts an AWS service that works for many customers. If the service can be told by someone in another account to use this role, it acts for them: the confused deputy. The service sends along for whom it acts, and the trust policy can ask for it.",
    fix: "Add a condition with your account in `aws:SourceAccount`, and with the resource in `aws:SourceArn` where it is known.",
    bad: {
      type: "trust",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "Service": "scheduler.amazonaws.com" },
    "Action": "sts:AssumeRole"
  }]
}`,
    },
    good: {
      type: "trust",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "Service": "scheduler.amazonaws.com" },
    "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } }
  }]
}`,
    },
    links: [deputy],
  },
  {
    id: "iam/trust-of-whole-account",
    about:
      "The role trusts an account as a whole. Whoever that account's own administrators let can assume it, today and later. If the account is a third party's that serves several customers, another customer could make it use your role unless you ask for an external id.",
    fix: "Name the role or user that needs this one. For a third party ask for the `sts:ExternalId` that you agreed on; inside an organisation ask for `aws:PrincipalOrgID` or `aws:PrincipalArn`.",
    bad: {
      type: "trust",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
    "Action": "sts:AssumeRole"
  }]
}`,
    },
    good: {
      type: "trust",
      text: `{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::444455556666:role/deployer" },
    "Action": "sts:AssumeRole"
  }]
}`,
    },
    links: [deputy],
  },
];
