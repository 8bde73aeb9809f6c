import type { Sensitive } from "./model/sensitive.ts";

/** Hashes, so that the core needs no host module. Digests are lower-case hex. */
export interface Hash {
  sha256(text: string): string;
  hmacSha256(keyHex: string, text: string): string;
}

/** Progress and diagnostics for a person. Callers never pass a secret value. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Bytes of the WebAssembly files that ship beside the bundles. */
export interface GrammarSource {
  /** @param name file name without folder, such as `tree-sitter-python.wasm` or `web-tree-sitter.wasm` */
  read(name: string): Promise<Uint8Array>;
}

export type StoreKind = "secrets-manager" | "parameter-store";

/** What a store says about a secret, without its value. */
export interface StoredSecret {
  readonly kind: StoreKind;
  readonly name: string;
  readonly arn: string;
  /** Secrets Manager's version id, or the parameter's version number as text. */
  readonly version?: string;
  /** True when the secret exists but is scheduled for deletion (Secrets Manager only). */
  readonly deleting?: boolean;
  /** Parameter Store only, when known. AWS charges for `advanced`, the tier of values above 4 KB. */
  readonly tier?: "standard" | "advanced";
}

export interface NewSecret {
  readonly name: string;
  readonly value: Sensitive;
  readonly description?: string;
  /** Key id, alias or ARN; absent: the account's default key. */
  readonly kmsKeyId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** 32 to 64 characters; a repeated call with the same token and value makes no second version. */
  readonly idempotencyToken: string;
}

/**
 * A place that holds secrets. Every method rejects with `StoreError` (`core/fixes/storeError.ts`) and with nothing
 * else; messages never hold a value.
 */
export interface SecretStore {
  readonly kind: StoreKind;
  /** The secret of that name, or undefined when there is none. */
  describe(name: string, signal?: AbortSignal): Promise<StoredSecret | undefined>;
  /** Creates it; code `exists` when the name is taken by a different value. */
  create(secret: NewSecret, signal?: AbortSignal): Promise<StoredSecret>;
  /** Adds a version (Secrets Manager) or overwrites (Parameter Store keeps the history) under an existing name. */
  addVersion(secret: NewSecret, signal?: AbortSignal): Promise<StoredSecret>;
  /** The current value; code `not-found` when there is none. */
  read(name: string, signal?: AbortSignal): Promise<Sensitive>;
  /** Names and ARNs, in the store's order, at most `limit`. */
  list(options: { prefix?: string; limit: number }, signal?: AbortSignal): Promise<readonly StoredSecret[]>;
}

/** Who AWS says we are, or why it does not. Times in ms since epoch. */
export type AwsIdentity =
  | {
      readonly state: "signed-in";
      readonly profile: string | undefined;
      readonly region: string;
      readonly account: string;
      readonly arn: string;
      readonly expiresAt?: number;
    }
  | {
      readonly state: "signed-out" | "expired" | "no-region" | "unreachable" | "denied";
      readonly profile: string | undefined;
      readonly region: string | undefined;
      /** What is wrong and what to do next, for a person. */
      readonly reason: string;
    };

export interface AwsProfile {
  readonly name: string;
  readonly region?: string;
  readonly kind: "sso" | "role" | "keys" | "process" | "other";
}

