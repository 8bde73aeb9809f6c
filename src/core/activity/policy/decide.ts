import type { Use } from "./eventUses.ts";
import {
  holdsTarget,
  least,
  most,
  namesAction,
  type AskedStatement,
  type CallFacts,
  type Certainty,
} from "./statementMatch.ts";
import type { Target } from "./targets/target.ts";

/** What statements say of a use, at its least certain target. */
export interface Decision {
  /** Whether some Allow holds it. */
  readonly allowed: Certainty;
  /** Whether some Deny holds it. */
  readonly denied: Certainty;
  /** Whether an Allow names the action at all, on whatever resource. */
  readonly named: Certainty;
}

/** What the statements that count together say of one use. Other policies may say otherwise. */
export function decide(use: Use, statements: readonly AskedStatement[], facts: CallFacts): Decision {
  const naming = statements.flatMap(({ statement, ...rest }) => {
    const named = namesAction({ statement, ...rest }, use.action, facts);
    return named === "no" ? [] : [{ statement, named }];
  });
  const of = (effect: "Allow" | "Deny", target?: Target): Certainty =>
    naming
      .filter(({ statement }) => statement.effect === effect)
      .reduce<Certainty>((best, { statement, named }) => {
        const holds = target ? holdsTarget(statement, target) : "yes";
        return most(best, least(named, holds));
      }, "no");
  const named = of("Allow");
  const targets = decisive(use.targets);
  if (targets.length === 0)
    return { allowed: least(named, "maybe"), denied: least(of("Deny"), "maybe"), named };
  return {
    allowed: targets.reduce<Certainty>((all, target) => least(all, of("Allow", target)), "yes"),
    denied: targets.reduce<Certainty>((any, target) => most(any, of("Deny", target)), "no"),
    named,
  };
}

/** Kinds that the record does not name count only where it names nothing: the catalogue may be wrong in demanding them. */
export function decisive(targets: readonly Target[]): readonly Target[] {
  const known = targets.filter((target) => target.known);
  return known.length > 0 ? known : targets;
}
