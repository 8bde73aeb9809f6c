/** A comparison of a field of an event with a text, in which `*` stands for any characters. */
export function is(field: string, text: string): string {
  return `($.${field} = "${text}")`;
}

export function isNot(field: string, text: string): string {
  return `($.${field} != "${text}")`;
}

export function missing(field: string): string {
  return `($.${field} NOT EXISTS)`;
}

export function either(...parts: readonly string[]): string {
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(" || ")})`;
}

export function both(...parts: readonly string[]): string {
  return parts.join(" && ");
}

/** Events of any of these names. */
export function named(...names: readonly string[]): string {
  return either(...names.map((name) => is("eventName", name)));
}

/** Events of any of these services, `s3` for `s3.amazonaws.com`. */
export function from(...services: readonly string[]): string {
  return either(...services.map((service) => is("eventSource", `${service}.amazonaws.com`)));
}

/** Calls of sessions of the agent's role. The session's issuer is the role, whatever the session is named. */
export const byAgent = is("userIdentity.sessionContext.sessionIssuer.userName", "${RoleName}");

/** Calls that change something. */
export const writes = "($.readOnly IS FALSE)";

export const succeeded = missing("errorCode");

/** Codes with which services deny. Source: `AccessDenied` and `UnauthorizedOperation` of CIS, and what records show. */
export const denied = either(
  is("errorCode", "*UnauthorizedOperation"),
  is("errorCode", "*AccessDenied*"),
  is("errorCode", "*AuthFailure"),
  is("errorCode", "UnauthorizedAccess*"),
);
