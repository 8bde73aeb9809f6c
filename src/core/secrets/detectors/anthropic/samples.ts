import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

/** Samples of the Anthropic rule, made at run time. */
export const anthropicSamples: readonly RuleSamples[] = [
  {
    id: "anthropic-api-key",
    positive: () => {
      const random = randomFrom("anthropic-api-key");
      return ["api03", "admin01", "oat01"].map((kind) => {
        const value = `sk-ant-${kind}-${random("base64url", 93)}AA`;
        return { text: value, value };
      });
    },
    negative: () => [
      "sk-ant-api03-...",
      `sk-ant-api03-${randomFrom("anthropic-api-key/negative")("base62", 20)}`,
      `sk-ant-api03-${"x".repeat(95)}`,
    ],
  },
];
