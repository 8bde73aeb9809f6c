import type { FeedRow } from "../feed/feedRow.ts";
import type { RiskCategory } from "../risk/risk.ts";

/**
 * Events that a person does not want to be alerted of. They stay in the list with their risk. Stored as data.
 */
export type IgnoreRule = (
  | { readonly by: "event"; readonly service: string; readonly name: string }
  | { readonly by: "category"; readonly category: RiskCategory }
  /** A technique of MITRE ATT&CK; its sub-techniques too. */
  | { readonly by: "technique"; readonly technique: string }
) & {
  /** Only about this resource, as the row has it; absent: about any. */
  readonly resource?: string;
};

/** Rules that are read from a store; more are none of a person's. */
const mostRules = 1000;
const longest = 2048;

const categories: Readonly<Record<RiskCategory, true>> = {
  "console-root": true,
  denied: true,
  "out-of-policy": true,
  "credential-access": true,
  "defense-evasion": true,
  destructive: true,
  execution: true,
  exfiltration: true,
  persistence: true,
  "privilege-escalation": true,
  recon: true,
  read: true,
  write: true,
  self: true,
};

/** Whether a rule is about an event. */
export function isIgnored(row: FeedRow, rules: readonly IgnoreRule[]): boolean {
  return rules.some((rule) => matches(row, rule));
}

/** Adds a rule, unless there is the same one. */
export function withIgnoreRule(rules: readonly IgnoreRule[], rule: IgnoreRule): readonly IgnoreRule[] {
  return rules.some((other) => sameRule(other, rule)) ? rules : [...rules, rule];
}

/** Takes a rule out. */
export function withoutIgnoreRule(rules: readonly IgnoreRule[], rule: IgnoreRule): readonly IgnoreRule[] {
  return rules.filter((other) => !sameRule(other, rule));
}

/** Reads stored rules, of any shape; what is no rule is left out, so that nothing broken silences anything. */
export function readIgnoreRules(stored: unknown): readonly IgnoreRule[] {
  if (!Array.isArray(stored)) return [];
  return stored.slice(0, mostRules).flatMap((item: unknown) => readRule(item) ?? []);
}

function matches({ service, name, risk, resource }: FeedRow, rule: IgnoreRule): boolean {
  if (rule.resource !== undefined && rule.resource !== resource) return false;
  switch (rule.by) {
    case "event":
      return rule.service === service && rule.name === name;
    case "category":
      return rule.category === risk.category;
    case "technique":
    default:
      return risk.technique === rule.technique || risk.technique?.startsWith(`${rule.technique}.`) === true;
  }
}

function sameRule(a: IgnoreRule, b: IgnoreRule): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(rule: IgnoreRule): string {
  const about =
    rule.by === "event"
      ? [rule.service, rule.name]
      : [rule.by === "category" ? rule.category : rule.technique];
  return JSON.stringify([rule.by, about, rule.resource]);
}

function readRule(item: unknown): IgnoreRule | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { by, service, name, category, technique, resource }: Partial<Record<string, unknown>> = { ...item };
  if (resource !== undefined && !isText(resource)) return undefined;
  const about = resource === undefined ? {} : { resource };
  if (by === "event" && isText(service) && isText(name)) return { by, service, name, ...about };
  if (by === "category" && isCategory(category)) return { by, category, ...about };
  if (by === "technique" && isText(technique) && /^T\d{4}(?:\.\d{3})?$/.test(technique))
    return { by, technique, ...about };
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= longest;
}

function isCategory(value: unknown): value is RiskCategory {
  return typeof value === "string" && Object.hasOwn(categories, value);
}
