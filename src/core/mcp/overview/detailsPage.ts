import { shown } from "../identity/shown.ts";
import { describeIdentity } from "../verdict/describe.ts";
import { adviceFor } from "./advice.ts";
import { inertText as plain } from "./inertText.ts";
import { maskedDefinition } from "./maskedDefinition.ts";
import type { OverviewRow } from "./overview.ts";

/** What the page says beside the row. */
export interface DetailsContext {
  /** The verdict in words. */
  readonly statusLabel: string;
  /** How a path is shortened for a person. */
  readonly shortPath: (path: string) => string;
  /** One line on the policy. */
  readonly policy: string;
}

/**
 * A page on one definition, in Markdown: the verdict and how it came about step by step, what Kiro does with it, the
 * definition with what may be secret masked, and what to change. Nothing of a file can become a link, an image or HTML.
 */
export function detailsPage(row: OverviewRow, context: DetailsContext): string {
  const { verdict } = row;
  const advice = adviceFor(verdict);
  return [
    `# ${plain(shown(row.name, 80))}: ${plain(context.statusLabel)}`,
    ...verdict.reasons.map((reason) => plain(reason)),
    facts(row, context),
    "## How this was decided",
    stepsOf(row),
    "## What Kiro does with it",
    row.kiro.reasons.map((line) => `- ${plain(line)}`).join("\n"),
    "## What to change",
    advice.length === 0 ? "Nothing." : advice.map((line) => `- ${plain(line)}`).join("\n"),
    "## The definition",
    "Values that may be secret are masked; references such as `${NAME}` are shown.",
    fenced(maskedDefinition(row.server.definition)),
    ...problems(row),
    "",
  ].join("\n\n");
}

function facts(row: OverviewRow, { shortPath, policy }: DetailsContext): string {
  const { file, verdict, effective, shadowedBy, server } = row;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["Status", verdict.status],
    ["Also", verdict.flags.length === 0 ? undefined : verdict.flags.join(", ")],
    ["What it is", verdict.identity && describeIdentity(verdict.identity)],
    ["Entry of the policy", verdict.policyEntry],
    ["Policy", policy],
    ["Scope", file.scope.label],
    ["File", shortPath(file.path)],
    ["In use", inUse(effective, shadowedBy && shortPath(shadowedBy), server.overridden)],
  ];
  const rows = lines.flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`| ${name} | ${plain(value)} |`],
  );
  return ["| | |", "|---|---|", ...rows].join("\n");
}

function inUse(effective: boolean, shadowedBy: string | undefined, overridden: boolean): string {
  if (effective) return "yes";
  if (shadowedBy !== undefined) return `no: ${shadowedBy} defines the same name and counts`;
  return overridden ? "no: a later entry of the same file has the same name" : "no";
}

function stepsOf({ verdict: { trace } }: OverviewRow): string {
  return trace
    .map(({ step, question, answer, decided }) => {
      const line = `${step}. ${plain(question)} ${plain(answer)}`;
      return decided ? `${line} **This decided.**` : line;
    })
    .join("\n");
}

function problems({ server }: OverviewRow): readonly string[] {
  if (server.problems.length === 0) return [];
  const lines = server.problems
    .slice(0, 50)
    .map(({ path, message }) => `- ${plain(shown(path))}: ${plain(message)}`);
  return ["## What is wrong with the entry", lines.join("\n")];
}

/** Code that cannot end its own block: a fence longer than any in it. */
function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}json\n${code}\n${fence}`;
}
