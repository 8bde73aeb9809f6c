import { base62, crc32 } from "../../checks/crc32.ts";
import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

function withChecksum(prefix: string, body: string): string {
  return prefix + body + base62(crc32(body), 6);
}

/** Samples of the GitHub rules, made at run time. */
export const githubSamples: readonly RuleSamples[] = [
  {
    id: "github-token",
    positive: () => {
      const random = randomFrom("github-token");
      const sound = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((prefix) =>
        withChecksum(prefix, random("base62", 30)),
      );
      return [...sound, `ghp_${random("base62", 36)}`].map((value) => ({ text: value, value }));
    },
    negative: () => {
      const random = randomFrom("github-token/negative");
      return [
        `ghp_${random("base62", 20)}`,
        `ghp_${"x".repeat(36)}`,
        `ghx_${random("base62", 36)}`,
        `ghp_${random("base62", 60)}`,
        `ghp_your${"TokenGoesHere"}${random("base62", 10)}`,
      ];
    },
  },
  {
    id: "github-fine-grained-token",
    positive: () => {
      const random = randomFrom("github-fine-grained-token");
      const values = [
        `github_pat_${random("base62", 22)}_${random("base62", 59)}`,
        `github_pat_${random("base62", 82)}`,
      ];
      return values.map((value) => ({ text: value, value }));
    },
    negative: () => [
      `github_pat_${randomFrom("github_pat/negative")("base62", 40)}`,
      `github_pat_${"x".repeat(82)}`,
    ],
  },
  {
    id: "github-app-token",
    positive: () => {
      const random = randomFrom("github-app-token");
      const value = `ghs_${random("digits", 7)}_eyJ${random("base62", 60)}.eyJ${random("base62", 200)}.${random("base62", 86)}`;
      return [{ text: value, value }];
    },
    negative: () => [`ghs_${randomFrom("github-app-token/negative")("digits", 7)}_eyJ`],
  },
  {
    id: "github-client-secret",
    positive: () => {
      const value = randomFrom("github-client-secret")("hex", 40);
      return [{ text: `GITHUB_CLIENT_SECRET=${value}`, value }];
    },
    negative: () => [`github_commit = ${randomFrom("github-client-secret/negative")("hex", 40)}`],
  },
];
