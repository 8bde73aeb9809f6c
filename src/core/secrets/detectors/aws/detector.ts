import { decodeBase64 } from "../../checks/base64.ts";
import { entropy, isMixed } from "../../checks/strength.ts";
import type { Assessment, Detector, Match } from "../../detector.ts";
import { assignedPattern, tokenPattern } from "../patterns.ts";
import { assessAccessKeyId } from "./accessKeyId.ts";

/** Other services whose keys also have forty characters, and rules of their own. */
const otherService =
  /wasabi|huawei|hw_?cloud|qiniu|ncloud|naver|recaptcha|crowdstrike|falcon|luarocks|butler/;

/** Forty characters of base64 are many things: a name that says AWS, or an id beside it, makes the difference. */
function assessSecretAccessKey({ value, text, span }: Match): Assessment | undefined {
  const name = text.slice(Math.max(0, span.start - 64), span.start).toLowerCase();
  if (otherService.test(name.slice(name.lastIndexOf("\n") + 1))) return undefined;
  const saysSo = /aws|secret.?access.?key/.test(name);
  const hex = /^[0-9a-f]+$/i.test(value);
  if (!saysSo && (hex || !isMixed(value) || entropy(value) < 4)) return undefined;
  if (hex || entropy(value) < 3.5) {
    return {
      confidence: "medium",
      reason: "its name says so and its length fits, its characters are unusual",
    };
  }
  if (saysSo) return { confidence: "high", reason: "its name, length and alphabet fit" };
  return { confidence: "medium", reason: "its name, length and alphabet fit" };
}

/** A long-term key of Bedrock is Base64 of `BedrockAPIKey-…-at-` and its account, a colon and the secret. */
function bedrockAccount(key: string): string | undefined {
  return /^BedrockAPIKey-[\w+=,.@-]{1,64}-at-(\d{12}):/.exec(decodeBase64(key.slice(4)) ?? "")?.[1];
}

/** Credentials of Amazon Web Services. Pairs of id and secret are joined later, see `pairing.ts`. */
export const awsDetectors: readonly Detector[] = [
  {
    id: "aws-access-key-id",
    title: "AWS access key id",
    keywords: ["akia", "asia", "abia", "acca", "a3t"],
    pattern: tokenPattern("(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|A3T[A-Z0-9][A-Z0-9]{16}", "A-Za-z0-9_/+="),
    confidence: "high",
    check: assessAccessKeyId,
  },
  {
    id: "aws-secret-access-key",
    title: "AWS secret access key",
    keywords: [
      "secret_key",
      "secretkey",
      "secret key",
      "secret-key",
      "secret_access",
      "secretaccess",
      "secret access",
      "secret-access",
      "aws_secret",
      "aws-secret",
      "awssecret",
      "aws.secret",
    ],
    pattern: assignedPattern(
      ["secret_access_key", "secret_key", "aws_secret", "aws_sec_key", "secret_access"],
      "[A-Za-z0-9/+]{40}",
      "A-Za-z0-9/+=",
    ),
    confidence: "high",
    check: assessSecretAccessKey,
  },
  {
    id: "aws-session-token",
    title: "AWS session token",
    keywords: [
      "iqojb3jpz2lu",
      "fwogzxivyxdz",
      "fqogzxivyxdz",
      "session_token",
      "sessiontoken",
      "security_token",
      "security-token",
      "securitytoken",
      "session-token",
    ],
    pattern: new RegExp(
      `${tokenPattern("(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9/+]{80,4000}={0,2}", "A-Za-z0-9/+=").source}|${
        assignedPattern(["session_token", "security_token"], "[A-Za-z0-9/+]{160,4000}={0,2}", "A-Za-z0-9/+=")
          .source
      }`,
      "g",
    ),
    reach: { before: 64, after: 4500 },
    confidence: "high",
    check: ({ groups }) =>
      groups["value"] === undefined
        ? { confidence: "high", reason: "it starts as tokens of the Security Token Service do" }
        : { confidence: "medium", reason: "its name and length fit" },
  },
  {
    id: "aws-bedrock-api-key",
    title: "Amazon Bedrock API key",
    keywords: ["absk", "bedrock-api-key-"],
    pattern: tokenPattern(
      "ABSK[A-Za-z0-9+/]{80,400}={0,2}|bedrock-api-key-[A-Za-z0-9+/_-]{20,6000}={0,2}",
      "A-Za-z0-9+/=_",
    ),
    reach: { before: 32, after: 6500 },
    confidence: "high",
    check: ({ value }) => {
      const long = value.startsWith("ABSK");
      const known = long
        ? value.startsWith("ABSKQmVkcm9ja0FQSUtleS")
        : value.includes("-YmVkcm9jay5hbWF6b25hd3MuY29t");
      const account = long ? bedrockAccount(value) : undefined;
      const data = { kind: long ? "long-term" : "short-term", ...(account !== undefined && { account }) };
      const whose = account === undefined ? "" : ` and account ${account}`;
      if (known) return { confidence: "high", reason: `its encoded head names Bedrock${whose}`, data };
      return { confidence: "medium", reason: "its prefix and length fit", data };
    },
  },
  {
    id: "aws-mws-token",
    title: "Amazon Marketplace Web Service token",
    keywords: ["amzn.mws."],
    pattern: tokenPattern("amzn\\.mws\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    confidence: "high",
  },
  {
    id: "aws-appsync-api-key",
    title: "AWS AppSync API key",
    keywords: ["da2-"],
    pattern: tokenPattern("da2-[a-z0-9]{26}"),
    confidence: "high",
  },
];
