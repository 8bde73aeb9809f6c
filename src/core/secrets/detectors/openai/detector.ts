import type { Detector } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";

/** Keys of OpenAI. The eight letters in the middle are `OpenAI` in base64. */
export const openaiDetectors: readonly Detector[] = [
  {
    id: "openai-api-key",
    title: "OpenAI API key",
    keywords: ["t3blbkfj", "sk-proj-", "sk-svcacct-", "sk-admin-", "sk-service-", "sk-none-", "openai"],
    pattern: new RegExp(
      [
        tokenPattern("sk-[A-Za-z0-9_-]{16,180}T3BlbkFJ[A-Za-z0-9_-]{16,140}", "A-Za-z0-9_-").source,
        tokenPattern("sk-(?:proj|svcacct|admin|service)-[A-Za-z0-9_-]{40,200}", "A-Za-z0-9_-").source,
        `(?:[oO][pP][eE][nN].?[aA][iI])[^\\n]{0,60}?[^A-Za-z0-9_-](?<value>sk-[A-Za-z0-9]{48})(?![A-Za-z0-9_-])`,
      ].join("|"),
      "g",
    ),
    reach: { before: 200, after: 400 },
    confidence: "high",
    check: ({ value }) => {
      if (value.includes("T3BlbkFJ")) return { confidence: "high", reason: "it holds the vendor's mark" };
      return { confidence: "medium", reason: "its prefix and length fit, the vendor's mark is missing" };
    },
  },
];
