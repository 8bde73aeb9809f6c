import type { Catalogue } from "../catalogue/catalogue.ts";
import { expandAction } from "../catalogue/expand.ts";
import type { Policy } from "../model/policy.ts";
import { hasUnknown, itemsOf } from "../model/valueNode.ts";
import type { SameUnknown } from "./coverText.ts";
import { firstUncovered, grantOf, type Grant, type GrantPiece } from "./grant.ts";
import { setMeets, type Piece } from "./sets.ts";

/** How what a policy allows has changed. */
export interface GrantComparison {
  /**
   * `same` and `less` are proved: nothing is allowed after that was not before. `more`: something is, or a guard was
   * weakened and nothing taken away. `unknown`: it could not be told.
   */
  readonly relation: "same" | "less" | "more" | "unknown";
  /** What could not be proved to have been allowed before, for a person: an action with its resource, or a reason. */
  readonly witness?: string;
}

/**
 * Compares what two versions of one policy allow: allow minus deny, over actions, resources, principals and conditions.
 * The proof goes piece by piece (an action pattern with a resource pattern under a statement's conditions), so it does
 * not find every equality, and never claims one that does not hold. What a version hides (a spread, a list that goes on)
 * is taken to be hidden in the other alike; values that cannot be read are equal only to the same node of the tree.
 * A wildcard also covers actions to come, so that its list of today is less.
 */
export function compareGrants(before: Policy, after: Policy, catalogue: Catalogue): GrantComparison {
  const reason = incomparable(before, after);
  if (reason) return { relation: "unknown", witness: reason };
  const old = grantsOf(before);
  const fresh = grantsOf(after);
  if (!old || !fresh)
    return { relation: "unknown", witness: "a statement lacks its effect, action or resource" };
  const sameBackward = sameUnknowns(after, before);
  const sameForward = sameUnknowns(before, after);
  const gained =
    firstOf(fresh.allows, old.allows, sameForward) ?? firstOf(old.denies, fresh.denies, sameBackward);
  const lost =
    firstOf(old.allows, fresh.allows, sameBackward) ?? firstOf(fresh.denies, old.denies, sameForward);
  if (!gained) return { relation: lost ? "less" : "same" };
  const fresher = isNew(gained, old.allows, fresh.denies, catalogue);
  const witness = fresher ?? describe(gained);
  return { relation: lost && !fresher ? "unknown" : "more", witness };
}

interface Grants {
  readonly allows: readonly Grant[];
  readonly denies: readonly Grant[];
}

/** Undefined when a statement is not one that IAM would take. */
function grantsOf(policy: Policy): Grants | undefined {
  const grants = policy.statements.map((statement) => grantOf(statement));
  const whole = grants.filter((grant) => grant !== undefined);
  if (whole.length < grants.length) return undefined;
  return {
    allows: whole.filter(({ effect }) => effect === "Allow"),
    denies: whole.filter(({ effect }) => effect === "Deny"),
  };
}

/** Why two versions cannot be compared at all. */
function incomparable(before: Policy, after: Policy): string | undefined {
  if (!before.root || !after.root) return "the policy is no object";
  const version = (policy: Policy): string | undefined =>
    policy.version?.kind === "string" ? policy.version.value : undefined;
  const modern = (policy: Policy): boolean => version(policy) === "2012-10-17";
  if (modern(before) !== modern(after) && (hasVariables(before) || hasVariables(after))) {
    return "the version changes what policy variables mean";
  }
  if (before.complete !== after.complete || !sameHidden(before, after)) {
    return "statements that cannot be read differ";
  }
  return undefined;
}

/** Statements that cannot be read must be the same ones: a value that is no object grants nothing that is known. */
function sameHidden(before: Policy, after: Policy): boolean {
  const hidden = (policy: Policy) => {
    const node = policy.root?.members.findLast(({ key }) => key.value === "Statement")?.value;
    return itemsOf(node).filter(({ kind }) => kind !== "object");
  };
  const old = hidden(before);
  const fresh = hidden(after);
  return old.length === fresh.length && old.every((node) => fresh.includes(node));
}

function hasVariables(policy: Policy): boolean {
  return textsOf(policy).some((text) => text.includes("${"));
}

function* stringsOfPolicy(policy: Policy): Generator<string> {
  for (const { actions, resources, conditions, principals } of policy.statements) {
    for (const { value } of actions?.values ?? []) yield value.toLowerCase();
    for (const { value } of resources?.values ?? []) yield value;
    for (const { value } of principals?.entries ?? []) yield value.value;
    for (const { key, values } of conditions) {
      yield key.value;
      for (const { text } of values) yield text;
    }
  }
}

function textsOf(policy: Policy): readonly string[] {
  return [...stringsOfPolicy(policy)];
}

/**
 * Two different interpolations look alike here. Where the outer version has as many of a text as the inner one, none of
 * them was taken away, and equal texts are the same ones.
 */
function sameUnknowns(outer: Policy, inner: Policy): SameUnknown {
  const count = (policy: Policy): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const text of textsOf(policy)) {
      if (hasUnknown(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return counts;
  };
  const inOuter = count(outer);
  const inInner = count(inner);
  return (text) => (inOuter.get(text) ?? 0) >= (inInner.get(text) ?? 0);
}

function firstOf(
  inner: readonly Grant[],
  outer: readonly Grant[],
  sameUnknown: SameUnknown,
): GrantPiece | undefined {
  for (const grant of inner) {
    // Most statements stand in both versions unchanged.
    if (outer.some(({ statement }) => statement.node === grant.statement.node)) continue;
    const piece = firstUncovered(grant, outer, sameUnknown);
    if (piece) return piece;
  }
  return undefined;
}

/** An action of a piece that no statement allowed before and none denies now; undefined when there may be none. */
function isNew(
  piece: GrantPiece,
  allows: readonly Grant[],
  denies: readonly Grant[],
  catalogue: Catalogue,
): string | undefined {
  const { grant, action } = piece;
  if (grant.effect !== "Allow" || action.kind !== "entry") return undefined;
  const isFresh = (one: Piece): boolean =>
    ![...allows, ...denies].some(({ actions }) => setMeets(actions, one));
  if (isFresh(action)) return describe(piece);
  const { text, node } = action.entry;
  if (!/[*?]/.test(text)) return undefined;
  const found = expandAction(text, catalogue).find(({ name }) =>
    isFresh({ kind: "entry", entry: { text: name.toLowerCase(), node } }),
  );
  return found && `allows ${found.name}`;
}

function describe({ grant, action, resource }: GrantPiece): string {
  const verb = grant.effect === "Allow" ? "allows" : "no longer denies";
  const what = action.kind === "entry" ? action.entry.node.value : "actions by exception";
  const where = resource?.kind === "entry" ? ` on ${resource.entry.node.value}` : "";
  return `${verb} ${what}${where}`.slice(0, 160);
}
