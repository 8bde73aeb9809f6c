import type { ActivityEvent } from "../event.ts";
import type { Verdict } from "./risk.ts";

const destroys =
  /^(?:Batch)?(?:Delete|Terminate|Purge|Deregister|Destroy|Remove|Revoke|Disable|Stop|Schedule\w*Deletion)(?![a-z])/;

const identityServices: ReadonlySet<string> = new Set([
  "iam",
  "sso",
  "sso-directory",
  "identitystore",
  "rolesanywhere",
]);

const looks = /^(?:Get|List|Generate|Simulate|Describe|Search|Is|Verify)/;

/** Whether a call changes identities or permissions. */
export function changesIam({
  service,
  name,
  readOnly,
}: Pick<ActivityEvent, "service" | "name" | "readOnly">): boolean {
  return identityServices.has(service) && !looks.test(name) && !(readOnly && service !== "iam");
}

/** Whether a call changes anything. */
export function changesSomething(event: ActivityEvent): boolean {
  return changesIam(event) || !event.readOnly;
}

const changedIam: Verdict = {
  severity: "high",
  category: "privilege-escalation",
  technique: "T1098",
  reason: "Identities or permissions were changed; an agent never needs to.",
};
const destroyed: Verdict = {
  severity: "medium",
  category: "destructive",
  technique: "T1485",
  reason: "Something was deleted, stopped or turned off.",
};
const read: Verdict = { severity: "info", category: "read", reason: "Something was read." };
const changed: Verdict = { severity: "low", category: "write", reason: "Something was changed." };

/** What the verb of a name says, when nothing else does. */
export function byVerb(event: ActivityEvent): Verdict {
  if (changesIam(event)) return changedIam;
  if (destroys.test(event.name)) return destroyed;
  return event.readOnly ? read : changed;
}
