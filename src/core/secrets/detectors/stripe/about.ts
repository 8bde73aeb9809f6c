import type { RuleAbout } from "../../detector.ts";

/** Pages of the Stripe rules. */
export const stripeAbout: readonly RuleAbout[] = [
  {
    id: "stripe-secret-key",
    what: "A secret or restricted key of Stripe. A live one moves money and reads customers; a test one does so with test data only.",
    how: "`sk_live_`, `rk_live_`, their `test` and organisation forms, and letters and digits. A test key is reported as a warning. Publishable keys (`pk_`) are public by design and are left alone.",
    rotate: "Roll the key in the dashboard under Developers, API keys; choose when the old one ends.",
    links: ["https://docs.stripe.com/keys", "https://docs.stripe.com/keys-best-practices"],
  },
  {
    id: "stripe-webhook-secret",
    what: "The secret that signs a webhook's events. Who has it can forge events, such as a payment that never was.",
    how: "`whsec_` and 24 to 64 characters; services built on Svix use the same form.",
    rotate: "Roll the secret on the endpoint's page; both are valid for up to a day.",
    links: ["https://docs.stripe.com/webhooks"],
  },
];
