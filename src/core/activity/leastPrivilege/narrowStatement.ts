import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import { kindsOf } from "../../iam/evaluate/reach.ts";
import { covers } from "../../iam/matching/wildcard.ts";
import type { Element, Statement } from "../../iam/model/policy.ts";
import { holdsTarget, coversPattern, overlapsPattern } from "../policy/statementMatch.ts";
import type { AssignedUse } from "./assignUses.ts";
import { groupActions, withoutCovered, type JoinLimits } from "./joinResources.ts";
import { oneOrMany, valueOf, type Json, type StatementJson } from "./policyDocument.ts";
import type { UnseenAction } from "./retained.ts";

/** What is left of a statement. */
export interface StatementNeeds {
  readonly statement: Statement;
  readonly uses: readonly AssignedUse[];
  /** Actions that stay though no event shows them. */
  readonly kept: readonly UnseenAction[];
}

/** Resources of an action: patterns, or all that the statement's own element holds. */
type Reach =
  { readonly kind: "patterns"; readonly patterns: readonly string[] } | { readonly kind: "element" };

/**
 * The statements that allow what a statement is needed for, and nothing that it did not allow: its conditions stay, its
 * actions become those needed, each with the resources that it was used on. Actions with the same resources stand together.
 * Empty: nothing of it is needed.
 */
export function narrowStatement(
  { statement, uses, kept }: StatementNeeds,
  limits: JoinLimits,
  catalogue: Catalogue,
): readonly StatementJson[] {
  const { resources } = statement;
  if (!resources) return [];
  const isGranted = (pattern: string): boolean =>
    !resources.negated && resources.values.some(({ value }) => coversPattern(value, pattern));
  const reaches = new Map<string, Reach>();
  for (const assigned of uses)
    reaches.set(assigned.use.action, reachOf(assigned, statement, resources, catalogue));
  for (const { action } of kept) {
    if (!reaches.has(action)) reaches.set(action, ownReach(action, resources, catalogue));
  }
  const patterns = new Map<string, readonly string[]>();
  const asBefore: string[] = [];
  for (const [action, reach] of reaches) {
    if (reach.kind === "element") asBefore.push(action);
    else patterns.set(action, reach.patterns);
  }
  const condition = statement.conditionMember ? valueOf(statement.conditionMember.value) : undefined;
  const written = (actions: readonly string[], on: Pick<StatementJson, "Resource" | "NotResource">) => ({
    Effect: "Allow" as const,
    Action: oneOrMany(actions),
    ...on,
    ...(condition !== undefined && { Condition: condition }),
  });
  return [
    ...groupActions(patterns, limits, isGranted).map((group) =>
      written(group.actions, { Resource: oneOrMany(group.patterns) }),
    ),
    ...(asBefore.length > 0 ? [written(asBefore.sort(), ownResources(resources))] : []),
  ];
}

function ownResources({ values, negated }: Element): Pick<StatementJson, "Resource" | "NotResource"> {
  const texts = oneOrMany(values.map(({ value }) => value));
  return negated ? { NotResource: texts } : { Resource: texts };
}

function reachOf(
  { use, targets, unknown }: AssignedUse,
  statement: Statement,
  resources: Element,
  catalogue: Catalogue,
): Reach {
  if (unknown || targets.length === 0) return ownReach(use.action, resources, catalogue);
  if (resources.negated) {
    const sure = targets.every((target) => holdsTarget(statement, target) === "yes");
    return sure
      ? { kind: "patterns", patterns: targets.flatMap(({ patterns }) => patterns) }
      : { kind: "element" };
  }
  const texts = resources.values.map(({ value }) => value);
  const patterns = targets.flatMap((target) => target.patterns.flatMap((pattern) => within(pattern, texts)));
  return { kind: "patterns", patterns: withoutCovered(patterns) };
}

/** A pattern as far as entries of a policy hold it: itself, else the entries that it may have been allowed by. */
function within(pattern: string, entries: readonly string[]): readonly string[] {
  if (entries.some((entry) => coversPattern(entry, pattern))) return [pattern];
  return entries.filter((entry) => overlapsPattern(entry, pattern) || covers(pattern, entry));
}

/** The entries that an action can be allowed by; all of them where the catalogue does not tell. */
function ownReach(action: string, resources: Element, catalogue: Catalogue): Reach {
  if (resources.negated) return { kind: "element" };
  const texts = resources.values.map(({ value }) => value);
  const service = catalogue.service(action.slice(0, Math.max(0, action.indexOf(":"))));
  const record = catalogue.action(action);
  if (!record || !service) return { kind: "patterns", patterns: texts };
  const kinds = kindsOf(record, service);
  const fitting = texts.filter((text) => kinds.some((kind) => overlapsPattern(text, kind)));
  return { kind: "patterns", patterns: fitting.length > 0 ? fitting : texts };
}

/** A statement as it stands; undefined when a part of it cannot be read here. */
export function wholeStatement({ node }: Statement): Json | undefined {
  return valueOf(node);
}
