import { byName } from "./nameTable.ts";
import type { ContextRule } from "./risk.ts";
import { accessRules } from "./rules/accessRules.ts";
import { executionRules } from "./rules/executionRules.ts";
import { guardRules } from "./rules/guardRules.ts";
import { networkRules } from "./rules/networkRules.ts";
import { outflowRules } from "./rules/outflowRules.ts";
import { protectionRules } from "./rules/protectionRules.ts";
import { sharingRules } from "./rules/sharingRules.ts";
import { signInRules } from "./rules/signInRules.ts";
import type { TableGroup } from "./table/entry.ts";

/** What is known of an event by its service and name. */
export interface Knowledge {
  /** Those that look at such requests, in the order in which they are asked. */
  readonly rules: readonly ContextRule[];
  readonly named: TableGroup | undefined;
}

/** All rules that look into requests. */
export const contextRules: readonly ContextRule[] = [
  ...accessRules,
  ...sharingRules,
  ...networkRules,
  ...guardRules,
  ...executionRules,
  ...signInRules,
  ...protectionRules,
  ...outflowRules,
];

/** A trail holds some hundred kinds of events again and again; more than this many are no real ones. */
const mostKnown = 5000;
const known = new Map<string, Knowledge>();

/** The rules and the entry of the table for an event. */
export function knowledgeOf(service: string, name: string): Knowledge {
  const key = `${service}:${name}`;
  const there = known.get(key);
  if (there) return there;
  const knowledge = {
    rules: contextRules.filter(
      ({ services, names }) => (services?.includes(service) ?? true) && names.test(name),
    ),
    named: byName(service, name),
  };
  if (known.size < mostKnown) known.set(key, knowledge);
  return knowledge;
}
