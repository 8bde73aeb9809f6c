import type { Example, IamRule, RulePage } from "../../src/core/iam/checks/check.ts";
import { iamPages } from "../../src/core/iam/checks/pages.ts";
import { iamRules } from "../../src/core/iam/checks/registry.ts";

const severityNames = { error: "Error", warning: "Warning", info: "Information", hint: "Hint" } as const;

/** Lines of code blocks by language, as Markdown names them. */
const fences = { json: "json", yaml: "yaml", terraform: "hcl", shellscript: "sh" } as const;

const typeNames: Readonly<Record<NonNullable<Example["type"]>, string>> = {
  identity: "an identity policy",
  trust: "a role's trust policy",
  resource: "a resource policy",
  scp: "a service control policy",
  rcp: "a resource control policy",
  boundary: "a permissions boundary",
  "vpc-endpoint": "a VPC endpoint policy",
};

/** A row of the index of rules. */
export interface RuleRow {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: string;
}

/** Rows of the index, and one page per rule by path under `docs/`. @throws Error for a rule without a page */
export function iamRulePages(): { rows: readonly RuleRow[]; pages: ReadonlyMap<string, string> } {
  const about = new Map(iamPages.map((page) => [page.id, page]));
  const pages = new Map<string, string>();
  const rows = iamRules.map((rule) => {
    const page = about.get(rule.id);
    if (!page) throw new Error(`rule ${rule.id} has no page`);
    pages.set(`rules/${rule.id}.md`, pageOf(rule, page));
    return { ruleId: rule.id, title: rule.title, severity: severityNames[rule.severity] };
  });
  return { rows, pages };
}

function pageOf(rule: IamRule, page: RulePage): string {
  const origin = rule.code ? `, issue code \`${rule.code}\` of IAM Access Analyzer` : ", Picket's own check";
  return [
    `# ${rule.title}`,
    "",
    `Rule \`${rule.id}\`, ${severityNames[rule.severity]}${origin}.`,
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
      ? ["## AWS's pages", "", ...(page.links ?? []).map((link) => `- <${link}>`), ""]
      : []),
  ].join("\n");
}

/** Longest example shown in full, in code units; the policies that are too long for a quota are cut. */
const longest = 2000;

function shorten(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, 400).trimEnd()}\n… and ${(text.length - 400).toLocaleString("en")} characters more`;
}

function exampleOf(
  heading: string,
  { text, language = "json", type, resourceType }: Example,
): readonly string[] {
  const place = [type && typeNames[type], resourceType && `attached to \`${resourceType}\``].filter(Boolean);
  return [
    heading,
    "",
    ...(place.length > 0 ? [`In ${place.join(" ")}:`, ""] : []),
    `\`\`\`${fences[language]}`,
    shorten(text.trim()),
    "```",
    "",
  ];
}
