import { fieldOf, textOf } from "./eventField.ts";

/** Who called, as the record says. Every text is bounded; all of it is written by the caller's account, not by Picket. */
export interface EventIdentity {
  /** Such as `AssumedRole`, `IAMUser`, `Root`, `AWSService`, `AWSAccount`; empty when unknown. */
  readonly type: string;
  /** Of a role's session `<RoleId>:<session name>`. */
  readonly principalId?: string;
  /** Of a role's session `arn:aws:sts::<account>:assumed-role/<Role>/<session>`, without the role's path. */
  readonly arn?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  /** A user's name. Of sessions it may be the session's: never enough to know a role by. */
  readonly userName?: string;
  /** The service that called on the identity's behalf. */
  readonly invokedBy?: string;
  /** The role or user whose session this is (`sessionContext.sessionIssuer`). */
  readonly issuer?: EventIssuer;
  /** Whether the session was made with MFA; undefined when the record does not say. */
  readonly withMfa?: boolean;
  readonly sourceIdentity?: string;
}

export interface EventIssuer {
  readonly type?: string;
  /** The role's id. */
  readonly principalId?: string;
  /** The role's ARN, with its path. */
  readonly arn?: string;
  readonly accountId?: string;
  readonly userName?: string;
}

/** Longer than any ARN or name of AWS. */
const maxName = 2048;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads `userIdentity`. @param data of any shape */
export function readIdentity(data: unknown): EventIdentity {
  const identity: Writable<EventIdentity> = { type: textOf(data, "type", maxName) ?? "" };
  for (const key of ["principalId", "arn", "accountId", "accessKeyId", "userName", "invokedBy"] as const) {
    const value = textOf(data, key, maxName);
    if (value !== undefined) identity[key] = value;
  }
  const session = fieldOf(data, "sessionContext");
  if (session === undefined) return identity;
  const issuer = readIssuer(fieldOf(session, "sessionIssuer"));
  if (issuer) identity.issuer = issuer;
  const mfa = textOf(fieldOf(session, "attributes"), "mfaAuthenticated", maxName);
  if (mfa !== undefined) identity.withMfa = mfa === "true";
  const source = textOf(session, "sourceIdentity", maxName);
  if (source !== undefined) identity.sourceIdentity = source;
  return identity;
}

function readIssuer(data: unknown): EventIssuer | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const issuer: Writable<EventIssuer> = {};
  for (const key of ["type", "principalId", "arn", "accountId", "userName"] as const) {
    const value = textOf(data, key, maxName);
    if (value !== undefined) issuer[key] = value;
  }
  return Object.keys(issuer).length > 0 ? issuer : undefined;
}
