import type { RulePage } from "../check.ts";
import { guidePages, withCondition } from "./examples.ts";

const listing = { Action: "s3:ListBucket", Resource: "arn:aws:s3:::amzn-s3-demo-bucket" };
const table = {
  Action: ["dynamodb:GetItem", "dynamodb:Query"],
  Resource: "arn:aws:dynamodb:us-east-1:111122223333:table/Orders",
};
const attributes = { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["Id", "Status"] } };
const partner = { AWS: "arn:aws:iam::111122223333:root" };
const trust = { type: "trust" } as const;

/** Elements of a trust policy's statement. */
function trusting(Action: string | readonly string[]) {
  return { Principal: partner, Action, Resource: undefined };
}

/** Pages of the rules on keys that need others, and of Picket's own on conditions. */
export const usePages: readonly RulePage[] = [
  {
    id: "iam/missing-paired-condition-keys",
    about:
      "Private addresses are the same in many networks. `aws:VpcSourceIp` alone also matches callers of a VPC that is not yours; together with `aws:SourceVpc` it names one place. So does `aws:Ec2InstanceSourcePrivateIPv4` with `aws:Ec2InstanceSourceVpc`.",
    fix: "Add the key that names the network to the same statement.",
    bad: withCondition({ IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }),
    good: withCondition({
      IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" },
      StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" },
    }),
    links: guidePages.keys,
  },
  {
    id: "iam/dynamodb-attributes-without-select",
    about:
      "`dynamodb:Attributes` holds the names of the attributes that a request asks for. A request for all attributes asks for none by name, and `ForAllValues` holds for it. `dynamodb:Select` closes that way.",
    fix: "Add `dynamodb:Select` with `SPECIFIC_ATTRIBUTES` to the same statement, with `IfExists` for actions that do not have it.",
    bad: withCondition(attributes, table),
    good: withCondition(
      { ...attributes, StringEqualsIfExists: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" } },
      table,
    ),
    links: ["https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html"],
  },
  {
    id: "iam/s3-prefix-in-negative-context",
    about:
      "`s3:prefix` is what the caller asks a listing to start with. To forbid `secret/*` does not hide those objects: a listing with the prefix `sec`, or with none, shows them too.",
    fix: "Allow the prefixes that may be listed (`Allow` with `StringLike`), or deny every other (`Deny` with `StringNotLike`).",
    bad: withCondition({ StringLike: { "s3:prefix": "secret/*" } }, { ...listing, Effect: "Deny" }),
    good: withCondition({ StringNotLike: { "s3:prefix": "public/*" } }, { ...listing, Effect: "Deny" }),
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html"],
  },
  {
    id: "iam/use-condition-key-only-with-supported-services",
    about:
      "Only some services fill in `aws:VpceAccount`, `aws:VpceOrgID` and `aws:VpceOrgPaths`. In a statement about every service a `Deny` meets requests that could never have the key, and an `Allow` never holds for them.",
    fix: "Name the services that support the key in `Action`.",
    bad: withCondition(
      { StringNotEquals: { "aws:VpceOrgID": "o-a1b2c3d4e5" } },
      { Effect: "Deny", Action: "*", Resource: "*" },
    ),
    good: withCondition(
      { StringNotEquals: { "aws:VpceOrgID": "o-a1b2c3d4e5" } },
      { Effect: "Deny", Action: "s3:*", Resource: "*" },
    ),
    links: guidePages.keys,
  },
  {
    id: "iam/missing-action-for-condition-key",
    about:
      "A caller may set a source identity only where `sts:SetSourceIdentity` is allowed, and session tags only where `sts:TagSession` is. A trust policy that asks for the value without allowing the action is never met.",
    fix: "Add the action to the statement.",
    bad: withCondition({ StringLike: { "sts:SourceIdentity": "jane*" } }, trusting("sts:AssumeRole"), trust),
    good: withCondition(
      { StringLike: { "sts:SourceIdentity": "jane*" } },
      trusting(["sts:AssumeRole", "sts:SetSourceIdentity"]),
      trust,
    ),
    links: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html",
    ],
  },
  {
    id: "iam/unsupported-action-for-condition-key",
    about:
      "A condition key is in requests for some actions only: `sts:ExternalId` comes with `sts:AssumeRole`, `s3:prefix` with `s3:ListBucket`. For an action that never has the key a plain condition never holds, and a negated one always does. Actions with wildcards are not looked at; services whose lists of keys have gaps are not either. It is an error for the keys of AWS KMS and AWS STS, for others a warning.",
    fix: "Give that action a statement of its own, or correct the key.",
    bad: withCondition(
      { StringEquals: { "sts:ExternalId": "example-id", "saml:aud": "https://signin.aws.amazon.com/saml" } },
      {
        ...trusting("sts:AssumeRoleWithSAML"),
        Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/idp" },
      },
      trust,
    ),
    good: withCondition(
      { StringEquals: { "sts:ExternalId": "example-id" } },
      trusting("sts:AssumeRole"),
      trust,
    ),
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"],
  },
  {
    id: "iam/mfa-condition-without-exists",
    about:
      "Requests that are signed with long-term access keys do not have `aws:MultiFactorAuthPresent` at all. A `Deny` with `Bool` and `false` therefore misses exactly them, and an `Allow` with `false` lets in the sessions without MFA.",
    fix: "Write `BoolIfExists` in a `Deny`, or `Bool` with `true` in an `Allow`.",
    bad: withCondition({ Bool: { "aws:MultiFactorAuthPresent": "false" } }, { Effect: "Deny" }),
    good: withCondition({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }, { Effect: "Deny" }),
    links: guidePages.keys,
  },
  {
    id: "iam/condition-never-true",
    about:
      "All conditions of a statement must hold at once. Here one wants a value that another one excludes, so that the statement never applies.",
    fix: "Remove one of the two.",
    bad: withCondition({
      StringEquals: { "aws:ResourceTag/Team": "blue" },
      Null: { "aws:ResourceTag/Team": "true" },
    }),
    good: withCondition({
      StringEquals: { "aws:ResourceTag/Team": "blue" },
      Null: { "aws:ResourceTag/Team": "false" },
    }),
    links: guidePages.conditions,
  },
  {
    id: "iam/condition-key-of-other-service",
    about:
      "A key with a service's prefix is in requests to that service. None of the services whose actions stand here has it, so a plain condition never holds, and a negated one, or one with `IfExists`, always does.",
    fix: "Use a key of the actions' own service, or a global one such as `aws:ResourceTag`.",
    bad: withCondition({ StringNotEquals: { "iam:ResourceTag/Stage": "live" } }),
    good: withCondition({ StringNotEquals: { "aws:ResourceTag/Stage": "live" } }),
    links: guidePages.keys,
  },
];
