import type { McpExample, OwaspRisk } from "../../src/core/mcp/checks/check.ts";
import { mcpPages } from "../../src/core/mcp/checks/pages.ts";
import { mcpRules } from "../../src/core/mcp/checks/registry.ts";
import { pagesOf, type RulePages } from "./rulePage.ts";

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
export function mcpRulePages(): RulePages {
  return pagesOf(mcpRules, mcpPages, {
    origin: ({ owasp }) => `; ${owasp} (${risks[owasp]}) of the OWASP MCP Top 10`,
    example: exampleOf,
    linksHeading: "Further reading",
  });
}

function exampleOf({ text, policy, given }: McpExample): readonly string[] {
  const policyLines = policy ? ["judged by this policy:", "", "```json", policy.trim(), "```", ""] : [];
  return [...(given ? [given.words, ""] : []), "```json", text.trim(), "```", "", ...policyLines];
}