/** What the user chose. `endpoint` comes from a machine setting or the demo only, never from a workspace. */
export interface AwsSelection {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

/** Reads the shared configuration files of the AWS CLI; makes no network call. */
export interface AwsProfiles {
  list(): Promise<readonly AwsProfile[]>;
}

/** The kinds of policies that Access Analyzer tells apart. */
export type RemotePolicyType =
  "IDENTITY_POLICY" | "RESOURCE_POLICY" | "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";

/** A policy as it is sent to Access Analyzer. */
export interface RemotePolicy {
  /** JSON. */
  readonly text: string;
  readonly type: RemotePolicyType;
  /** CloudFormation type of what a resource policy is attached to, where Access Analyzer has checks for it. */
  readonly resourceType?: string;
}

/** A step from the top of a policy to the place of a finding. */
export type RemotePathElement =
  | { readonly index: number }
  /** The name of a member itself. */
  | { readonly key: string }
  /** The value of a member. */
  | { readonly value: string }
  /** A part of a text, in characters. */
  | { readonly substring: { readonly start: number; readonly length: number } };

/** What ValidatePolicy says about a policy. */
export interface RemoteFinding {
  readonly type: "ERROR" | "SECURITY_WARNING" | "WARNING" | "SUGGESTION";
  /** Such as `MISSING_VERSION`. */
  readonly code: string;
  readonly details: string;
  /** Page of the check. */
  readonly learnMore?: string;
  /** Places, as paths into the policy that was sent. */
  readonly paths: readonly (readonly RemotePathElement[])[];
}

/** A custom policy check. AWS charges for each call. */
export type PaidCheck =
  /** Whether the policy allows any of these actions. */
  | { readonly kind: "not-granted"; readonly actions: readonly string[] }
  /** Whether the policy allows more than an existing one. */
  | { readonly kind: "no-new-access"; readonly existing: string }
  /** Whether a resource policy lets the public in. */
  | { readonly kind: "no-public-access"; readonly resourceType: string };

export interface PaidCheckResult {
  readonly passed: boolean;
  readonly message: string;
  /** Why it did not pass, with the zero-based statement where AWS names one. */
  readonly reasons: readonly { readonly description: string; readonly statement?: number }[];
}

/** IAM Access Analyzer. Both methods reject with `StoreError` only. */
export interface PolicyValidator {
  /** ValidatePolicy, which costs nothing. All pages. */
  validate(policy: RemotePolicy, signal?: AbortSignal): Promise<readonly RemoteFinding[]>;
  check(policy: RemotePolicy, check: PaidCheck, signal?: AbortSignal): Promise<PaidCheckResult>;
}

/** Checks detached signatures with a public key. Never throws. */
export interface SignatureCheck {
  /**
   * @param key Ed25519 or ECDSA P-256 public key: SPKI as PEM, or base64 of its DER
   * @param signature base64 of the raw Ed25519 signature, or of the ECDSA one (SHA-256) as DER or as r and s
   */
  verify(
    key: string,
    signature: string,
    bytes: Uint8Array,
  ): "good" | "bad" | "unusable-key" | "unusable-signature";
}

/** Remembers the highest serial of each issuer's policies, against older ones that are put back. */
export interface PolicyMemory {
  /** The highest serial by issuer. Rejects when what was remembered cannot be read. */
  serials(): Promise<ReadonlyMap<string, number>>;
  /** Keeps the serial unless a higher one is kept. Rejects when it cannot be kept. */
  raise(issuer: string, serial: number): Promise<void>;
}

/** A document from an https address, or why there is none. Times in ms since epoch. */
export type FetchedDocument =
  | {
      readonly kind: "document";
      readonly bytes: Uint8Array;
      /** When the server last gave or confirmed it. */
      readonly asOf: number;
      /** Why the server's own answer could not be had, when this is a kept copy for that reason. */
      readonly keptBecause?: string;
    }
  | { readonly kind: "unavailable"; readonly reason: string };

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Asks the server even when a copy was confirmed a moment ago. */
  readonly force?: boolean;
  /** Whether an answer that is no JSON is refused. Default true; a signature is none. */
  readonly json?: boolean;
}

/** Fetches policy documents over https. Never rejects. */
export interface PolicyFetch {
  fetch(address: string, options?: FetchOptions): Promise<FetchedDocument>;
}

/** A stretch of time of which events may be missing. Times in ms since epoch, `to` excluded. */
export interface TrailGap {
  readonly from: number;
  readonly to: number;
  /** Why, for a person. */
  readonly reason: string;
}

/** Input of a source that could not be read, such as a file. */
export interface TrailSkip {
  readonly path: string;
  /** For a person. */
  readonly reason: string;
  /** It is about how the source reads, for as long as it runs, and not about a part of its input. */
  readonly lasting?: boolean;
}

/** How a source fares, when that changed. */
export interface TrailNotice {
  /**
   * `ok`: all is well again. `throttled`, `offline`, `stalled`, `reconnecting`: it goes on by itself. `signed-out`: it
   * waits for credentials and goes on from where it was. `failed`: it has ended, the person must change something.
   */
  readonly kind: "ok" | "throttled" | "offline" | "stalled" | "reconnecting" | "signed-out" | "failed";
  /** What happened and what to do, for a person; empty for `ok`. Never text of a record. */
  readonly message: string;
}

/** How far a source is with what was there when it started. */
export interface TrailProgress {
  readonly done: number;
  /** Absent: not known. */
  readonly total?: number;
  readonly unit: "files" | "bytes" | "pages";
}

/** What a source gives at once. Times in ms since epoch. */
export interface TrailBatch {
  /** CloudTrail records of any shape, in the source's order, which need not be that of time. */
  readonly records: readonly unknown[];
  /** Everything up to here has come, as far as the source can tell; absent: nothing new is known. */
  readonly watermark?: number;
  readonly gaps: readonly TrailGap[];
  /** Stretches that were read again, fully: what was missing in them is there now. */
  readonly filled?: readonly Pick<TrailGap, "from" | "to">[];
  readonly notice?: TrailNotice;
  readonly progress?: TrailProgress;
  /** How far AWS's clock is ahead of this machine's, in ms; absent: nothing new is known. */
  readonly clockAhead?: number;
  /** The service left events out because there were too many. */
  readonly sampled: boolean;
  readonly skipped: readonly TrailSkip[];
  /** Everything that was there has been given: what comes next is new. */
  readonly caughtUp: boolean;
  /** Where to start again so that nothing is lost; absent: the one before still counts. Text that the source alone reads. */
  readonly cursor?: string;
}

/** A place that CloudTrail records come from. */
export interface TrailSource {
  /**
   * Gives every record at least once; repetitions are told by `eventKey`. A cursor that is not the source's own counts as
   * none. An aborted signal ends the iteration without an error; trouble is told by `notice`, nothing is thrown.
   * @param cursor of an earlier batch; undefined: from the beginning
   */
  start(cursor: string | undefined, signal: AbortSignal): AsyncIterable<TrailBatch>;
}

/** Makes texts small while they are held. */
export interface RecordPacker {
  pack(text: string): Uint8Array;
  /** @param packed what `pack` gave */
  unpack(packed: Uint8Array): string;
}
