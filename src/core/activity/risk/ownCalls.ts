import type { ActivityEvent } from "../event.ts";
import type { Verdict } from "./risk.ts";

/**
 * Calls with which Picket reads, by service. Anyone can send Picket's name with a call, so that nothing stands here that
 * changes anything, or that reads data or secrets. StartQueryExecution of Athena could: but the list of events would fill with
 * Picket's own without it, and by itself it is no louder than any write.
 */
const ownCalls: Readonly<Record<string, readonly string[]>> = {
  cloudtrail: [
    "LookupEvents",
    "DescribeTrails",
    "ListTrails",
    "GetTrail",
    "GetTrailStatus",
    "GetEventSelectors",
    "ListEventDataStores",
    "GetEventDataStore",
    "StartQuery",
    "DescribeQuery",
    "GetQueryResults",
    "CancelQuery",
  ],
  sts: ["GetCallerIdentity"],
  iam: [
    "GetRole",
    "ListRoles",
    "ListRolePolicies",
    "GetRolePolicy",
    "ListAttachedRolePolicies",
    "GetPolicy",
    "GetPolicyVersion",
  ],
  logs: ["StartLiveTail", "FilterLogEvents", "DescribeLogGroups"],
  athena: [
    "StartQueryExecution",
    "StopQueryExecution",
    "GetQueryExecution",
    "GetQueryResults",
    "GetTableMetadata",
    "GetWorkGroup",
  ],
};

/** The verdict on `isOwnCall`. */
export const ownCall: Verdict = { severity: "info", category: "self", reason: "Picket's own call." };

/**
 * Whether Picket made the call itself: its name stands in the user agent (see `adapters/aws/clients.ts`), and the call is
 * one of those with which it reads. What was refused is none, so that nobody tries out permissions under its name.
 */
export function isOwnCall({ service, name, userAgent, outcome }: ActivityEvent): boolean {
  if (userAgent === undefined || !/(?:^|\s)picket\//i.test(userAgent)) return false;
  if (outcome === "denied") return false;
  return Object.hasOwn(ownCalls, service) && (ownCalls[service]?.includes(name) ?? false);
}
