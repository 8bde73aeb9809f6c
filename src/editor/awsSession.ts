import type { AwsAccess } from "../core/awsAccess.ts";
import type { AwsIdentity, SecretStore, StoreKind } from "../core/ports.ts";
import type { Disposable } from "./disposable.ts";

/** An identity that AWS has confirmed. */
export type SignedIn = Extract<AwsIdentity, { state: "signed-in" }>;

/** A confirmed identity and the stores that calls under it. Valid until the selection changes. */
export interface ReadyAws {
  readonly identity: SignedIn;
  store(kind: StoreKind): SecretStore;
}

/**
 * The one place of the extension that knows who we are in AWS. Features use it and never build an adapter. It makes no
 * call of its own accord: only when a method below that says so is called.
 */
export interface AwsSession {
  /** What the last check said; undefined before the first one and after the selection changed. No call. */
  current(): AwsIdentity | undefined;
  /** Fires when `current` changed. */
  onDidChange(listener: () => void): Disposable;
  /**
   * Checks the identity with AWS and leads the person to a sign-in, a profile or a Region when it is missing.
   * Undefined after the person was told what is wrong and did not mend it, in Restricted Mode too.
   */
  ready(): Promise<ReadyAws | undefined>;
  /**
   * Access for the present selection, without a check. The session disposes it.
   * @throws StoreError `denied` in Restricted Mode
   */
  access(): Promise<AwsAccess>;
  /** Lets the person choose profile and Region, saves both in the user's settings, and checks the identity. */
  selectProfile(): Promise<void>;
  /** Runs the AWS CLI's sign-in in a visible terminal and checks the identity afterwards. */
  signIn(): Promise<void>;
}
