import type { Ask, Evaluator, Granted } from "../../evaluate/allows.ts";
import type { ConditionEffect } from "../../evaluate/conditionEffect.ts";
import { narrower, type Breadth } from "../../evaluate/reach.ts";
import type { LocatedPrincipal } from "../../model/located.ts";
import type { EscalationMethod } from "./method.ts";
import { escalationMethods } from "./methods.ts";

/** A method that the policies allow, with the grant of each action. */
export interface FoundMethod {
  readonly method: EscalationMethod;
  /** One for each action of the method, in its order, and for the resource that it needs. */
  readonly grants: readonly Granted[];
  /** `possible`: it depends on the conditions, or on the few resources that are named. */
  readonly level: "certain" | "possible";
}

const passRole = "iam:PassRole";

/** The methods that the policies of a principal allow, in the table's order. */
export function findMethods(evaluator: Evaluator, principal?: LocatedPrincipal): FoundMethod[] {
  const answers = new Map<string, Granted | undefined>();
  const allows = (ask: Ask): Granted | undefined => {
    const key = JSON.stringify(ask);
    if (!answers.has(key)) answers.set(key, evaluator.allows(ask));
    return answers.get(key);
  };
  return escalationMethods.flatMap((method) => {
    if (!method.actions.every((action) => evaluator.mentions(action.slice(0, action.indexOf(":")))))
      return [];
    const grants: Granted[] = [];
    for (const [index, action] of method.actions.entries()) {
      const granted = first(asksFor(method, action, index), allows);
      if (!granted) return [];
      grants.push(granted);
      const { resource } = method;
      if (index > 0 || resource === undefined) continue;
      const there = allows({ action, resource });
      if (there?.breadth !== "any") return [];
      grants.push(there);
    }
    const level = levelOf(method, grants, principal);
    return level ? [{ method, grants, level }] : [];
  });
}

function asksFor({ type, passedTo, calls }: EscalationMethod, action: string, index: number): Ask[] {
  if (action === passRole && passedTo) {
    return passedTo.map((service) => ({ action, values: { "iam:passedtoservice": service } }));
  }
  const ask: Ask = index === 0 && type !== undefined ? { action, type } : { action };
  return index === 0 && calls ? calls.map((values) => ({ ...ask, values })) : [ask];
}

function first(asks: readonly Ask[], allows: (ask: Ask) => Granted | undefined): Granted | undefined {
  let best: Granted | undefined;
  for (const ask of asks) {
    const granted = allows(ask);
    if (granted && (!best || (best.effect !== "always" && granted.effect === "always"))) best = granted;
  }
  return best;
}

function levelOf(
  method: EscalationMethod,
  grants: readonly Granted[],
  principal: LocatedPrincipal | undefined,
): FoundMethod["level"] | undefined {
  const byReach = levelByReach(method, grants, principal);
  if (!byReach) return undefined;
  const effects = grants.map(({ effect }) => effect);
  if (effects.every((effect) => effect === "always"))
    return method.uncertain === undefined ? byReach : "possible";
  return effects.every((effect) => mayStillWork(method, effect)) ? "possible" : undefined;
}

/** A condition on tags or the like of what is there already is how such access is meant to be limited. */
function mayStillWork({ kind }: EscalationMethod, effect: ConditionEffect): boolean {
  if (effect === "target") return kind === "permissions";
  return effect !== "narrow" || kind !== "existing";
}

function levelByReach(
  { kind, id, actions, uncertain }: EscalationMethod,
  grants: readonly Granted[],
  principal: LocatedPrincipal | undefined,
): FoundMethod["level"] | undefined {
  const reach = (wanted: (action: string) => boolean): Breadth =>
    grants.reduce<Breadth>((all, one) => (wanted(one.action) ? narrower(all, one.breadth) : all), "any");
  const main = reach((action) => action === actions[0]);
  if (kind === "permissions") return main !== "one" || isOwn(grants[0], principal) ? "certain" : undefined;
  if (kind === "pass") {
    const passed = reach((action) => action === passRole);
    // One role that was chosen for it, and nothing seen that makes use of it: this is how functions are deployed.
    if (passed === "one" && uncertain !== undefined) return undefined;
    return passed === "any" ? "certain" : "possible";
  }
  if (kind === "existing") {
    const all = reach(() => true);
    if (all === "any") return "certain";
    return all === "some" ? "possible" : undefined;
  }
  if (main === "any") return "certain";
  if (main === "own" || id === "sts-assume-role") return undefined;
  // To change the key, the password or the trust of one that is named is an ordinary task.
  return main === "some" ? "possible" : undefined;
}

/**
 * Whether what is named is known to be the principal itself or a policy that it has. Where that is not known, to change
 * one named policy or role is taken for the task that it mostly is.
 */
function isOwn(grant: Granted | undefined, principal: LocatedPrincipal | undefined): boolean {
  if (!grant || !principal) return false;
  return grant.resources.some(
    ({ value }) =>
      value.endsWith(`/${principal.id}`) ||
      principal.managedPolicies.some((policy) => policy.value === value),
  );
}
