import { code, listed, plain } from "../../iam/language/markdown.ts";
import { visible } from "../../model/visible.ts";
import type { PolicyOfUse } from "./policyFromUse.ts";
import type {
  LeastPrivilegeReport,
  NamedCount,
  PolicyReport,
  StatementReport,
  UsedAction,
} from "./report.ts";
import { dayOf, eventsLine, plural, statementTitle, unseenByReason, usedShare } from "./wording.ts";

/** Names and resources that one line lists. */
const mostListed = 12;

/**
 * A report as a Markdown document. Texts of records and policies stand in it as code, with control characters shown.
 * @param title first line, without markup
 */
export function reportMarkdown(title: string, report: LeastPrivilegeReport): string {
  const { events, acted, looked, places, policies, notGranted, denied, unmapped, blindSpots } = report;
  return document([
    `# ${plain(visible(title))}`,
    eventsLine(events, acted),
    looked === undefined
      ? ""
      : `The trail was looked at from ${dayOf(looked.from)} to ${dayOf(looked.to)}: ${listed(places.map(visible), mostListed)}.`,
    "## What the events cannot show",
    bullets(blindSpots.map(plain)),
    ...policies.flatMap(policyParts),
    ...counts("Used, though none of these policies allows it", notGranted),
    ...counts("Refused, and so not counted as used", denied),
    ...counts("Events without a known action", unmapped),
  ]);
}

/** A policy that was made of events, as a Markdown document. @param title first line, without markup */
export function policyOfUseMarkdown(title: string, { text, size, notes }: PolicyOfUse): string {
  return document([
    `# ${plain(visible(title))}`,
    `${size} characters without white space.`,
    bullets(notes.map(plain)),
    fenced("json", text),
  ]);
}

function document(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

/** A block whose fence is longer than any run of backticks in it. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function policyParts({ name, statements, narrowed, reason }: PolicyReport): readonly string[] {
  return [
    `## ${plain(visible(name))}`,
    reason === "" ? "" : plain(reason),
    ...statements.flatMap(statementParts),
    ...(narrowed
      ? [
          narrowed.relation === "same" ? "### Nothing to narrow" : "### Narrowed policy",
          bullets([`${narrowed.size} characters without white space`, ...narrowed.notes.map(plain)]),
          fenced("json", narrowed.text),
        ]
      : []),
  ];
}

function statementParts(statement: StatementReport): readonly string[] {
  const { effect, outcome, reason, used, entries, kept } = statement;
  const because = reason === "" ? "" : `: ${plain(reason)}`;
  return [
    `### ${plain(visible(statementTitle(statement)))} (${effect ?? "no effect"}): ${outcome}${because}`,
    bullets([
      ...entries.map((entry) => `Grants ${code(visible(entry.text))}: ${usedShare(entry)}`),
      ...used.map(usedLine),
      ...unseenByReason(kept).map(
        ({ reason: why, actions }) => `Kept, since ${why}: ${listed(actions, mostListed)}`,
      ),
    ]),
  ];
}

function usedLine({ action, calls, last, resources, moreResources, inferred }: UsedAction): string {
  const on = resources.filter((resource) => resource !== "*").map(visible);
  const more = moreResources + Math.max(0, on.length - mostListed);
  const where = on.length === 0 ? "" : ` on ${on.slice(0, mostListed).map(code).join(", ")}`;
  const rest = more > 0 ? ` and ${more} more` : "";
  const when = last === undefined ? "" : `, last on ${dayOf(last)}`;
  return `Used ${code(action)}: ${plural(calls, "call")}${when}${inferred ? ", concluded from other calls" : ""}${where}${rest}`;
}

function counts(title: string, of: readonly NamedCount[]): readonly string[] {
  if (of.length === 0) return [];
  return [
    `## ${title}`,
    bullets(of.map(({ name, calls }) => `${code(visible(name))}: ${plural(calls, "call")}`)),
  ];
}
