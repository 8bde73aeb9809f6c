import { clipped, textAt, type EventData } from "./eventData.ts";

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

/** Reads `userIdentity`. @param data the field within bounds; of any shape */
export function readIdentity(data: EventData | undefined): EventIdentity {
  const text = (...path: readonly string[]): string | undefined => {
    const value = textAt(data, ...path);
    return value === undefined ? undefined : clipped(value, maxName);
  };
  const issuer = withoutMissing<EventIssuer>({
    type: text("sessionContext", "sessionIssuer", "type"),
    principalId: text("sessionContext", "sessionIssuer", "principalId"),
    arn: text("sessionContext", "sessionIssuer", "arn"),
    accountId: text("sessionContext", "sessionIssuer", "accountId"),
    userName: text("sessionContext", "sessionIssuer", "userName"),
  });
  const mfa = text("sessionContext", "attributes", "mfaAuthenticated");
  return {
    type: text("type") ?? "",
    ...withoutMissing<Omit<EventIdentity, "type">>({
      principalId: text("principalId"),
      arn: text("arn"),
      accountId: text("accountId"),
      accessKeyId: text("accessKeyId"),
      userName: text("userName"),
      invokedBy: text("invokedBy"),
      issuer: Object.keys(issuer).length > 0 ? issuer : undefined,
      withMfa: mfa === undefined ? undefined : mfa === "true",
      sourceIdentity: text("sessionContext", "sourceIdentity"),
    }),
  };
}

/** An object without its undefined members. */
export function withoutMissing<T extends object>(object: { [K in keyof T]: T[K] | undefined }): T {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the members are those of T, and none is undefined
  return Object.fromEntries(entries) as T;
}
