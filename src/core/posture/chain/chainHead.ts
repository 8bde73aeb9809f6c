import * as v from "valibot";
import type { ReportSigner } from "../ports.ts";
import { canonicalJson } from "./canonicalJson.ts";
import { keyText, signatureText, type ChainEntry } from "./chainEntry.ts";

/** Where a chain ends, kept beside it: lines taken off its end leave a chain that holds by itself. */
export const chainHeadSchema = v.strictObject({
  v: v.literal(1),
  entries: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_001)),
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  key: v.optional(keyText),
  signature: v.optional(signatureText),
});

/** A chain's head. */
export type ChainHead = v.InferOutput<typeof chainHeadSchema>;

/** The head after an entry, signed where there is a signer. */
export function sealHead({ seq, hash }: ChainEntry, signer: ReportSigner | undefined): ChainHead {
  const plain = { v: 1 as const, entries: seq + 1, hash, ...(signer && { key: signer.publicKey }) };
  return { ...plain, ...(signer && { signature: signer.sign(headText(plain)) }) };
}

/** What is signed of a head. */
export function headText(head: ChainHead): string {
  const { signature: _, ...plain } = head;
  return `picket-posture-head-v1\n${canonicalJson(plain)}`;
}

/** A head as a file. */
export function headFile(head: ChainHead): string {
  return `${canonicalJson(head)}\n`;
}
