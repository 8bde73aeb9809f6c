import type { RuleSamples } from "../../detector.ts";
import { randomFrom } from "../generate.ts";

/** Samples of the Stripe rules, made at run time. */
export const stripeSamples: readonly RuleSamples[] = [
  {
    id: "stripe-secret-key",
    positive: () => {
      const random = randomFrom("stripe-secret-key");
      const values = ["sk_live_", "rk_live_", "sk_test_", "rk_test_"].map(
        (prefix) => prefix + random("base62", 24),
      );
      return [...values, `sk_live_51${random("base62", 97)}`].map((value) => ({ text: value, value }));
    },
    negative: () => {
      const random = randomFrom("stripe-secret-key/negative");
      return [
        `pk_live_${random("base62", 24)}`,
        `sk_live_${random("base62", 8)}`,
        `sk_test_${"x".repeat(24)}`,
        `task_live_${random("base62", 24)}`,
      ];
    },
  },
  {
    id: "stripe-webhook-secret",
    positive: () => {
      const value = `whsec_${randomFrom("stripe-webhook-secret")("base62", 32)}`;
      return [{ text: value, value }];
    },
    negative: () => [`whsec_${randomFrom("stripe-webhook-secret/negative")("base62", 8)}`],
  },
];
