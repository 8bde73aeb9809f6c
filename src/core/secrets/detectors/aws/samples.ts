import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

/** Samples of the AWS rules, made at run time. */
export const awsSamples: readonly RuleSamples[] = [
  {
    id: "aws-access-key-id",
    positive: () => {
      const random = randomFrom("aws-access-key-id");
      const ids = ["AKIAQ", "ASIAX", "ABIAR", "ACCAS", "AKIAI"].map(
        (prefix) => prefix + random("base32", 15),
      );
      return ids.map((value) => ({ text: value, value }));
    },
    negative: () => {
      const random = randomFrom("aws-access-key-id/negative");
      return [
        `AKIA${random("base32", 12)}`,
        `AROA${random("base32", 16)}`,
        `x${`AKIA${random("base32", 16)}`}`,
        `${"AKIA"}IOSFODNN7${"EXAMPLE"}`,
        `AKIA${"X".repeat(16)}`,
        `arn:aws:iam::${random("digits", 12)}:user/asia`,
      ];
    },
  },
  {
    id: "aws-secret-access-key",
    positive: () => {
      const random = randomFrom("aws-secret-access-key");
      return [
        "aws_secret_access_key = ",
        "AWS_SECRET_ACCESS_KEY=",
        '"SecretAccessKey": "',
        "aws_secret_key: ",
      ].map((name) => {
        const value = random("base64", 40);
        return { text: `${name}${value}${name.endsWith('"') ? '"' : ""}`, value };
      });
    },
    negative: () => {
      const random = randomFrom("aws-secret-access-key/negative");
      return [
        `secret_key = ${random("hex", 40)}`,
        `aws_secret_access_key = ${random("base64", 30)}`,
        `aws_secret_access_key = ${random("base64", 60)}`,
        `AWS_SECRET_ACCESS_KEY=${"wJalrXUtnFEMI/K7MDENG/bPxRfiCY"}${"EXAMPLEKEY"}`,
        "AWS_SECRET_ACCESS_KEY=${SECRET_ACCESS_KEY_OF_THE_DEPLOYMENT_USER_A}",
      ];
    },
  },
  {
    id: "aws-session-token",
    positive: () => {
      const random = randomFrom("aws-session-token");
      const known = `IQoJb3JpZ2lu${random("base62", 400)}==`;
      const named = random("base62", 300);
      return [
        { text: known, value: known },
        { text: `aws_session_token=${named}`, value: named },
      ];
    },
    negative: () => [
      "aws_session_token=$(get-token)",
      `session_token=${randomFrom("aws-session-token/negative")("hex", 40)}`,
    ],
  },
  {
    id: "aws-bedrock-api-key",
    positive: () => {
      const random = randomFrom("aws-bedrock-api-key");
      const long = `ABSKQmVkcm9ja0FQSUtleS${random("base62", 108)}=`;
      const short = `bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t${random("base62", 600)}`;
      return [long, short].map((value) => ({ text: value, value }));
    },
    negative: () => [
      "bedrock-api-key-expired",
      `ABSK${randomFrom("aws-bedrock-api-key/negative")("base62", 20)}`,
    ],
  },
  {
    id: "aws-mws-token",
    positive: () => {
      const random = randomFrom("aws-mws-token");
      const value = `amzn.mws.${[8, 4, 4, 4, 12].map((size) => random("hex", size)).join("-")}`;
      return [{ text: value, value }];
    },
    negative: () => ["amzn.mws.endpoint", `amzn.mws.${randomFrom("aws-mws-token/negative")("hex", 8)}`],
  },
  {
    id: "aws-appsync-api-key",
    positive: () => {
      const value = `da2-${randomFrom("aws-appsync-api-key")("alnum", 26)}`;
      return [{ text: value, value }];
    },
    negative: () => [`da2-${randomFrom("aws-appsync-api-key/negative")("alnum", 20)}`],
  },
];
