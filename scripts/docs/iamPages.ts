import type { Example } from "../../src/core/iam/checks/check.ts";
import { iamPages } from "../../src/core/iam/checks/pages.ts";
import { iamRules } from "../../src/core/iam/checks/registry.ts";
import { pagesOf, type RulePages } from "./rulePage.ts";

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

/** Rows of the index, and one page per rule by path under `docs/`. @throws Error for a rule without a page */
export function iamRulePages(): RulePages {
  return pagesOf(iamRules, iamPages, {
    origin: ({ code }) => (code ? `, issue code \`${code}\` of IAM Access Analyzer` : ", Picket's own check"),
    example: exampleOf,
    linksHeading: "AWS's pages",
  });
}

/** Longest example shown in full, in code units; the policies that are too long for a quota are cut. */
const longest = 2000;

function shorten(text: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, 400).trimEnd()}\n… and ${(text.length - 400).toLocaleString("en")} characters more`;
}

function exampleOf({ text, language = "json", type, resourceType }: Example): readonly string[] {
  const place = [type && typeNames[type], resourceType && `attached to \`${resourceType}\``].filter(Boolean);
  return [
    ...(place.length > 0 ? [`In ${place.join(" ")}:`, ""] : []),
    `\`\`\`${fences[language]}`,
    shorten(text.trim()),
    "```",
    "",
  ];
}
