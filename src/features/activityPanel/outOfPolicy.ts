import type * as activity from "../../bundles/activity.ts";
import type { AwsTrails } from "../../core/activity/awsTrails.ts";
import type { Role } from "../../core/activity/identity/role.ts";
import type { RiskContext } from "../../core/activity/risk/risk.ts";
import { describeError } from "../../editor/log.ts";
import type { ActivityDeps } from "./environment.ts";

type PolicyCode = Pick<typeof activity, "readDeclaredPolicies" | "outOfPolicyOf">;

interface Asked {
  readonly trails: AwsTrails;
  readonly role: Role;
  readonly code: PolicyCode;
  readonly signal: AbortSignal;
}

/**
 * What tells calls that the role's own policies do not cover. Undefined when the policies may not be read, or one of them
 * cannot be: with one missing every answer may be wrong.
 */
export async function outOfPolicy(
  { log, loadIam }: ActivityDeps,
  { trails, role, code, signal }: Asked,
): Promise<RiskContext["outOfPolicy"]> {
  try {
    const texts = await trails.policiesOf(role.name, signal);
    const read = texts.map(({ name, kind, text }) =>
      code.readDeclaredPolicies(text, { name, kind: kind === "boundary" ? "boundary" : "identity" }),
    );
    if (read.some((policies) => "error" in policies)) return undefined;
    const { catalogue } = await loadIam();
    return code.outOfPolicyOf(
      read.flatMap((policies) => ("error" in policies ? [] : policies)),
      catalogue,
    );
  } catch (error) {
    log.info(`calls are not compared with the role's policies: ${describeError(error)}`);
    return undefined;
  }
}
