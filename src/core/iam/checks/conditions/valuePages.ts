import type { RulePage } from "../check.ts";
import { guidePages, withCondition } from "./examples.ts";

const put = { Action: "s3:PutObject" };
const decrypt = { Action: "kms:Decrypt", Resource: "arn:aws:kms:*:111122223333:key/*" };
const image = "kms:RecipientAttestation:ImageSha384";

/** Pages of the rules on values. */
export const valuePages: readonly RulePage[] = [
  {
    id: "iam/invalid-condition-data-type",
    about:
      "The values of one condition stand in a list, and all of them must be of one JSON type: all strings, all numbers or all booleans.",
    fix: "Write all values as strings.",
    bad: withCondition({ StringEquals: { "aws:PrincipalAccount": ["111122223333", 123456789012] } }),
    good: withCondition({ StringEquals: { "aws:PrincipalAccount": ["111122223333", "123456789012"] } }),
    links: guidePages.conditions,
  },
  {
    id: "iam/invalid-condition-multiple-boolean",
    about:
      "`Bool` and `Null` compare with one value. A list with both `true` and `false` holds for every request that has the key, which is hardly meant.",
    fix: "Keep the one value that you mean.",
    bad: withCondition({ Bool: { "aws:SecureTransport": ["true", "false"] } }),
    good: withCondition({ Bool: { "aws:SecureTransport": "true" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/type-mismatch-boolean",
    about: "`Bool` and `Null` know `true` and `false`. Another text never matches.",
    fix: "Write `true` or `false`.",
    bad: withCondition({ Bool: { "aws:SecureTransport": "yes" } }),
    good: withCondition({ Bool: { "aws:SecureTransport": "true" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/type-mismatch-number",
    about: "The `Numeric` operators compare numbers. A text that is none never matches.",
    fix: "Write the number in digits, without a unit.",
    bad: withCondition({ NumericLessThan: { "aws:MultiFactorAuthAge": "1 hour" } }),
    good: withCondition({ NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/type-mismatch-date",
    about:
      "The `Date` operators read dates as in ISO 8601: `2026-12-31` or `2026-12-31T23:59:59Z`. A text of another form never matches.",
    fix: "Write the date as year, month and day, with the time behind a `T` where it matters.",
    bad: withCondition({ DateLessThan: { "aws:CurrentTime": "31.12.2026" } }),
    good: withCondition({ DateLessThan: { "aws:CurrentTime": "2026-12-31T23:59:59Z" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/invalid-date-value",
    about:
      "A number is read as seconds since 1 January 1970. Nobody sees which day that is, and a value in milliseconds is thousands of years off.",
    fix: "Write the date as `YYYY-MM-DD`, with the time where it matters.",
    bad: withCondition({ DateLessThan: { "aws:CurrentTime": "1798761599" } }),
    good: withCondition({ DateLessThan: { "aws:CurrentTime": "2026-12-31T23:59:59Z" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/type-mismatch-string",
    about:
      "`BinaryEquals` compares bytes, which are written in Base64. A text that is not Base64 never matches.",
    fix: "Write the value in Base64, or use a `String` operator if the key holds text.",
    bad: withCondition({ BinaryEquals: { [image]: "not-base64" } }, decrypt),
    good: withCondition({ BinaryEquals: { [image]: "QmFzZTY0" } }, decrypt),
    links: guidePages.operators,
  },
  {
    id: "iam/redundant-condition-value-num",
    about:
      "Of several values one has to match. Of two limits only the wider counts: what is less than 2700 is less than 3600 too. The narrower one looks as if it restricted something.",
    fix: "Keep the limit that you mean: the greatest counts with `LessThan`, the least with `GreaterThan`.",
    bad: withCondition({ NumericLessThan: { "aws:MultiFactorAuthAge": ["2700", "3600"] } }),
    good: withCondition({ NumericLessThan: { "aws:MultiFactorAuthAge": "2700" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/type-mismatch-ip-range",
    about:
      "`IpAddress` and `NotIpAddress` take addresses and ranges in CIDR notation, IPv4 or IPv6. AWS refuses other texts; wildcards are none.",
    fix: "Write an address, or a range such as `203.0.113.0/24`.",
    bad: withCondition({ IpAddress: { "aws:SourceIp": "203.0.113.*" } }),
    good: withCondition({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/improve-ip-range",
    about:
      "The number behind the slash says how many bits count; the others are ignored. An address with such bits set looks as if the range started there.",
    fix: "Write the first address of the range. Picket proposes it.",
    bad: withCondition({ IpAddress: { "aws:SourceIp": "203.0.113.77/24" } }),
    good: withCondition({ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
    links: guidePages.operators,
  },
  {
    id: "iam/private-ip-address",
    about:
      "`aws:SourceIp` is the public address of the caller. All values here are private, so that the condition never matches. Requests through a VPC endpoint have no `aws:SourceIp`, but `aws:VpcSourceIp`.",
    fix: "Name public addresses, or use `aws:VpcSourceIp` together with `aws:SourceVpc`.",
    bad: withCondition({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } }),
    good: withCondition({
      IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" },
      StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" },
    }),
    links: guidePages.keys,
  },
  {
    id: "iam/private-not-ip-address",
    about:
      "`aws:SourceIp` is the public address of the caller. All values here are private, so that `NotIpAddress` is always true and the condition restricts nothing.",
    fix: "Name public addresses, or use `aws:VpcSourceIp` together with `aws:SourceVpc`.",
    bad: withCondition({ NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, { Effect: "Deny" }),
    good: withCondition({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, { Effect: "Deny" }),
    links: guidePages.keys,
  },
  {
    id: "iam/private-ip-address-subset",
    about:
      "`aws:SourceIp` is the public address of the caller. The private ones among the values never match; callers inside the VPC are not let in by them.",
    fix: "Remove the private addresses. Write a statement with `aws:VpcSourceIp` and `aws:SourceVpc` for callers inside a VPC.",
    bad: withCondition({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } }),
    good: withCondition({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }),
    links: guidePages.keys,
  },
  {
    id: "iam/private-not-ip-address-subset",
    about:
      "`aws:SourceIp` is the public address of the caller. The private ones among the values take out nothing; callers inside a VPC are met by the statement.",
    fix: "Remove the private addresses, and use `aws:VpcSourceIp` for callers inside a VPC.",
    bad: withCondition(
      { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } },
      { Effect: "Deny" },
    ),
    good: withCondition({ NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } }, { Effect: "Deny" }),
    links: guidePages.keys,
  },
  {
    id: "iam/invalid-vpc-format",
    about: "A VPC's id is `vpc-` and 8 or 17 letters and digits. Another value never matches.",
    fix: "Write the id of the VPC.",
    bad: withCondition({ StringEquals: { "aws:SourceVpc": "my-network" } }),
    good: withCondition({ StringEquals: { "aws:SourceVpc": "vpc-1a2b3c4d" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/invalid-vpce-format",
    about:
      "A VPC endpoint's id is `vpce-` and 8 or 17 letters and digits. Another value, such as the id of the VPC, never matches.",
    fix: "Write the id of the endpoint, or use `aws:SourceVpc` for a VPC.",
    bad: withCondition({ StringEquals: { "aws:SourceVpce": "vpc-1a2b3c4d" } }),
    good: withCondition({ StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } }),
    links: guidePages.keys,
  },
  {
    id: "iam/invalid-kms-key-value",
    about:
      "This key holds the ARN of a KMS key, `arn:aws:kms:Region:account:key/id`. A key's id alone, or an alias, never matches.",
    fix: "Write the key's ARN.",
    bad: withCondition(
      { StringEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "alias/app" } },
      put,
    ),
    good: withCondition(
      {
        StringEquals: {
          "s3:x-amz-server-side-encryption-aws-kms-key-id":
            "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
      },
      put,
    ),
    links: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html"],
  },
];
