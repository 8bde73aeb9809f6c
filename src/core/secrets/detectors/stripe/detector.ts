import type { Detector } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";

/** Keys of Stripe. Publishable keys (`pk_`) are made to be public and are not reported. */
export const stripeDetectors: readonly Detector[] = [
  {
    id: "stripe-secret-key",
    title: "Stripe secret key",
    keywords: ["sk_live_", "sk_test_", "sk_prod_", "rk_live_", "rk_test_", "rk_prod_", "sk_org_"],
    pattern: tokenPattern(
      "(?:[sr]k_(?:live|test|prod)|sk_org_(?:live|test))_(?!a2V5|[0-9a-f]{40}(?![A-Za-z0-9]))[A-Za-z0-9]{16,247}",
    ),
    confidence: "high",
    check: ({ value }) => {
      const data = {
        kind: value.startsWith("r") ? "restricted" : "secret",
        mode: value.includes("_test_") ? "test" : "live",
      };
      if (data.mode === "test")
        return { confidence: "medium", reason: "it opens the test mode of an account", data };
      return { confidence: "high", reason: "it has the format of a live key", data };
    },
  },
  {
    id: "stripe-webhook-secret",
    title: "Stripe webhook signing secret",
    keywords: ["whsec_"],
    pattern: tokenPattern("whsec_[A-Za-z0-9+/]{24,64}={0,2}", "A-Za-z0-9_+/="),
    confidence: "high",
  },
];
