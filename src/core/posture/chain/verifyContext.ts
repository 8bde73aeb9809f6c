import type { Hash, SignatureCheck } from "../../ports.ts";

/** What verifying takes. */
export interface VerifyContext {
  readonly hash: Hash;
  readonly signatures: SignatureCheck;
  /** Public key (base64 SPKI) that must have signed; absent: whoever signed did, as long as it is one key. */
  readonly key?: string;
  /** Whether entries without a signature count. They prove order, not who wrote them. */
  readonly allowUnsigned: boolean;
  /** ms since epoch. */
  readonly now: number;
}
