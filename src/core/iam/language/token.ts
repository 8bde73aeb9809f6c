import type { Condition, Policy, Statement } from "../model/policy.ts";
import { stringsOf, type Member, type StringNode } from "../model/valueNode.ts";

/** What a text of a policy is. */
export type TokenKind =
  | "element"
  | "version"
  | "effect"
  | "action"
  | "resource"
  | "principal-type"
  | "principal"
  | "operator"
  | "condition-key"
  | "condition-value";

/** One text of a policy, with what stands around it. */
export interface PolicyToken {
  readonly kind: TokenKind;
  readonly node: StringNode;
  readonly policy: Policy;
  readonly statement?: Statement;
  /** In `NotAction`, `NotResource` or `NotPrincipal`. */
  readonly negated?: boolean;
  /** `AWS`, `Service` …: of a principal. */
  readonly principalType?: string;
  readonly condition?: Condition;
}

/** The token at an offset, its ends included; of several the shortest, since a reader may give a whole call as a key. */
export function tokenAt(policies: readonly Policy[], offset: number): PolicyToken | undefined {
  let best: PolicyToken | undefined;
  for (const policy of policies) {
    for (const token of tokensOf(policy)) {
      const { start, end } = token.node.span;
      if (offset < start || offset > end || start === end) continue;
      if (!best || end - start < best.node.span.end - best.node.span.start) best = token;
    }
  }
  return best;
}

/** The statement that an offset lies in; the innermost where texts nest. */
export function statementAt(policies: readonly Policy[], offset: number): [Policy, Statement] | undefined {
  let best: [Policy, Statement] | undefined;
  for (const policy of policies) {
    for (const statement of policy.statements) {
      const { start, end } = statement.node.span;
      if (offset < start || offset > end) continue;
      if (!best || end - start < best[1].node.span.end - best[1].node.span.start) best = [policy, statement];
    }
  }
  return best;
}

function* tokensOf(policy: Policy): Generator<PolicyToken> {
  for (const { key } of policy.root?.members ?? []) yield { kind: "element", node: key, policy };
  if (policy.version?.kind === "string") yield { kind: "version", node: policy.version, policy };
  for (const statement of policy.statements) yield* tokensOfStatement(policy, statement);
}

function* tokensOfStatement(policy: Policy, statement: Statement): Generator<PolicyToken> {
  const base = { policy, statement };
  for (const { key } of statement.node.members) yield { ...base, kind: "element", node: key };
  const { effectMember, actions, resources, principals } = statement;
  if (effectMember?.value.kind === "string") yield { ...base, kind: "effect", node: effectMember.value };
  for (const node of actions?.values ?? [])
    yield { ...base, kind: "action", node, negated: actions?.negated ?? false };
  for (const node of resources?.values ?? [])
    yield { ...base, kind: "resource", node, negated: resources?.negated ?? false };
  if (principals) yield* tokensOfPrincipals(principals.member, { ...base, negated: principals.negated });
  for (const condition of statement.conditions) {
    yield { ...base, kind: "operator", node: condition.operator, condition };
    yield { ...base, kind: "condition-key", node: condition.key, condition };
    for (const node of stringsOf(condition.valueNode))
      yield { ...base, kind: "condition-value", node, condition };
  }
}

function* tokensOfPrincipals(
  { value }: Member,
  base: Pick<PolicyToken, "policy" | "negated">,
): Generator<PolicyToken> {
  if (value.kind === "string") yield { ...base, kind: "principal", node: value };
  if (value.kind !== "object") return;
  for (const { key, value: of } of value.members) {
    yield { ...base, kind: "principal-type", node: key };
    for (const node of stringsOf(of)) yield { ...base, kind: "principal", node, principalType: key.value };
  }
}

/** The policy that an offset lies in, the innermost; where there is only one, that one. */
export function policyAt(policies: readonly Policy[], offset: number): Policy | undefined {
  const around = policies
    .filter(({ located: { root } }) => root.span.start <= offset && offset <= root.span.end)
    .sort((a, b) => lengthOf(a) - lengthOf(b));
  return around[0] ?? (policies.length === 1 ? policies[0] : undefined);
}

function lengthOf({ located: { root } }: Policy): number {
  return root.span.end - root.span.start;
}
