import type { McpExample, McpRule, McpRulePage, OwaspRisk } from "../../src/core/mcp/checks/check.ts";
import { mcpPages } from "../../src/core/mcp/checks/pages.ts";
import { mcpRules } from "../../src/core/mcp/checks/registry.ts";
import type { RuleRow } from "./iamPages.ts";

/** Severities as pages write them. */
export const severityNames = {
  error: "Error",
  warning: "Warning",
  info: "Information",
  hint: "Hint",
} as const;

/** Names of the risks of the OWASP MCP Top 10 (2025). */
const risks: Readonly<Record<OwaspRisk, string>> = {
  MCP01: "secrets",
  MCP02: "scope creep",
  MCP03: "tool poisoning",
  MCP04: "supply chain",
  MCP05: "command injection",
  MCP06: "intent subversion",
  MCP07: "authentication",
  MCP08: "audit",
  MCP09: "shadow servers",
};

/** Rows of the index, and one page per rule by path under `docs/`. @throws Error for a rule without a page */
export function mcpRulePages(): { rows: readonly RuleRow[]; pages: ReadonlyMap<string, string> } {
  const about = new Map(mcpPages.map((page) => [page.id, page]));
  const pages = new Map<string, string>();
  const rows = mcpRules.map((rule) => {
    const page = about.get(rule.id);
    if (!page) throw new Error(`rule ${rule.id} has no page`);
    pages.set(`rules/${rule.id}.md`, pageOf(rule, page));
    return { ruleId: rule.id, title: rule.title, severity: severityNames[rule.severity] };
  });
  return { rows, pages };
}

function pageOf(rule: McpRule, page: McpRulePage): string {
  const risk = `${rule.owasp} (${risks[rule.owasp]})`;
  return [
    `# ${rule.title}`,
    "",
    `Rule \`${rule.id}\`, ${severityNames[rule.severity]}; ${risk} of the OWASP MCP Top 10.`,
    "",
    page.about,
    "",
    "## What to do",
    "",
    page.fix,
    "",
    ...exampleOf("## Found", page.bad),
    ...exampleOf("## Not found", page.good),
    ...((page.links ?? []).length > 0
      ? ["## Further reading", "", ...(page.links ?? []).map((link) => `- <${link}>`), ""]
      : []),
  ].join("\n");
}

function exampleOf(heading: string, { text, policy, given }: McpExample): readonly string[] {
  const policyLines = policy ? ["judged by this policy:", "", "```json", policy.trim(), "```", ""] : [];
  return [
    heading,
    "",
    ...(given ? [given.words, ""] : []),
    "```json",
    text.trim(),
    "```",
    "",
    ...policyLines,
  ];
}
