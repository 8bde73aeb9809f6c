import type { RuleAbout } from "../../detector.ts";

/** Page of the OpenAI rule. */
export const openaiAbout: readonly RuleAbout[] = [
  {
    id: "openai-api-key",
    what: "A key of OpenAI: of a project (`sk-proj-`), a service account (`sk-svcacct-`), the administration of an organisation (`sk-admin-`), or one of the older kind. It calls models on the account's bill, and may read files and threads.",
    how: "The letters `T3BlbkFJ` in its middle, which are `OpenAI` in base64. A value with a prefix of such a key and a fitting length, but without the mark, is a warning.",
    rotate:
      "Delete the key on the page of API keys, check the usage, and create a new one with the least permissions.",
    links: [
      "https://platform.openai.com/docs/api-reference/authentication",
      "https://help.openai.com/en/articles/5112595-best-practices-for-api-key-safety",
    ],
  },
];
