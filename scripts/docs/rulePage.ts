import type { Severity } from "../../src/core/model/severity.ts";

/** A row of the index of rules. */
export interface RuleRow {
  readonly ruleId: string;
  readonly title: string;
  readonly severity: string;
}

/** The rules of one engine: rows of the index, and one page per rule by path under `docs/`. */
export interface RulePages {
  readonly rows: readonly RuleRow[];
  readonly pages: ReadonlyMap<string, string>;
}

interface PagedRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
}

interface RuleText<E> {
  readonly id: string;
  readonly about: string;
  readonly fix: string;
  readonly bad: E;
  readonly good: E;
  readonly links?: readonly string[];
}

/** What the page of one engine's rule says in its own way. */
interface PageStyle<R, E> {
  /** End of the line that names the rule, after its severity. */
  readonly origin: (rule: R) => string;
  /** An example's lines under its heading, with a blank one at the end. */
  readonly example: (example: E) => readonly string[];
  readonly linksHeading: string;
}

/** Severities as pages write them. */
export const severityNames = {
  error: "Error",
  warning: "Warning",
  info: "Information",
  hint: "Hint",
} as const;

/** One page per rule, in the order of `rules`. @throws Error for a rule without a text */
export function pagesOf<R extends PagedRule, E>(
  rules: readonly R[],
  texts: readonly RuleText<E>[],
  style: PageStyle<R, E>,
): RulePages {
  const about = new Map(texts.map((text) => [text.id, text]));
  const pages = new Map<string, string>();
  const rows = rules.map((rule) => {
    const text = about.get(rule.id);
    if (!text) throw new Error(`rule ${rule.id} has no page`);
    pages.set(`rules/${rule.id}.md`, pageOf(rule, text, style));
    return { ruleId: rule.id, title: rule.title, severity: severityNames[rule.severity] };
  });
  return { rows, pages };
}

function pageOf<R extends PagedRule, E>(rule: R, text: RuleText<E>, style: PageStyle<R, E>): string {
  return [
    `# ${rule.title}`,
    "",
    `Rule \`${rule.id}\`, ${severityNames[rule.severity]}${style.origin(rule)}.`,
    "",
    text.about,
    "",
    "## What to do",
    "",
    text.fix,
    "",
    "## Found",
    "",
    ...style.example(text.bad),
    "## Not found",
    "",
    ...style.example(text.good),
    ...linksUnder(style.linksHeading, text.links ?? []),
  ].join("\n");
}

/** Addresses under a heading of their own; nothing where there are none. */
export function linksUnder(heading: string, links: readonly string[]): readonly string[] {
  return links.length > 0 ? [`## ${heading}`, "", ...links.map((link) => `- <${link}>`), ""] : [];
}
