/** How a call ended. `denied`: permission was missing; `failed`: any other error, nothing changed. */
export type EventOutcome = "success" | "denied" | "failed";

/** Codes with which services refuse for lack of permission. Observed in public CloudTrail records. */
const denialCode =
  /(?:^|\.)(?:\w*AccessDenied(?:Exception|Fault)?|Unauthori[sz]ed(?:Operation|Access|Exception|OperationException)?|AuthFailure|AuthorizationError(?:Exception)?|Forbidden(?:Exception)?|NotAuthorized(?:Exception)?|ImplicitDeny|ExplicitDeny|403)$/i;

/** IAM's own wording; it names the action and mostly the resource. */
const denialMessage = /is not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9*]+)(?: on resource: (\S+))?/;

/** What a refusal says it lacked. */
export interface Refusal {
  /** `service:Action` as the message writes it. */
  readonly action: string;
  readonly resource?: string;
}

/** The outcome of a call by the record's error. @param loginResult `responseElements.ConsoleLogin` of a sign-in */
export function outcomeOf(
  errorCode: string | undefined,
  errorMessage: string | undefined,
  loginResult?: string,
): EventOutcome {
  if (errorCode !== undefined && denialCode.test(errorCode)) return "denied";
  if (errorMessage !== undefined && denialMessage.test(errorMessage.slice(0, 4096))) return "denied";
  if (errorCode !== undefined || loginResult === "Failure") return "failed";
  return "success";
}

/** The action and resource that a refusal's message names; undefined for other messages. */
export function refusalOf(errorMessage: string | undefined): Refusal | undefined {
  const [, action, resource] = denialMessage.exec(errorMessage?.slice(0, 4096) ?? "") ?? [];
  if (action === undefined) return undefined;
  return resource === undefined ? { action } : { action, resource };
}
