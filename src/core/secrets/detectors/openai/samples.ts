import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

const mark = ["T3Blbk", "FJ"].join("");

/** Samples of the OpenAI rule, made at run time. */
export const openaiSamples: readonly RuleSamples[] = [
  {
    id: "openai-api-key",
    positive: () => {
      const random = randomFrom("openai-api-key");
      return [
        `sk-${random("base62", 20)}${mark}${random("base62", 20)}`,
        `sk-proj-${random("base64url", 74)}${mark}${random("base64url", 74)}`,
        `sk-svcacct-${random("base64url", 58)}${mark}${random("base64url", 58)}`,
        `sk-admin-${random("base64url", 74)}${mark}${random("base64url", 74)}`,
        `sk-proj-${random("base62", 48)}`,
      ].map((value) => ({ text: value, value }));
    },
    negative: () => {
      const random = randomFrom("openai-api-key/negative");
      return [
        `sk-${random("base62", 48)}`,
        "sk-proj-your-key-here",
        `sk-${"x".repeat(48)}`,
        `ask-${random("base62", 20)}${mark}`,
      ];
    },
  },
];
