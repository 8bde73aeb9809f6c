import type { McpPolicy, PolicyState } from "../model/policy.ts";
import type { SignatureCheck } from "../../ports.ts";
import { readPolicy, type PolicyFormat } from "./readPolicy.ts";

/** A policy document as it was found. */
export interface PolicyDocument {
  readonly text: string;
  /** The exact bytes, which the signature covers. */
  readonly bytes: Uint8Array;
  /** The text of the detached signature beside it; absent when there is none. */
  readonly signature?: string;
  readonly format?: PolicyFormat;
}

/** What was found where a policy is looked for. */
export type FoundPolicy =
  | { readonly kind: "document"; readonly document: PolicyDocument }
  | { readonly kind: "absent" }
  /** It may be there, and cannot be had: not readable, not reachable. One clause for a person. */
  | { readonly kind: "unavailable"; readonly reason: string };

/** What a document is held against. */
export interface PolicyTrust {
  /** ms since epoch. */
  readonly now: number;
  /** Public key of machine settings; with one, a document without its signature is not trusted. */
  readonly key?: string;
  readonly signatures: SignatureCheck;
  /** The highest serial that was accepted before, by `issuerOf`. */
  readonly serials: ReadonlyMap<string, number>;
}

/**
 * Whether the policy can be relied on. The signature comes first: nothing in a document counts that its issuer did not
 * write. Only the state `valid` may lead to an allowed server.
 */
export function policyState(found: FoundPolicy, trust: PolicyTrust): PolicyState {
  if (found.kind === "absent") return { state: "missing" };
  if (found.kind === "unavailable") return { state: "untrusted", reason: found.reason };
  const { document } = found;
  const distrust = signatureProblem(document, trust);
  const read = readPolicy(document.text, document.format);
  const policy = "policy" in read ? { policy: read.policy } : {};
  if (distrust !== undefined) return { state: "untrusted", reason: distrust, ...policy };
  if ("error" in read) return { state: "broken", reason: read.error };
  if (read.policy.expires !== undefined && read.policy.expires <= trust.now)
    return { state: "expired", reason: `it expired on ${dayOf(read.policy.expires)}`, ...policy };
  const rollback = rollbackProblem(read.policy, trust);
  if (rollback !== undefined) return { state: "stale", reason: rollback, ...policy };
  return { state: "valid", policy: read.policy };
}

/** The name under which an issuer's serial is kept; policies without issuer share one. */
export function issuerOf(policy: McpPolicy): string {
  return policy.issuer ?? "";
}

function signatureProblem({ bytes, signature }: PolicyDocument, trust: PolicyTrust): string | undefined {
  if (trust.key === undefined) return undefined;
  if (signature === undefined) return "a key is pinned, and it has no signature beside it (.sig)";
  return signatureProblems[trust.signatures.verify(trust.key, signature, bytes)];
}

const signatureProblems = {
  good: undefined,
  bad: "its signature does not fit: one of the two was changed, or another key signed it",
  "unusable-signature":
    "its signature cannot be read: it must be base64 of an Ed25519 or ECDSA P-256 signature",
  "unusable-key":
    "the pinned key cannot be read: it must be an Ed25519 or P-256 public key (SPKI, as PEM or base64)",
} as const;

function rollbackProblem(policy: McpPolicy, { serials }: PolicyTrust): string | undefined {
  const last = serials.get(issuerOf(policy));
  if (last === undefined || (policy.serial !== undefined && policy.serial >= last)) return undefined;
  const has = policy.serial === undefined ? "no serial" : `serial ${policy.serial}`;
  return `it has ${has}, and serial ${last} was seen before`;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
