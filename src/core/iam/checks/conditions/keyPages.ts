import type { RulePage } from "../check.ts";
import { guidePages, withCondition } from "./examples.ts";

const listing = { Action: "s3:ListBucket", Resource: "arn:aws:s3:::amzn-s3-demo-bucket" };

/** Pages of the rules on condition keys. */
export const keyPages: readonly RulePage[] = [
  {
    id: "iam/invalid-condition-key-format",
    about:
      "A condition key has the prefix of its service, a colon and a name: `s3:prefix`, `aws:SourceIp`. A text of another form names no key, and AWS refuses the policy.",
    fix: "Write the prefix and the name with one colon between them and no spaces.",
    bad: withCondition({ IpAddress: { SourceIp: "203.0.113.0/24" } }),
    good: withCondition({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/invalid-global-condition-key",
    about:
      "Keys that start with `aws:` are the same for all services, and this one is not among them. The condition never finds a value: it holds never, or always with a negated operator. Where the name is near that of a key, it is an error; where it is near none, the key may be newer than Picket's list, and it is a warning.",
    fix: "Correct the name. Picket proposes the nearest one.",
    bad: withCondition({ StringEquals: { "aws:PrincipalOrgIDs": "o-a1b2c3d4e5" } }),
    good: withCondition({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/invalid-service-condition-key",
    about:
      "The service of this prefix has no such condition key, so the condition never finds a value. Where a name is near that of a key, it is an error; where none is near, the key may be newer than Picket's data, and it is a warning that names the day of the data.",
    fix: "Correct the name, or look it up in the Service Authorization Reference.",
    bad: withCondition({ StringLike: { "s3:perfix": "home/*" } }, listing),
    good: withCondition({ StringLike: { "s3:prefix": "home/*" } }, listing),
    links: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  },
  {
    id: "iam/unsupported-global-condition-key",
    about:
      "`aws:ARN` was never more than an old name; IAM does not support it. `aws:PrincipalArn` says who calls, `aws:SourceArn` for which resource a service calls.",
    fix: "Use `aws:PrincipalArn` or `aws:SourceArn`.",
    bad: withCondition({ ArnLike: { "aws:ARN": "arn:aws:iam::111122223333:role/app" } }),
    good: withCondition({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/app" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/deprecated-global-condition-key",
    about:
      "This key still works for the services that always had it, but newer ones do not fill it in. `aws:SourceOwner` was replaced by `aws:SourceAccount`.",
    fix: "Use the key that replaced it.",
    bad: withCondition({ StringEquals: { "aws:SourceOwner": "111122223333" } }),
    good: withCondition({ StringEquals: { "aws:SourceAccount": "111122223333" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/missing-tag-key-in-condition",
    about:
      "Keys such as `aws:ResourceTag` and `aws:RequestTag` are templates: the key of a tag stands behind a slash. Without it no tag is compared.",
    fix: "Write the tag's key behind a slash: `aws:ResourceTag/Team`.",
    bad: withCondition({ StringEquals: { "aws:ResourceTag": "blue" } }),
    good: withCondition({ StringEquals: { "aws:ResourceTag/Team": "blue" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/untrustworthy-condition-key",
    about:
      "`aws:Referer` and `aws:UserAgent` are headers of the request. Whoever sends it writes into them what it likes, so that they can neither let in nor keep out.",
    fix: "Use a key that AWS fills in, such as `aws:SourceVpce`, `aws:SourceIp` or `aws:PrincipalArn`.",
    bad: withCondition({ StringLike: { "aws:Referer": "https://www.example.com/*" } }),
    good: withCondition({ StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } }),
    links: guidePages.keys,
  },
];
