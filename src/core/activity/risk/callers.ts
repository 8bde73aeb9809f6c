import type { ActivityEvent } from "../event.ts";

/**
 * Whether a service of AWS acted on its own: as itself, or through a role that only it can assume. Such a role is known by
 * its path, which nobody can choose; its name counts only where the record has no path.
 */
export function actsByItself({ identity }: Pick<ActivityEvent, "identity">): boolean {
  const { type, issuer, arn } = identity;
  if (type === "AWSService") return true;
  return issuer?.arn === undefined
    ? (arn?.includes(":assumed-role/AWSServiceRoleFor") ?? false)
    : issuer.arn.includes(":role/aws-service-role/");
}

/** Whether the session is one that AWS's single sign-on made for a person. Known as in `actsByItself`. */
export function isSingleSignOn({ identity }: Pick<ActivityEvent, "identity">): boolean {
  const { issuer, arn } = identity;
  return issuer?.arn === undefined
    ? (arn?.includes(":assumed-role/AWSReservedSSO_") ?? false)
    : issuer.arn.includes(":role/aws-reserved/sso.amazonaws.com/");
}
