import type { RiskSeverity } from "../../../../src/core/activity/risk/risk.ts";
import { ownAccount } from "../activityEvents.ts";

/** A call of an agent's role, what it asks, how loud it is by itself, and other fields of its record. */
export type Sample = readonly [
  call: string,
  request: unknown,
  severity: RiskSeverity,
  more?: Readonly<Record<string, unknown>>,
];

/** Another account, as a record writes it. */
export const otherAccount = "444455556666";

/** A policy of one statement that lets somebody do something, as JSON. */
export const policy = (principal: unknown, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "*:Get*", Resource: "*", ...more }],
  });

/** What pins a policy to the own account. */
export const pinned = { Condition: { StringEquals: { "aws:SourceAccount": ownAccount } } };

/** A principal of another account. */
export const other = { AWS: `arn:aws:iam::${otherAccount}:root` };
