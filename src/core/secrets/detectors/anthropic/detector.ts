import type { Detector } from "../../detector.ts";
import { tokenPattern } from "../patterns.ts";

/** Keys of Anthropic. */
export const anthropicDetectors: readonly Detector[] = [
  {
    id: "anthropic-api-key",
    title: "Anthropic API key",
    keywords: ["sk-ant-"],
    pattern: tokenPattern("sk-ant-(?:api|admin|oat|ort|sid)[0-9]{2}-[A-Za-z0-9_-]{60,140}", "A-Za-z0-9_-"),
    confidence: "high",
    check: ({ value }) => {
      const kind = value.slice(7, value.indexOf("-", 7) - 2);
      const data = {
        kind:
          kind === "api"
            ? "api key"
            : kind === "admin"
              ? "admin key"
              : kind === "sid"
                ? "session"
                : "oauth token",
      };
      const full =
        kind === "api" || kind === "admin" ? value.slice(value.indexOf("-", 7) + 1).length === 95 : true;
      if (full && value.endsWith("AA"))
        return { confidence: "high", reason: "its prefix, length and end are exact", data };
      return { confidence: "medium", reason: "its prefix and length fit", data };
    },
  },
];
