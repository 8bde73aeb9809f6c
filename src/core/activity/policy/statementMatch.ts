import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import { effectOfAll, type Call } from "../../iam/evaluate/conditionEffect.ts";
import { overlapsArn } from "../../iam/evaluate/reach.ts";
import { denies, indexPolicy, tokenFor, type IndexedStatement } from "../../iam/evaluate/statementIndex.ts";
import { covers } from "../../iam/matching/wildcard.ts";
import type { Element, Statement } from "../../iam/model/policy.ts";
import { hasUnknown, unknownText } from "../../iam/model/valueNode.ts";
import type { DeclaredPolicy } from "./declaredPolicy.ts";
import type { Target } from "./targets/target.ts";

/** How sure it is that something applies to a call. */
export const certainties = ["no", "maybe", "yes"] as const;
export type Certainty = (typeof certainties)[number];

/** The weaker of two. */
export function least(a: Certainty, b: Certainty): Certainty {
  return certainties.indexOf(a) <= certainties.indexOf(b) ? a : b;
}

/** The stronger of two. */
export function most(a: Certainty, b: Certainty): Certainty {
  return certainties.indexOf(a) >= certainties.indexOf(b) ? a : b;
}

/** A statement that may grant or deny something, ready for questions. */
export interface AskedStatement {
  readonly of: DeclaredPolicy;
  readonly statement: Statement;
  readonly indexed: IndexedStatement;
}

/** The statements of policies that have an effect and actions; those that name principals are no role's. */
export function statementsOf(policies: readonly DeclaredPolicy[]): readonly AskedStatement[] {
  return policies.flatMap((of) =>
    indexPolicy(of.policy)
      .filter(({ statement }) => statement.principals === undefined)
      .map((indexed) => ({ of, statement: indexed.statement, indexed })),
  );
}

/** What is known of a call beside its action and targets. */
export interface CallFacts {
  readonly region: string | undefined;
  readonly catalogue: Catalogue;
}

/** Whether a statement is about an action of a call with these facts; resources are not looked at. */
export function namesAction(
  { indexed, statement }: AskedStatement,
  action: string,
  facts: CallFacts,
): Certainty {
  const lower = action.toLowerCase();
  const named: Certainty = tokenFor(indexed, lower) ? "yes" : denies(indexed, lower) ? "maybe" : "no";
  return named === "no" ? "no" : least(named, conditionsHold(statement, lower, facts));
}

/**
 * Whether a statement's conditions hold for a call. A record says little of what conditions ask: only the Region is
 * decided here, everything else may or may not hold.
 */
function conditionsHold(statement: Statement, action: string, { region, catalogue }: CallFacts): Certainty {
  if (!statement.complete) return "maybe";
  const { conditions, conditionMember } = statement;
  if (conditions.length === 0) {
    const value = conditionMember?.value;
    return value === undefined || (value.kind === "object" && value.members.length === 0) ? "yes" : "maybe";
  }
  const ofRegion = conditions.filter(({ key }) => key.value.toLowerCase() === "aws:requestedregion");
  if (region === undefined || ofRegion.length === 0) return "maybe";
  const call: Call = {
    action,
    values: new Map([["aws:requestedregion", region]]),
    record: undefined,
    service: undefined,
    today: catalogue.date,
  };
  const effect = effectOfAll(ofRegion, call);
  if (effect === "never") return "no";
  return effect === "always" && ofRegion.length === conditions.length ? "yes" : "maybe";
}

/** Whether a statement's resources hold a target: all ways that IAM may have seen it, or some. */
export function holdsTarget({ resources }: Statement, target: Target): Certainty {
  if (!resources) return "maybe";
  const each = target.patterns.map((pattern) =>
    resources.negated ? spares(resources, pattern) : names(resources, pattern),
  );
  if (each.every((one) => one === "yes")) return "yes";
  return each.every((one) => one === "no") ? "no" : "maybe";
}

function names(resources: Element, pattern: string): Certainty {
  let best: Certainty = resources.complete ? "no" : "maybe";
  for (const { value } of resources.values) {
    if (!hasUnknown(value) && coversPattern(value, pattern)) return "yes";
    if (overlapsPattern(value, pattern)) best = "maybe";
  }
  return best;
}

/** Of `NotResource`: whether the exceptions leave a pattern alone. */
function spares(resources: Element, pattern: string): Certainty {
  let best: Certainty = resources.complete ? "yes" : "maybe";
  for (const { value } of resources.values) {
    if (!hasUnknown(value) && coversPattern(value, pattern)) return "no";
    if (overlapsPattern(value, pattern)) best = "maybe";
  }
  return best;
}

/** Whether an entry of a policy takes all that a pattern can be. Variables of the policy may be any text: they take nothing. */
export function coversPattern(entry: string, pattern: string): boolean {
  return !entry.includes("${") && covers(entry, pattern);
}

/** Whether an entry of a policy and a pattern may name one resource. */
export function overlapsPattern(entry: string, pattern: string): boolean {
  // The request of an action without resources names `*`, which an ARN does not match.
  if (pattern === "*") return /^\*+$/.test(entry) || hasUnknown(entry);
  if (!isOpen(entry) && !isOpen(pattern)) return entry === pattern;
  const open = entry.replace(/\$\{[^{}]*\}/g, "*").replaceAll(unknownText, "*");
  return overlapsArn(open, pattern);
}

/** Whether a text may stand for several: most ARNs of a narrowed policy do not. */
function isOpen(text: string): boolean {
  return /[*?$\uFFFC]/.test(text);
}
