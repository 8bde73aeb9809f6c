import type { Detector } from "../../detector.ts";

/** Access key ids; the secret comes with it in one file as a rule. */
export const awsDetectors: readonly Detector[] = [
  {
    id: "aws-access-key-id",
    title: "AWS access key id",
    keywords: ["akia", "asia", "abia", "acca"],
    pattern: /(?<![A-Za-z0-9_/+])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9_/+=])/g,
    confidence: "high",
  },
  {
    id: "aws-secret-access-key",
    title: "AWS secret access key",
    keywords: ["secret"],
    pattern:
      /secret_?(?:access)?_?key["'`]?\s{0,8}(?:=>|:=|=|:)\s{0,8}["'`]?(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    confidence: "high",
  },
];
