import type { RuleAbout } from "../../detector.ts";

/** Page of the Anthropic rule. */
export const anthropicAbout: readonly RuleAbout[] = [
  {
    id: "anthropic-api-key",
    what: "A key of Anthropic: for the API (`sk-ant-api03-`), for the administration of an organisation (`sk-ant-admin01-`), or a token of a person who is signed in (`sk-ant-oat01-`, `sk-ant-sid01-`). It calls models on the account's bill; an admin key changes members and keys.",
    how: "The prefix, 93 characters and the end `AA`. With another length it is a warning.",
    rotate:
      "Delete the key in the console under API keys, check the usage, and create a new one in its own workspace.",
    links: [
      "https://docs.anthropic.com/en/api/overview",
      "https://support.anthropic.com/en/articles/9767949-api-key-best-practices-keeping-your-keys-safe-and-secure",
    ],
  },
];
