import { resourceTemplates } from "../../catalogue/arnTemplates.ts";
import type { Catalogue } from "../../catalogue/catalogue.ts";
import { expandCached } from "../actionSets.ts";
import { counted } from "../markdown.ts";
import { completion, inSnippet, type Completion, type TypingFacts } from "./completion.ts";
import type { TypedPlace } from "./typedPlace.ts";

/** Actions of a pattern beyond which its resources are too many to be of help. */
const mostOfPattern = 150;
/** Most templates offered. */
const mostTemplates = 60;

/** ARN templates of the statement's actions, with tab stops for what is the user's, and `*`. */
export function completeResources(
  { actions }: TypedPlace,
  catalogue: Catalogue,
  facts: TypingFacts,
): Completion[] {
  const named = actions.flatMap((pattern) => {
    const found = expandCached(pattern, catalogue);
    return found.length <= mostOfPattern ? found : [];
  });
  const names = [...new Set(named.map(({ name }) => name))];
  const onlyStar = named.filter(({ record }) => record.resources.length === 0).length;
  const counts = new Map<string, number>();
  for (const name of names)
    for (const arn of resourceTemplates([name], catalogue)) counts.set(arn, (counts.get(arn) ?? 0) + 1);
  const ordered = [...counts].sort(([a, x], [b, y]) => y - x || a.length - b.length);
  const templates = ordered.slice(0, mostTemplates).map(([arn, number], index) => {
    const detail = counted(number, "action");
    return templateItem(arn, { detail, facts, rank: `3${String(index).padStart(3, "0")}` });
  });
  const star = completion("*", "value", {
    detail: onlyStar > 0 ? `${counted(onlyStar, "action")} without another choice` : "every resource",
    sortText: names.length > 0 && onlyStar === names.length ? "2" : "7",
  });
  return [...templates, star];
}

function templateItem(
  arn: string,
  { detail, facts, rank }: { detail: string; facts: TypingFacts; rank: string },
): Completion {
  const parts = arn
    .split(/\$\{([^}]*)\}/)
    .map((text, index) => ({ text, fill: index % 2 === 0 ? undefined : fillOf(text, facts) }));
  // The name is what a person types first; what is known needs no stop.
  const stops = parts
    .filter(({ fill }) => fill !== undefined && !fill.known)
    .sort((a, b) => (a.fill?.order ?? 0) - (b.fill?.order ?? 0));
  const snippet = parts.map((part) => {
    const text = inSnippet(part.fill?.text ?? part.text);
    return part.fill && !part.fill.known ? `\${${stops.indexOf(part) + 1}:${text}}` : text;
  });
  const label = parts.map(({ text, fill }) => fill?.text ?? text).join("");
  return completion(label, "resource", {
    detail,
    insertText: snippet.join(""),
    snippet: true,
    sortText: rank,
  });
}

/** What stands for a variable: what is known, else a name, which Picket takes for a placeholder where there is one. */
interface Fill {
  readonly text: string;
  readonly known: boolean;
  /** Place among the tab stops. */
  readonly order: number;
}

function fillOf(variable: string, { partition = "aws", region, account }: TypingFacts): Fill {
  if (variable === "Partition") return { text: partition, known: true, order: 3 };
  if (variable === "Region") return { text: region ?? "region", known: region !== undefined, order: 1 };
  if (/^Account(?:Id)?$/i.test(variable))
    return { text: account ?? "account-id", known: account !== undefined, order: 2 };
  return { text: variable, known: false, order: 0 };
}
