import type { ActionRecord, Catalogue } from "../../catalogue/catalogue.ts";
import { expandAction, type NamedAction } from "../../catalogue/expand.ts";
import { covers } from "../../matching/wildcard.ts";
import type { Statement } from "../../model/policy.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { FixFacts } from "../iamFix.ts";

/** More templates than this say less than they cost to read. */
const most = 15;

/**
 * ARN patterns of all resources that the actions take, with partition, account and Region filled in and `*` for names;
 * undefined when one of the actions takes `*` only, or when there are too many.
 */
export function patternsFor(
  actions: readonly NamedAction[],
  catalogue: Catalogue,
  facts: FixFacts,
): readonly string[] | undefined {
  const patterns = new Set<string>();
  for (const { prefix, record } of actions) {
    if (takesOnlyStar(record)) return undefined;
    for (const { name } of record.resources) {
      const arn = catalogue.service(prefix)?.resources.get(name.toLowerCase())?.arn;
      if (arn === undefined) return undefined;
      patterns.add(fill(arn, facts));
    }
  }
  if (patterns.has("*")) return undefined;
  const all = [...patterns];
  const needed = all.filter((one) => !all.some((other) => other !== one && covers(other, one)));
  return needed.length > 0 && needed.length <= most ? needed : undefined;
}

/** Whether an action can be allowed on `*` only. */
export function takesOnlyStar({ resources }: ActionRecord): boolean {
  return resources.length === 0;
}

function fill(template: string, { account = "*", region = "*", partition = "aws" }: FixFacts): string {
  return template
    .replaceAll("${Partition}", partition)
    .replaceAll("${Account}", account)
    .replaceAll("${Region}", region)
    .replace(/\$\{[^{}]*\}/g, "*")
    .replace(/\*{2,}/g, "*");
}

/** What each entry of a statement's actions names; undefined when one cannot be told. */
export function namedBy(
  { actions }: Statement,
  catalogue: Catalogue,
): ReadonlyMap<string, readonly NamedAction[]> | undefined {
  if (!actions?.complete || actions.negated || actions.values.length === 0) return undefined;
  const named = new Map<string, readonly NamedAction[]>();
  for (const { value } of actions.values) {
    const found = hasUnknown(value) ? [] : expandAction(value, catalogue);
    if (found.length === 0) return undefined;
    named.set(value, found);
  }
  return named;
}
