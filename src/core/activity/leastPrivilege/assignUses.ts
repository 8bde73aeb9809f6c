import { isPattern } from "../../iam/catalogue/expand.ts";
import type { Statement } from "../../iam/model/policy.ts";
import { tokenFor } from "../../iam/evaluate/statementIndex.ts";
import { needsPermission } from "../policy/resourcePolicies.ts";
import {
  coversPattern,
  holdsTarget,
  least,
  namesAction,
  type AskedStatement,
  type CallFacts,
  type Certainty,
} from "../policy/statementMatch.ts";
import type { Target } from "../policy/targets/target.ts";
import type { ActionUse, UseOfRole } from "./useOfRole.ts";

/** What of a role's use goes back to one statement. */
export interface AssignedUse {
  readonly use: ActionUse;
  readonly targets: readonly Target[];
  /** Some calls' resources are not known, and may have been any that the statement allows. */
  readonly unknown: boolean;
}

/** Uses by statement, and actions that no statement allows. */
export interface Assignment {
  readonly byStatement: ReadonlyMap<AskedStatement, readonly AssignedUse[]>;
  /** Used, though no statement names them on these resources: another policy or the resource's own must have. */
  readonly notGranted: readonly ActionUse[];
}

/**
 * Gives each use to the statement that it goes back to: of those that certainly allow it the one that says it most
 * narrowly, so that wider ones become superfluous; where none does for certain, to all that may.
 */
export function assignUses(
  use: UseOfRole,
  statements: readonly AskedStatement[],
  facts: CallFacts,
): Assignment {
  const allows = statements.filter(({ statement }) => statement.effect === "Allow");
  const byStatement = new Map<AskedStatement, AssignedUse[]>();
  const notGranted: ActionUse[] = [];
  for (const one of use.actions.values()) {
    const naming = allows.flatMap((asked) => {
      const named = namesAction(asked, one.action, facts);
      return named === "no" ? [] : [{ asked, named, width: widthOf(asked, one.action) }];
    });
    const given = new Map<AskedStatement, Target[]>();
    let isMissing = naming.length === 0;
    for (const target of one.targets.all) {
      const holders = holdersOf(target, naming);
      isMissing ||= holders.length === 0 && target.known;
      for (const holder of holders) given.set(holder, [...(given.get(holder) ?? []), target]);
    }
    if (isMissing && !one.inferred && needsPermission(one.action)) notGranted.push(one);
    const all = one.unknown > 0 ? naming.map(({ asked }) => asked) : [...given.keys()];
    for (const asked of all) {
      const assigned = { use: one, targets: given.get(asked) ?? [], unknown: one.unknown > 0 };
      byStatement.set(asked, [...(byStatement.get(asked) ?? []), assigned]);
    }
  }
  return { byStatement, notGranted };
}

interface Naming {
  readonly asked: AskedStatement;
  readonly named: Certainty;
  readonly width: number;
}

function holdersOf(target: Target, naming: readonly Naming[]): readonly AskedStatement[] {
  const holding = naming.flatMap((one) => {
    const certainty = least(one.named, holdsTarget(one.asked.statement, target));
    return certainty === "no" ? [] : [{ ...one, certainty, on: widthOn(one.asked.statement, target) }];
  });
  const sure = holding.filter(({ certainty }) => certainty === "yes");
  if (sure.length === 0) return holding.map(({ asked }) => asked);
  const [first, ...others] = sure;
  if (!first) return [];
  const best = others.reduce((a, b) => (b.width + b.on < a.width + a.on ? b : a), first);
  return [best.asked];
}

/** How widely a statement names an action: as itself, by a pattern of its service, by `*`, by exception. */
function widthOf({ indexed, statement }: AskedStatement, action: string): number {
  if (statement.actions?.negated) return 6;
  const text = tokenFor(indexed, action.toLowerCase())?.value ?? "*";
  if (text === "*") return 4;
  return isPattern(text) ? 2 : 0;
}

/** How widely a statement holds a target. */
function widthOn({ resources }: Statement, target: Target): number {
  if (!resources || resources.negated) return 3;
  const widths = resources.values
    .filter(({ value }) => target.patterns.every((pattern) => coversPattern(value, pattern)))
    .map(({ value }) => (value === "*" ? 3 : isPattern(value) ? 1 : 0));
  return Math.min(3, ...widths);
}
