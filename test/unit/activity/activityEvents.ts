import assert from "node:assert/strict";
import { isEvent, readEvent, type ActivityEvent } from "../../../src/core/activity/event.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import type { Risk, RiskContext } from "../../../src/core/activity/risk/risk.ts";

/** The account of every event made here. */
export const ownAccount = "111122223333";

/** An event of an agent's role, written `service:Name`. */
export function eventOf(
  call: string,
  requestParameters: unknown = null,
  more: Readonly<Record<string, unknown>> = {},
): ActivityEvent {
  const [service = "", eventName = ""] = call.split(":");
  const event = readEvent({
    eventSource: `${service}.amazonaws.com`,
    eventName,
    recipientAccountId: ownAccount,
    userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::${ownAccount}:assumed-role/Agent/run` },
    requestParameters,
    ...more,
  });
  assert.ok(isEvent(event));
  return event;
}

/** The risk of an event of an agent's role, written `service:Name`. */
export function riskOf(
  call: string,
  requestParameters: unknown = null,
  more: Readonly<Record<string, unknown>> = {},
  context?: RiskContext,
): Risk {
  return classifyRisk(eventOf(call, requestParameters, more), context);
}
