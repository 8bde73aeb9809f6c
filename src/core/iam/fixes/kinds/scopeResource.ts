import type { Element, Statement } from "../../model/policy.ts";
import { itemsOf, memberOf } from "../../model/valueNode.ts";
import type { NewMember } from "../change.ts";
import { counted, rulesAt, type Draft, type FixContext } from "../draft.ts";
import type { FixFacts } from "../iamFix.ts";
import { freeSid } from "./sids.ts";
import { namedBy, patternsFor, takesOnlyStar } from "./resourceTemplates.ts";

/** `*` of an Allow statement as the ARN patterns of its actions. */
export function* scopeResource(context: FixContext): Generator<Draft> {
  if (!isOfPrincipal(context)) return;
  for (const statement of context.policy.statements) {
    const resources = starOf(statement);
    if (!resources || !context.wants("scope-resource", resources.member.value.span)) continue;
    const named = namedBy(statement, context.catalogue);
    const patterns = named && patternsFor([...named.values()].flat(), context.catalogue, context.facts);
    if (!patterns) continue;
    yield {
      id: "scope-resource",
      title: `Limit * to ${counted(patterns.length, "ARN pattern")} of the actions${whereOf(context.facts)}`,
      ruleIds: rulesAt(context, "scope-resource", resources.member.value.span),
      span: resources.member.value.span,
      changes: [
        {
          kind: "items",
          member: resources.member,
          replaced: new Map([[itemsOf(resources.member.value)[0]!, patterns]]),
        },
      ],
      notes: notesFor(context.facts),
    };
  }
}

/** Actions that take `*` only, in a statement of their own; the others get ARN patterns where they can. */
export function* splitWildcardOnly(context: FixContext): Generator<Draft> {
  const { policy, catalogue, facts } = context;
  if (!isOfPrincipal(context)) return;
  for (const statement of policy.statements) {
    const resources = starOf(statement);
    const { actions } = statement;
    const asked =
      !!actions &&
      !!resources &&
      (context.wants("split-wildcard-only", resources.member.value.span) ||
        context.wants("split-wildcard-only", actions.member.value.span));
    const named = asked ? namedBy(statement, catalogue) : undefined;
    if (!named || !actions || !resources || actions.member.value.kind !== "list") continue;
    const alone = actions.values.filter(({ value }) =>
      named.get(value)?.every(({ record }) => takesOnlyStar(record)),
    );
    if (alone.length === 0 || alone.length === actions.values.length) continue;
    const rest = actions.values.filter((one) => !alone.includes(one));
    const patterns = patternsFor(
      rest.flatMap(({ value }) => named.get(value) ?? []),
      catalogue,
      facts,
    );
    const star = itemsOf(resources.member.value)[0]!;
    yield {
      id: "split-wildcard-only",
      title: `Move ${counted(alone.length, "action")} that only ${alone.length === 1 ? "takes" : "take"} * to a statement of ${alone.length === 1 ? "its" : "their"} own`,
      ruleIds: patterns ? rulesAt(context, "split-wildcard-only", resources.member.value.span) : [],
      span: resources.member.value.span,
      changes: [
        {
          kind: "items",
          member: actions.member,
          replaced: new Map(alone.map((node) => [node, []] as const)),
        },
        ...(patterns
          ? [{ kind: "items" as const, member: resources.member, replaced: new Map([[star, patterns]]) }]
          : []),
        {
          kind: "insert-statement",
          after: statement,
          value: { newMembers: movedEntries(context, statement, alone) },
        },
      ],
      notes: patterns ? notesFor(facts) : [],
    };
  }
}

/** In the policy of a resource, as of a key, `*` is that resource. */
function isOfPrincipal({ policy: { type } }: FixContext): boolean {
  return type === "identity" || type === "boundary";
}

type Actions = Element["values"];

function movedEntries({ policy }: FixContext, statement: Statement, alone: Actions): NewMember[] {
  const { sid, node } = statement;
  const name = sid?.value.kind === "string" ? freeSid(policy, `${sid.value.value}AnyResource`) : undefined;
  const copies = ["Effect", "Principal", "NotPrincipal", "Condition"].flatMap((key) => {
    const member = memberOf(node, key);
    return member ? [{ key, member }] : [];
  });
  const copyOf = (wanted: readonly string[]): NewMember[] =>
    copies.flatMap(({ key, member }) => (wanted.includes(key) ? [{ copyOf: member }] : []));
  return [
    ...(name === undefined ? [] : [{ key: "Sid", value: name }]),
    ...copyOf(["Effect", "Principal", "NotPrincipal"]),
    { key: "Action", value: alone },
    { key: "Resource", value: "*" },
    ...copyOf(["Condition"]),
  ];
}

/** The resources of an Allow statement that are `*` and nothing else. */
function starOf({ effect, resources, node }: Statement): Element | undefined {
  if (effect !== "Allow" || !resources?.complete || resources.negated || node.partial) return undefined;
  const [only] = itemsOf(resources.member.value);
  return resources.values.length === 1 && resources.values[0] === only && only?.value === "*"
    ? resources
    : undefined;
}

function whereOf({ account, region }: FixFacts): string {
  const known = [account && `account ${account}`, region].filter((one) => one !== undefined && one !== "");
  return known.length > 0 ? ` (${known.join(", ")})` : "";
}

function notesFor({ account, region }: FixFacts): string[] {
  const missing = [account === undefined && "the account", region === undefined && "the Region"].filter(
    Boolean,
  );
  const filled = [account !== undefined && "accounts", region !== undefined && "Regions"].filter(Boolean);
  return [
    "Put the names of your resources in the place of * where you know them.",
    ...(missing.length > 0
      ? [`* stands for ${missing.join(" and ")}, which ${missing.length > 1 ? "are" : "is"} not known.`]
      : []),
    ...(filled.length > 0 ? [`Resources of other ${filled.join(" and ")} are no longer allowed.`] : []),
  ];
}
