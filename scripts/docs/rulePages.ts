import { catalogue } from "../../src/core/secrets/catalogue.ts";
import { contextualAbout } from "../../src/core/secrets/contextual/about.ts";
import { iamRulePages } from "./iamPages.ts";
import { kiroRulePages } from "./kiroPages.ts";
import { mcpRulePages } from "./mcpPages.ts";
import { linksUnder, severityNames, type RuleRow } from "./rulePage.ts";
import type { RuleAbout } from "../../src/core/secrets/detector.ts";
import { secretPages } from "../../src/core/secrets/detectors/pages.ts";
import { severityOf } from "../../src/core/model/severity.ts";

/** The index of all rules and one page per rule, by path under `docs/`. */
export async function rulePages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map([...secretPages, ...contextualAbout].map((page) => [page.id, page]));
  const result = new Map<string, string>();
  const rows: RuleRow[] = [];
  for (const rule of [...catalogue].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))) {
    const id = rule.ruleId.slice("secrets/".length);
    const page = pages.get(id);
    if (!page) throw new Error(`rule ${rule.ruleId} has no page`);
    const severity = severityNames[severityOf(rule.confidence)];
    rows.push({ ruleId: rule.ruleId, title: rule.title, severity });
    result.set(`rules/secrets/${id}.md`, secretPage(rule.ruleId, rule.title, severity, page));
  }
  const iam = iamRulePages();
  const mcp = mcpRulePages();
  const kiro = kiroRulePages();
  for (const [path, text] of [...iam.pages, ...mcp.pages, ...kiro.pages]) result.set(path, text);
  const lines = [
    "# Rules",
    "",
    "## Policies, networks and WorkSpaces",
    "",
    ...tableOf("what is wrong", iam.rows),
    "",
    "## MCP servers",
    "",
    ...tableOf("what is wrong", mcp.rows),
    "",
    "## Kiro's own files",
    "",
    ...tableOf("what is wrong", kiro.rows),
    "",
    "## Secrets",
    "",
    ...tableOf("finds", rows),
    "",
  ];
  result.set("rules/README.md", lines.join("\n"));
  return result;
}

function tableOf(about: string, rows: readonly RuleRow[]): readonly string[] {
  return [
    `| rule | ${about} | severity at full confidence |`,
    "|---|---|---|",
    ...rows.map(
      ({ ruleId, title, severity }) => `| [\`${ruleId}\`](${ruleId}.md) | ${title} | ${severity} |`,
    ),
  ];
}

function secretPage(ruleId: string, title: string, severity: string, page: RuleAbout): string {
  return [
    `# ${title}`,
    "",
    `Rule \`${ruleId}\`, ${severity} at full confidence.`,
    "",
    "## What it opens",
    "",
    page.what,
    "",
    "## How Picket recognises it",
    "",
    page.how,
    "",
    "## What to do",
    "",
    "Move it to a store: `Ctrl+.` (`Cmd+.` on macOS) in the value, see [Fixes](../../fixes.md).",
    `It was in a file, so treat it as known to others. ${page.rotate}`,
    "If it is no secret, see [Ignoring findings](../../ignoring.md).",
    "",
    ...linksUnder("Provider's pages", page.links),
  ].join("\n");
}
