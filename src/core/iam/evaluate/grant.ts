import type { Principals, Statement } from "../model/policy.ts";
import { hasUnknown, isComplete } from "../model/valueNode.ts";
import type { SameUnknown } from "./coverText.ts";
import { implies, isTautology } from "./implies.ts";
import { entrySetOf, piecesOf, setCovers, type EntrySet, type Piece } from "./sets.ts";

/** A statement with its sets. */
export interface Grant {
  readonly statement: Statement;
  readonly effect: "Allow" | "Deny";
  readonly actions: EntrySet;
  /** Absent in a trust policy. */
  readonly resources: EntrySet | undefined;
}

/** One action with one resource of a statement. */
export interface GrantPiece {
  readonly grant: Grant;
  readonly action: Piece;
  readonly resource: Piece | undefined;
}

/** Undefined for a statement that has no effect or no actions: it grants nothing that can be told. */
export function grantOf(statement: Statement): Grant | undefined {
  const { effect, actions, resources } = statement;
  if (!effect || !actions) return undefined;
  if (!resources && !statement.principals) return undefined;
  return {
    statement,
    effect,
    actions: entrySetOf(actions, true),
    resources: resources && entrySetOf(resources, false),
  };
}

/**
 * The first piece of a statement that none of the others holds, whoever asks and whatever the request; what an element
 * hides is not among the pieces. Undefined when all of it is held for certain.
 */
export function firstUncovered(
  grant: Grant,
  others: readonly Grant[],
  sameUnknown: SameUnknown,
): GrantPiece | undefined {
  const framing = others.filter((outer) => coversFrame(outer, grant, sameUnknown));
  const resources = grant.resources ? piecesOf(grant.resources) : [undefined];
  const known = new Map<Grant, (boolean | undefined)[]>();
  const coversResource = (outer: Grant, at: number): boolean => {
    const answers = known.get(outer) ?? [];
    known.set(outer, answers);
    const piece = resources[at];
    if (!piece) return !outer.resources;
    answers[at] ??= outer.resources !== undefined && setCovers(outer.resources, piece, sameUnknown);
    return answers[at];
  };
  for (const action of piecesOf(grant.actions)) {
    const candidates = framing.filter(({ actions }) => setCovers(actions, action, sameUnknown));
    for (const [at, resource] of resources.entries()) {
      if (!candidates.some((outer) => coversResource(outer, at))) return { grant, action, resource };
    }
  }
  return undefined;
}

/** Whether a statement counts for all the principals and requests that another one does. */
function coversFrame(outer: Grant, inner: Grant, sameUnknown: SameUnknown): boolean {
  return (
    coversHidden(outer, inner) &&
    coversPrincipals(outer.statement.principals, inner.statement.principals, sameUnknown) &&
    impliesAll(inner.statement, outer.statement, sameUnknown)
  );
}

/** What an inner statement hides must be hidden in the outer one too: it may be more than is seen. */
function coversHidden(outer: Grant, inner: Grant): boolean {
  const hides = ({ actions, resources }: Grant): boolean => {
    const partial = (set: EntrySet | undefined): boolean => set !== undefined && set.partial && !set.negated;
    return partial(actions) || partial(resources);
  };
  const everything = (set: EntrySet | undefined): boolean =>
    set !== undefined && !set.negated && set.patterns.some(({ text }) => text === "*");
  if (!hides(inner) || hides(outer)) return true;
  return everything(outer.actions) && everything(outer.resources);
}

function impliesAll(narrow: Statement, wide: Statement, sameUnknown: SameUnknown): boolean {
  if (narrow.conditionMember && narrow.conditionMember.value === wide.conditionMember?.value) return true;
  // A condition that cannot be seen only narrows, which the wide side must not do.
  if (!isComplete(wide.conditionMember?.value) || (wide.node.partial && !narrow.node.partial)) return false;
  if (wide.conditionMember && wide.conditions.length === 0 && !isEmptyObject(wide)) return false;
  const blocks = wide.conditionMember?.value;
  const readable =
    blocks === undefined ||
    (blocks.kind === "object" &&
      blocks.members.every(({ value }) => value.kind === "object" && !value.partial));
  if (!readable) return false;
  return wide.conditions.every(
    (condition) =>
      isTautology(condition) || narrow.conditions.some((one) => implies(one, condition, sameUnknown)),
  );
}

function isEmptyObject({ conditionMember }: Statement): boolean {
  const value = conditionMember?.value;
  return value?.kind === "object" && value.members.length === 0;
}

function coversPrincipals(
  outer: Principals | undefined,
  inner: Principals | undefined,
  sameUnknown: SameUnknown,
): boolean {
  if (!outer || !inner) return outer === inner;
  if (outer.member.value === inner.member.value && outer.negated === inner.negated) return true;
  if (outer.star && !outer.negated) return true;
  if (outer.negated !== inner.negated) return false;
  // What an exception lists is taken away: the sides change places.
  const [small, large] = outer.negated ? [outer, inner] : [inner, outer];
  if (!small.complete || small.star) return false;
  if (small.entries.length === 0) return false;
  return small.entries.every((entry) =>
    large.entries.some(
      (one) => samePrincipal(one, entry, sameUnknown) || (!outer.negated && isAnyAws(one, entry)),
    ),
  );
}

type PrincipalEntry = Principals["entries"][number];

function samePrincipal(a: PrincipalEntry, b: PrincipalEntry, sameUnknown: SameUnknown): boolean {
  if (a.type.value !== b.type.value) return false;
  if (a.value === b.value) return true;
  const text = a.value.value;
  return accountOf(text) === accountOf(b.value.value) && (!hasUnknown(text) || sameUnknown(text));
}

/** `"AWS": "*"` holds every principal of that type. */
function isAnyAws(outer: PrincipalEntry, inner: PrincipalEntry): boolean {
  return outer.type.value === "AWS" && outer.value.value === "*" && inner.type.value === "AWS";
}

/** An account's id and its root ARN are the same principal. */
function accountOf(text: string): string {
  return /^arn:[\w-]+:iam::(\d{12}):root$/.exec(text)?.[1] ?? text;
}
