import * as v from "valibot";
import type { Hash } from "../../ports.ts";
import type { ReportSigner } from "../ports.ts";
import { canonicalJson } from "./canonicalJson.ts";

/** What the first entry stands behind. */
export const genesis = "0".repeat(64);

const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
// The last digits of base64 hold bits that no byte has: only one spelling of them counts.
/** An Ed25519 public key: base64 of its SPKI. */
export const keyText = v.pipe(v.string(), v.regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/));
/** A raw Ed25519 signature in base64. */
export const signatureText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000));

/** An entry as it stands in a chain; a member that is not known makes it none. */
export const chainEntrySchema = v.strictObject({
  v: v.literal(1),
  /** From zero. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)),
  /** ISO 8601, UTC, with milliseconds. */
  time: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  host: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  /** Hash of the entry before, or `genesis`. */
  previous: digest,
  /** SHA-256 of the report's body. */
  report: digest,
  /** SHA-256 of the same report in other forms. */
  files: v.optional(v.strictObject({ html: v.optional(digest), csv: v.optional(digest) })),
  summary: v.strictObject({ pass: count, fail: count, unknown: count, notApplicable: count }),
  /** The clock stood before the last entry's time when this one was written. */
  clock: v.optional(v.literal("back")),
  /** Base64 of the SPKI of the Ed25519 key; absent: not signed. */
  key: v.optional(keyText),
  hash: digest,
  /** Base64 of the raw signature. */
  signature: v.optional(signatureText),
});

/** A link of the chain of reports. */
export type ChainEntry = v.InferOutput<typeof chainEntrySchema>;

/** An entry before it is hashed and signed. */
export type ChainDraft = Omit<ChainEntry, "v" | "key" | "hash" | "signature">;

type Unsealed = Omit<ChainEntry, "hash" | "signature">;

/** Hashes and signs an entry. Without a signer it is only hashed, which anybody can do again. */
export function sealEntry(draft: ChainDraft, hash: Hash, signer: ReportSigner | undefined): ChainEntry {
  const plain = { v: 1 as const, ...draft, ...(signer && { key: signer.publicKey }) };
  const own = entryHash(plain, hash);
  return { ...plain, hash: own, ...(signer && { signature: signer.sign(signedText(own)) }) };
}

/** The hash of an entry: over its canonical JSON without hash and signature. */
export function entryHash(entry: Unsealed & Partial<ChainEntry>, hash: Hash): string {
  const { hash: _, signature: __, ...plain } = entry;
  return hash.sha256(`picket-posture-entry-v1\n${canonicalJson(plain)}`);
}

/** What is signed of an entry. */
export function signedText(hash: string): string {
  return `picket-posture-entry-v1\n${hash}`;
}

/** A short name of a public key: the first 16 digits of the SHA-256 of its base64. */
export function keyIdOf(key: string, hash: Hash): string {
  return hash.sha256(key).slice(0, 16);
}

/** An entry as a line of a chain, with its line break. */
export function entryLine(entry: ChainEntry): string {
  return `${canonicalJson(entry)}\n`;
}
