import type { RulePage } from "../../check.ts";
import { elementLink, oneStatement } from "./exampleText.ts";

const links = [elementLink("principal")];
const bucket = { type: "resource", resourceType: "AWS::S3::Bucket" } as const;

function bucketPolicy(principal: string, effect = "Allow"): string {
  return oneStatement(
    `"Effect": "${effect}"`,
    principal,
    '"Action": "s3:GetObject"',
    '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
  );
}

const good = {
  text: bucketPolicy('"Principal": { "AWS": "arn:aws:iam::111122223333:role/reader" }'),
  ...bucket,
};

const logs = [
  '"Effect": "Allow"',
  '"Principal": { "Service": "cloudtrail.amazonaws.com" }',
  '"Action": "s3:GetBucketAcl"',
  '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket"',
];
const goodLogs = {
  text: oneStatement(...logs, '"Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } }'),
  ...bucket,
};
const confusedDeputy = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html";

/** Pages of the rules about principals. */
export const principalPages: readonly RulePage[] = [
  {
    id: "iam/invalid-principal-format",
    about:
      'The principal cannot be read. `Principal` is `"*"` or an object that says of what kind each principal is; a principal of the kind `AWS` is an ARN, a 12-digit account id or `*`. AWS refuses the policy.',
    fix: 'Write it as `{ "AWS": "arn:aws:iam::111122223333:role/name" }`, or with the key `Service`, `Federated` or `CanonicalUser`.',
    bad: { text: bucketPolicy('"Principal": "111122223333"'), ...bucket },
    good,
    links,
  },
  {
    id: "iam/invalid-principal-key",
    about:
      "There are four kinds of principals: `AWS`, `Service`, `Federated` and `CanonicalUser`, with this case.",
    fix: "Use one of the four keys.",
    bad: {
      text: bucketPolicy('"Principal": { "Role": "arn:aws:iam::111122223333:role/reader" }'),
      ...bucket,
    },
    good,
    links,
  },
  {
    id: "iam/unsupported-principal",
    about:
      "An identity policy is for the user, group or role that it is attached to, and a permissions boundary too. Neither says who it is for, and AWS refuses it when it does.",
    fix: "Remove `Principal`. To say who may reach a resource, put the statement into the resource's own policy.",
    bad: { text: good.text, type: "identity" },
    good: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
      ),
      type: "identity",
    },
    links,
  },
  {
    id: "iam/unsupported-wildcard-in-principal",
    about:
      "A principal is named in full: a wildcard in the name of a role, user, service or provider matches nothing, and AWS refuses the policy. Only `*` alone, for everyone, is taken.",
    fix: 'Name each principal. For a pattern, use `"Principal": { "AWS": "*" }` with a condition on `aws:PrincipalArn`.',
    bad: { text: bucketPolicy('"Principal": { "AWS": "arn:aws:iam::111122223333:role/app-*" }'), ...bucket },
    good,
    links,
  },
  {
    id: "iam/federated-principal-not-supported",
    about:
      "Users of an identity provider assume a role first, and reach resources as that role. So only the trust policies of roles name providers; the policy of a bucket or a queue cannot.",
    fix: "Name the role that the users assume.",
    bad: {
      text: bucketPolicy('"Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/staff" }'),
      ...bucket,
    },
    good,
    links,
  },
  {
    id: "iam/allow-with-not-principal",
    about:
      "`Allow` with `NotPrincipal` grants to everyone but the ones named: to every other account of AWS, and often to callers who do not sign in at all.",
    fix: "Name in `Principal` who may. To keep some out, add a statement with `Deny`.",
    bad: {
      text: bucketPolicy('"NotPrincipal": { "AWS": "arn:aws:iam::111122223333:role/guest" }'),
      ...bucket,
    },
    good,
    links: [elementLink("notprincipal")],
  },
  {
    id: "iam/invalid-role-reference",
    about:
      "The principal is the internal id of a role. AWS puts it in the place of the ARN when a role is deleted: the policy then lets nobody in, and a new role of the same name has another id.",
    fix: "Write the ARN of the role.",
    bad: { text: bucketPolicy('"Principal": { "AWS": "AROADBQP57FF2AEXAMPLE" }'), ...bucket },
    good,
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"],
  },
  {
    id: "iam/invalid-user-reference",
    about:
      "The principal is the internal id of a user. AWS puts it in the place of the ARN when a user is deleted: the policy then lets nobody in, and a new user of the same name has another id.",
    fix: "Write the ARN of the user, or better that of a role.",
    bad: { text: bucketPolicy('"Principal": { "AWS": "AIDACKCEVSQ6C2EXAMPLE" }'), ...bucket },
    good,
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html"],
  },
  {
    id: "iam/invalid-service-principal-format",
    about:
      "Services are named like `ec2.amazonaws.com`, in lower case, with the end `.amazonaws.com` (`.amazonaws.com.cn` in China for some, `.amazon.com` for a few); `kms:ViaService` has the Region in between. Another form matches no service. The rule looks at `Principal` and at conditions on keys that hold services.",
    fix: "Write the name as the service's own page gives it.",
    bad: {
      text: oneStatement(...logs).replace("cloudtrail.amazonaws.com", "CloudTrail.amazonaws.com"),
      ...bucket,
    },
    good: goodLogs,
    links,
  },
  {
    id: "iam/restrict-access-to-service-principal",
    about:
      "The statement lets a service in, whoever it works for. Someone with another account can have the service read or write your resource for him: the confused deputy. The rule knows which services say for whom they work, and is silent for others.",
    fix: "Add a condition on `aws:SourceArn` (best), `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.",
    bad: { text: oneStatement(...logs), ...bucket },
    good: goodLogs,
    links: [confusedDeputy],
  },
  {
    id: "iam/recommended-condition-key-for-service-principal",
    about:
      "The service is restricted by a key that tells little about the one it works for: `aws:Referer` and `aws:UserAgent` are what the caller writes, and `aws:SourceOwner` is of the past.",
    fix: "Use `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.",
    bad: {
      text: oneStatement(...logs, '"Condition": { "StringEquals": { "aws:SourceOwner": "111122223333" } }'),
      ...bucket,
    },
    good: goodLogs,
    links: [confusedDeputy],
  },
  {
    id: "iam/unsupported-condition-key-for-service-principal",
    about:
      "A service that calls with a principal of its own is in no organization and has no tags: `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths` and `aws:PrincipalTag` are not in its request. The condition is never met, and the statement allows nothing.",
    fix: "Use `aws:SourceOrgID`, `aws:SourceOrgPaths`, `aws:SourceAccount` or `aws:SourceArn`: they are about the one that the service works for.",
    bad: {
      text: oneStatement(
        '"Effect": "Allow"',
        '"Principal": { "Service": "cloudfront.amazonaws.com" }',
        '"Action": "s3:GetObject"',
        '"Resource": "arn:aws:s3:::amzn-s3-demo-bucket/*"',
        '"Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-exampleorgid" } }',
      ),
      ...bucket,
    },
    good: goodLogs,
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"],
  },
];
