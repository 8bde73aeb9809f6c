import type { KiroExample, KiroRule, KiroRulePage } from "../../src/core/kiro/checks/check.ts";
import { kiroPages } from "../../src/core/kiro/checks/pages.ts";
import { kiroRules } from "../../src/core/kiro/checks/registry.ts";
import type { RuleRow } from "./iamPages.ts";
import { severityNames } from "./mcpPages.ts";

/** Rows of the index, and one page per rule by path under `docs/`. @throws Error for a rule without a page */
export function kiroRulePages(): { rows: readonly RuleRow[]; pages: ReadonlyMap<string, string> } {
  const about = new Map(kiroPages.map((page) => [page.id, page]));
  const pages = new Map<string, string>();
  const rows = kiroRules.map((rule) => {
    const page = about.get(rule.id);
    if (!page) throw new Error(`rule ${rule.id} has no page`);
    pages.set(`rules/${rule.id}.md`, pageOf(rule, page));
    return { ruleId: rule.id, title: rule.title, severity: severityNames[rule.severity] };
  });
  return { rows, pages };
}

function pageOf(rule: KiroRule, page: KiroRulePage): string {
  return [
    `# ${rule.title}`,
    "",
    `Rule \`${rule.id}\`, ${severityNames[rule.severity]}.`,
    "",
    page.about,
    "",
    "## What to do",
    "",
    page.fix,
    "",
    ...exampleOf("## Found", page.bad),
    ...exampleOf("## Not found", page.good),
  ].join("\n");
}

const languages: Readonly<Record<string, string>> = {
  json: "json",
  hook: "json",
  yaml: "yaml",
  md: "markdown",
};

function exampleOf(heading: string, { path, text, given }: KiroExample): readonly string[] {
  const language = languages[path.split(".").at(-1) ?? ""] ?? "text";
  // A page must not hide what it warns of.
  const shown = text.replace(/[\u{e0000}-\u{e007f}]/gu, (tag) => `\\u{${tag.codePointAt(0)?.toString(16)}}`);
  return [
    heading,
    "",
    `\`${path}\`${given ? ` ${given.words}` : ""}:`,
    "",
    `\`\`\`${language}`,
    shown.trim(),
    "```",
    "",
  ];
}
