import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import type { ActivityEvent } from "../event.ts";
import type { RiskContext } from "../risk/risk.ts";
import { decide, type Decision } from "./decide.ts";
import type { DeclaredPolicy } from "./declaredPolicy.ts";
import { usesOfEvent, type Use } from "./eventUses.ts";
import { mayBeAllowedByResource, needsPermission } from "./resourcePolicies.ts";
import { statementsOf, type AskedStatement } from "./statementMatch.ts";

/** Answers that are remembered: a role repeats the same few calls. */
const remembered = 5000;

/** Errors that a service gives after it has asked IAM. Others may come before: they say nothing about permission. */
const afterPermission =
  /AlreadyExists|AlreadyOwned|LimitExceeded|QuotaExceeded|Conflict|InUse|Dependency|InsufficientCapacity|DryRunOperation/i;

/**
 * Says why a role's own policies do not cover a call that went through, as a sentence without text of the record;
 * undefined when they do, and in doubt:
 * - the call was denied, or failed so early that permission may not have been asked;
 * - it has no action in the catalogue, or takes no permission;
 * - a condition may hold, a policy holds values that cannot be read, the resource may be one of those that are allowed;
 * - the resource's own policy may have allowed it (S3, SQS, KMS …, see `mayBeAllowedByResource`).
 * @param policies all that the role has, its boundary too; with one of them missing every answer may be wrong
 */
export function outOfPolicyOf(
  policies: readonly DeclaredPolicy[],
  catalogue: Catalogue,
): NonNullable<RiskContext["outOfPolicy"]> {
  const granting = statementsOf(policies.filter(({ kind }) => kind === "identity"));
  const boundaries = policies
    .filter(({ kind }) => kind === "boundary")
    .map((boundary) => statementsOf([boundary]));
  if (!policies.some(({ kind }) => kind === "identity")) return () => undefined;
  if (policies.some(({ policy }) => !isReadable(policy))) return () => undefined;
  const known = new Map<string, string | undefined>();
  return (event) => {
    if (event.type !== "AwsApiCall" || !wentThrough(event)) return undefined;
    const { uses, either } = usesOfEvent(event, catalogue);
    const asked = uses.filter(({ inferred, action }) => !inferred && needsPermission(action));
    if (asked.length === 0) return undefined;
    const key = JSON.stringify([event.region, asked]);
    if (known.has(key)) return known.get(key);
    const facts = { region: event.region, catalogue };
    const answers = asked.map((use) => missing(use, granting, boundaries, facts));
    const answer =
      either && answers.includes(undefined) ? undefined : answers.find((one) => one !== undefined);
    if (known.size >= remembered) known.clear();
    known.set(key, answer);
    return answer;
  };
}

function isReadable({ root, complete, located }: DeclaredPolicy["policy"]): boolean {
  return root !== undefined && complete && located.problems.length === 0;
}

function wentThrough({ outcome, errorCode }: ActivityEvent): boolean {
  return outcome === "success" || (outcome === "failed" && afterPermission.test(errorCode ?? ""));
}

function missing(
  use: Use,
  granting: readonly AskedStatement[],
  boundaries: readonly (readonly AskedStatement[])[],
  facts: { readonly region: string | undefined; readonly catalogue: Catalogue },
): string | undefined {
  const record = facts.catalogue.action(use.action);
  if (!record) return undefined;
  const own = decide(use, granting, facts);
  // Whatever allows it, nothing overrules a Deny.
  if (own.denied === "yes") return `A Deny statement of the role's policies covers ${use.action}.`;
  if (mayBeAllowedByResource(use.action, record)) return undefined;
  if (own.allowed === "no") return sentence(use.action, own, "The role's policies");
  const limits = boundaries.map((boundary) => decide(use, boundary, facts));
  const limit = limits.find(({ allowed, denied }) => allowed === "no" || denied === "yes");
  return limit && sentence(use.action, limit, "The role's permissions boundary");
}

function sentence(action: string, { named, denied }: Decision, who: string): string {
  const verb = who.endsWith("s") ? "do" : "does";
  if (denied === "yes" || named === "no") return `${who} ${verb} not allow ${action}.`;
  return `${who} ${verb === "do" ? "allow" : "allows"} ${action}, but not on what this call acted on.`;
}
