import type { Principals, Statement } from "../../model/policy.ts";
import { type StringNode } from "../../model/valueNode.ts";
import { analyzerRule } from "../analyzerRule.ts";
import type { Issue, PolicyCheck } from "../check.ts";
import { isOpen } from "./openText.ts";
import { providerKind } from "./federatedProviders.ts";
import { shown, shownList } from "./wording.ts";

const mismatchedAction = analyzerRule(
  "MISMATCHED_ACTION_FOR_PRINCIPAL",
  "error",
  "Action that this principal cannot assume the role with",
);

/** What each action to assume a role is for, in lower case. */
const actionsOfKinds: Readonly<Record<string, "saml" | "oidc" | "other">> = {
  "sts:assumerole": "other",
  "sts:assumerolewithsaml": "saml",
  "sts:assumerolewithwebidentity": "oidc",
};

/** The action for each kind of principal. */
const rightActions = {
  saml: "sts:AssumeRoleWithSAML",
  oidc: "sts:AssumeRoleWithWebIdentity",
  other: "sts:AssumeRole",
};

interface Actor {
  readonly node: StringNode;
  readonly kind: "saml" | "oidc" | "other" | "unknown";
}

/**
 * Principals of a trust policy that none of the statement's actions is for, and actions that are for none of its
 * principals. A statement may have both kinds of each.
 */
export const assumeActionCheck: PolicyCheck = {
  rules: [mismatchedAction],
  *check({ type, statements }) {
    if (type !== "trust") return;
    for (const statement of statements) {
      if (statement.effect === "Allow") yield* mismatches(statement);
    }
  },
};

function* mismatches({ actions, principals }: Statement): Generator<Issue> {
  if (!actions?.complete || actions.negated || !principals?.complete || principals.negated) return;
  // A pattern may be any of them.
  if (actions.values.some(({ value }) => /[*?]/.test(value) || isOpen(value))) return;
  const asked = actions.values.map((node) => ({ node, kind: actionsOfKinds[node.value.toLowerCase()] }));
  const kinds = new Set<string | undefined>(asked.map(({ kind }) => kind));
  const actors = actorsOf(principals);
  if (actors.some(({ kind }) => kind === "unknown")) return;
  for (const { node, kind } of asked) {
    if (!kind) continue;
    const fits = actors.some((actor) => actor.kind === kind);
    const wrong = actors.filter((actor) => actor.kind !== kind && (!fits || !kinds.has(actor.kind)));
    if (wrong.length > 0) yield issue(node, wrong, kinds);
  }
}

function actorsOf({ entries }: Principals): Actor[] {
  return entries.map(({ type, value: node }) => ({
    node,
    kind: type.value === "Federated" ? providerKind(node.value) : isOpen(type.value) ? "unknown" : "other",
  }));
}

function issue(action: StringNode, wrong: readonly Actor[], asked: ReadonlySet<string | undefined>): Issue {
  const kind = wrong[0]?.kind ?? "other";
  const right = kind === "unknown" ? rightActions.other : rightActions[kind];
  const names = shownList(
    wrong.map(({ node }) => node.value),
    1,
  );
  return {
    rule: mismatchedAction,
    span: action.content,
    message: `${names} cannot assume the role with ${shown(action.value)}. ${asked.has(kind) ? "Remove it" : `Use ${right} for it`}.`,
    related: wrong.map(({ node }) => ({ span: node.content, message: "The principal" })),
    ...(!asked.has(kind) && { data: { suggestion: right } }),
  };
}
