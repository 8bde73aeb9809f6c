import type { PolicyType } from "./located.ts";
import type { Statement } from "./policy.ts";
import { unknownText, type StringNode } from "./valueNode.ts";

/** Actions of `sts` that stand in the trust policy of a role. */
const trustActions =
  /^sts:(?:assumerole(?:withsaml|withwebidentity)?|setsourceidentity|tagsession|setcontext|\*)$/i;

/**
 * The type that a policy's own elements tell: with a principal it is attached to a resource, and to a role when it
 * grants nothing but assuming it. Identity policies, boundaries and SCPs look alike: the first is the common one.
 */
export function typeOf(statements: readonly Statement[]): PolicyType {
  const withPrincipal = statements.filter(({ principals }) => principals !== undefined);
  // A single principal among many statements without one is the mistake, not the others.
  if (withPrincipal.length * 2 < statements.length || withPrincipal.length === 0) return "identity";
  return withPrincipal.every(isOfTrust) ? "trust" : "resource";
}

/**
 * Whether a statement can only be one of a trust policy. Without a resource any action of `sts` does, so that a typing
 * error makes no resource policy of it; with one, which is a mistake there, it has to be plain that a role is meant:
 * a policy of a VPC endpoint for `sts` names accounts, but no services and providers.
 */
function isOfTrust({ actions, resources, principals }: Statement): boolean {
  const kinds = principals?.entries.map(({ type }) => type.value) ?? [];
  if (!resources && kinds.includes("Federated")) return true;
  if (!actions || actions.negated || actions.values.length === 0) return false;
  if (!resources) return isAboutSts(actions.values);
  return (
    (kinds.includes("Service") || kinds.includes("Federated")) &&
    actions.values.every(({ value }) => trustActions.test(value))
  );
}

/** Whether all actions are of `sts`, but for those of which that is unknown. */
function isAboutSts(actions: readonly StringNode[]): boolean {
  const known = actions.filter(({ value }) => !value.startsWith(unknownText));
  return known.length > 0 && known.every(({ value }) => /^sts:/i.test(value));
}
