import type { ActivityEvent } from "../event.ts";
import { isObject, textAt } from "../eventData.ts";
import { readRole, sameRole, type Role } from "./role.ts";

/** By what an event was known to be the role's; the surest first. */
export type RoleMatch = "accessKey" | "issuer" | "roleId" | "session";

/**
 * Whether a role made a call, and by what that is known: the access key, the ARN of the session's issuer, the role's id
 * in front of the principal's, or the session's own ARN. Never a user name: of a session it is the name that the caller
 * chose.
 */
export function matchesRole(
  { identity }: Pick<ActivityEvent, "identity">,
  role: Role,
): RoleMatch | undefined {
  const { accessKeyId, issuer, principalId, arn } = identity;
  if (accessKeyId !== undefined && role.accessKeyIds?.has(accessKeyId)) return "accessKey";
  if (isRole(issuer?.arn, role)) return "issuer";
  const ids = [principalId?.split(":")[0], issuer?.principalId];
  if (role.id !== undefined && ids.includes(role.id)) return "roleId";
  return isRole(arn, role) ? "session" : undefined;
}

const assumeEvents: ReadonlySet<string> = new Set([
  "AssumeRole",
  "AssumeRoleWithSAML",
  "AssumeRoleWithWebIdentity",
]);

/**
 * The access key that a call of AssumeRole gave out for the role, so that events which show nothing but the key can be
 * told. Undefined for every other event, and where the call did not succeed.
 */
export function keyGivenFor(event: ActivityEvent, role: Role): string | undefined {
  if (event.service !== "sts" || !assumeEvents.has(event.name) || event.outcome !== "success")
    return undefined;
  const asked = textAt(event.request, "roleArn");
  const named = asked !== undefined ? [asked] : event.resources.map(({ arn }) => arn);
  if (!named.some((arn) => isRole(arn, role))) return undefined;
  const { response } = event;
  const key = isObject(response) ? textAt(response, "credentials", "accessKeyId") : undefined;
  return key !== undefined && /^[A-Z0-9]{16,128}$/.test(key) ? key : undefined;
}

function isRole(arn: string | undefined, role: Role): boolean {
  const read = arn === undefined ? undefined : readRole(arn);
  return read !== undefined && sameRole(read, role);
}
