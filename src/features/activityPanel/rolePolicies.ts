import type * as activity from "../../bundles/activity.ts";
import type { AwsTrails, RolePolicy } from "../../core/activity/awsTrails.ts";
import type { Role } from "../../core/activity/identity/role.ts";
import type { DeclaredPolicy } from "../../core/activity/policy/declaredPolicy.ts";
import type { RiskContext } from "../../core/activity/risk/risk.ts";
import type { Catalogue } from "../../core/iam/catalogue/catalogue.ts";
import { describeError, type EditorLog } from "../../editor/log.ts";
import { escapedHidden } from "./recordDocument.ts";

type Reader = Pick<typeof activity, "readDeclaredPolicies">;

/** The policies of a role of the account; undefined when they may not be read. */
export async function rolePolicies(
  { log }: { readonly log: EditorLog },
  trails: AwsTrails,
  role: Role,
  signal: AbortSignal,
): Promise<readonly RolePolicy[] | undefined> {
  try {
    return (await trails.policiesOf(role.name, signal)).map(laidOut);
  } catch (error) {
    log.info(`calls are not compared with the role's policies: ${describeError(error)}`);
    return undefined;
  }
}

/** With one member to a line, as they are shown: what is found in them has a line of its own. */
export function laidOut(policy: RolePolicy): RolePolicy {
  try {
    return { ...policy, text: `${escapedHidden(JSON.stringify(JSON.parse(policy.text), undefined, 2))}\n` };
  } catch {
    // Whoever reads the policy says what is wrong with it.
    return policy;
  }
}

/** A policy of IAM as those of files are; undefined when it cannot be read. */
export function declaredBy(
  { name, kind, text }: RolePolicy,
  code: Reader,
): readonly DeclaredPolicy[] | undefined {
  const read = code.readDeclaredPolicies(text, {
    name,
    kind: kind === "boundary" ? "boundary" : "identity",
  });
  return "error" in read ? undefined : read;
}

/**
 * What tells calls that the role's own policies do not cover. Undefined when one of them cannot be read: without it every
 * answer may be wrong.
 */
export function outOfPolicy(
  policies: readonly RolePolicy[],
  code: Reader & Pick<typeof activity, "outOfPolicyOf">,
  catalogue: Catalogue,
): RiskContext["outOfPolicy"] {
  const read = policies.map((policy) => declaredBy(policy, code));
  const known = read.flatMap((declared) => declared ?? []);
  return read.includes(undefined) ? undefined : code.outOfPolicyOf(known, catalogue);
}
