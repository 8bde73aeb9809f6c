import type { PolicyType } from "./located.ts";
import type { Statement } from "./policy.ts";

/** Actions of `sts` that stand in the trust policy of a role. */
const trustActions =
  /^sts:(?:assumerole(?:withsaml|withwebidentity)?|setsourceidentity|tagsession|setcontext|\*)$/i;

/**
 * The type that a policy's own elements tell: with a principal it is attached to a resource, and to a role when it
 * grants nothing but assuming it. Identity policies, boundaries and SCPs look alike: the first is the common one.
 */
export function typeOf(statements: readonly Statement[]): PolicyType {
  const withPrincipal = statements.filter(({ principals }) => principals !== undefined);
  if (withPrincipal.length === 0) return "identity";
  const isTrust = withPrincipal.every(
    ({ actions, resources }) =>
      resources === undefined &&
      actions !== undefined &&
      !actions.negated &&
      actions.values.length > 0 &&
      actions.values.every(({ value }) => trustActions.test(value)),
  );
  return isTrust ? "trust" : "resource";
}
