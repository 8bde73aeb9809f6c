import type { KiroExample } from "../../src/core/kiro/checks/check.ts";
import { kiroPages } from "../../src/core/kiro/checks/pages.ts";
import { kiroRules } from "../../src/core/kiro/checks/registry.ts";
import { pagesOf, type RulePages } from "./rulePage.ts";

/** Rows of the index, and one page per rule by path under `docs/`. @throws Error for a rule without a page */
export function kiroRulePages(): RulePages {
  return pagesOf(kiroRules, kiroPages, {
    origin: () => "",
    example: exampleOf,
    linksHeading: "Further reading",
  });
}

const languages: Readonly<Record<string, string>> = {
  json: "json",
  hook: "json",
  yaml: "yaml",
  md: "markdown",
};

function exampleOf({ path, text, given }: KiroExample): readonly string[] {
  const language = languages[path.split(".").at(-1) ?? ""] ?? "text";
  // A page must not hide what it warns of.
  const shown = text.replace(/[\u{e0000}-\u{e007f}]/gu, (tag) => `\\u{${tag.codePointAt(0)?.toString(16)}}`);
  return [`\`${path}\`${given ? ` ${given.words}` : ""}:`, "", `\`\`\`${language}`, shown.trim(), "```", ""];
}
