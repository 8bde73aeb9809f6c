import type { RuleAbout } from "../../detector.ts";

const keys = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html";

/** Pages of the AWS rules. */
export const awsAbout: readonly RuleAbout[] = [
  {
    id: "aws-access-key-id",
    what: "The name of an access key of AWS. Alone it signs nothing, but it tells which account and user the key belongs to, and its secret is rarely far away.",
    how: "Twenty characters: `AKIA` (long-term), `ASIA` (temporary), `ABIA` or `ACCA`, then sixteen of base 32. Ids issued since 2019 hold the number of the account, which Picket decodes and shows. When the secret stands in the same file, both findings point at each other.",
    rotate:
      "Make a second access key for the user, change over to it, set the old one inactive, and delete it after a while. Better: use a role or IAM Identity Center, and no long-term key at all.",
    links: [
      keys,
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
    ],
  },
  {
    id: "aws-secret-access-key",
    what: "The secret half of an access key. With the id it signs requests to AWS with all permissions of its user or role.",
    how: "Forty characters of base64 behind a name such as `aws_secret_access_key`, `SecretAccessKey` or `secret_key`. A name that does not say AWS gives a warning only, unless an access key id stands nearby.",
    rotate:
      "Deactivate the key in IAM at once, look in CloudTrail for what it was used for, then delete it and use a new one from a secret store.",
    links: [keys, "https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html"],
  },
  {
    id: "aws-session-token",
    what: "The third part of temporary credentials. With the id and secret beside it, it acts as the role until the session ends, at most after 36 hours.",
    how: "By the first letters that tokens of the Security Token Service share, or by a name such as `aws_session_token` before a long base64 value.",
    rotate: "Sessions end by themselves. To end them now, revoke the role's active sessions in IAM.",
    links: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html"],
  },
  {
    id: "aws-bedrock-api-key",
    what: "An API key of Amazon Bedrock. It calls models on the account's bill without any other credential.",
    how: "Long-term keys start with `ABSK` and hold the word Bedrock and the account in base64, which Picket decodes, short-term ones start with `bedrock-api-key-` and hold a signed URL.",
    rotate:
      "Delete the service-specific credential of the IAM user. Short-term keys end with the session they were made from, after twelve hours at most.",
    links: ["https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html"],
  },
  {
    id: "aws-mws-token",
    what: "An authorisation for Amazon Marketplace Web Service: orders and reports of a seller.",
    how: "`amzn.mws.` and a UUID.",
    rotate:
      "Withdraw the developer's authorisation in Seller Central. The service has ended in favour of the Selling Partner API, so the token should go.",
    links: ["https://developer-docs.amazon.com/sp-api/docs/welcome"],
  },
  {
    id: "aws-appsync-api-key",
    what: "A key of one GraphQL API in AWS AppSync. It may call what the API allows to keys, for up to a year.",
    how: "`da2-` and 26 small letters and digits.",
    rotate:
      "Create a new key for the API, change over to it and delete the old one. For anything but public data, use IAM or Cognito instead.",
    links: ["https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html"],
  },
];
