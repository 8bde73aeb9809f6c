import { textAt } from "../../eventData.ts";
import { isSingleSignOn } from "../callers.ts";
import type { ContextRule } from "../risk.ts";

/** Tools whose own name stands in the user agent of those who search for stolen keys or ways in. */
const attackTool = /\b(?:trufflehog|pacu|cloudfox|kali|parrot|pentoo)\b/i;

/** Signing in, and callers that give themselves away. */
export const signInRules: readonly ContextRule[] = [
  {
    services: ["signin"],
    names: /^ConsoleLogin$/,
    *judge(event) {
      const { additional, outcome } = event;
      const withMfa = textAt(additional, "MFAUsed") === "Yes";
      const base = { category: "console-root", technique: "T1078.004" } as const;
      if (outcome !== "success") {
        if (withMfa)
          yield {
            ...base,
            severity: "high",
            reason: "A sign-in with a second factor failed: the password may be known.",
          };
        else yield { ...base, severity: "medium", reason: "A sign-in to the console failed." };
        return;
      }
      if (isSingleSignOn(event) || textAt(additional, "SamlProviderArn") !== undefined) {
        yield { ...base, severity: "medium", reason: "A person signed in to the console by single sign-on." };
        return;
      }
      yield {
        ...base,
        severity: "high",
        reason: withMfa
          ? "Someone signed in to the console; an agent never does."
          : "Someone signed in to the console, and the trail shows no second factor.",
      };
    },
  },
  {
    services: ["signin"],
    names: /^GetSigninToken$/,
    *judge(event) {
      // The portal's own client, with a placeholder where its version should stand.
      if (event.userAgent?.startsWith("Jersey/") && isSingleSignOn(event))
        yield {
          severity: "low",
          category: "console-root",
          technique: "T1078.004",
          reason: "The portal of single sign-on opened the console for a person.",
        };
    },
  },
  {
    names: /./,
    *judge({ userAgent = "" }) {
      if (attackTool.test(userAgent))
        yield {
          severity: "high",
          category: "recon",
          technique: "T1087.004",
          reason: "The caller names itself as a tool that searches for stolen keys or ways in.",
        };
    },
  },
];
