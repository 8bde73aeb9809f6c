import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Policy, Statement } from "../model/policy.ts";
import { unknownText } from "../model/valueNode.ts";
import { actionSetOf, byLevel, countAll, type ActionSet } from "./actionSets.ts";
import { lensTitle } from "./lens.ts";
import { counted } from "./markdown.ts";

/** Most actions listed. */
const mostActions = 3_000;

/**
 * A page on what a statement does, in Markdown: every action by access level with what it is for, the resources and the
 * conditions.
 * @param file name of the file, for the title
 */
export function statementPage(
  policy: Policy,
  statement: Statement,
  { file, catalogue }: { file: string; catalogue: Catalogue },
): string {
  const set = actionSetOf(statement, catalogue);
  const sid = statement.sid?.value.kind === "string" ? ` ${statement.sid.value.value}` : "";
  const name = policy.located.place.name;
  return [
    `# Statement ${statement.index + 1}${sid}${name ? ` of ${name}` : ""}, ${file}`,
    lensTitle(statement, catalogue) ?? "",
    ...actionParts(set, catalogue),
    ...principalPart(statement),
    ...resourcePart(statement),
    ...conditionPart(statement),
    `AWS data of ${catalogue.date}`,
    "",
  ]
    .filter((part, index, all) => part !== "" || index === all.length - 1)
    .join("\n\n");
}

function actionParts(set: ActionSet, catalogue: Catalogue): string[] {
  const { actions, negated, all, unmatched } = set;
  const parts: string[] = [];
  if (negated)
    parts.push(`Every action of every service, ${counted(countAll(catalogue), "action")} today, but these:`);
  else if (all) parts.push(`Every action of every service: ${counted(countAll(catalogue), "action")} today.`);
  for (const { level, actions: of } of byLevel(actions.slice(0, mostActions))) {
    const lines = of.map(({ name, prefix, record }) => {
      const about = catalogue.descriptions(prefix)?.actions[record.name.toLowerCase()];
      const star = record.resources.length === 0 ? " Takes `*` only." : "";
      return `- ${name}${about ? `: ${about.replace(/^Grants permission to /, "")}` : ""}.${star}`;
    });
    parts.push(`## ${level} (${of.length})`, lines.join("\n"));
  }
  if (unmatched.length > 0)
    parts.push("## Not in the catalogue", unmatched.map((one) => `- ${one}`).join("\n"));
  return parts;
}

function principalPart({ principals }: Statement): string[] {
  if (!principals) return [];
  const lines = principals.star
    ? ["- *"]
    : principals.entries.map(({ type, value }) => `- ${type.value}: ${shown(value.value)}`);
  return [`## ${principals.negated ? "Everyone but" : "Principals"}`, lines.join("\n")];
}

function resourcePart({ resources }: Statement): string[] {
  if (!resources) return [];
  const lines = resources.values.map(({ value }) => `- ${shown(value)}`);
  if (!resources.complete) lines.push("- and what is not known here");
  return [`## ${resources.negated ? "Every resource but" : "Resources"}`, lines.join("\n")];
}

function conditionPart({ conditions }: Statement): string[] {
  if (conditions.length === 0) return [];
  const lines = conditions.map(({ operator, key, values }) => {
    const of = values.map(({ text }) => shown(text)).join(", ");
    return `- ${operator.value} ${key.value}: ${of}`;
  });
  return ["## Only when", lines.join("\n")];
}

function shown(text: string): string {
  return text.replaceAll(unknownText, "…");
}
