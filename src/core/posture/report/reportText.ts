import type { ChainEntry } from "../chain/chainEntry.ts";
import { sorted } from "../chain/canonicalJson.ts";

/**
 * The text that a report's hash is taken over: the body alone.
 * @param body a `ReportBody`, also one that was read from a file, in the order of its members
 */
export function bodyText(body: object): string {
  return `${JSON.stringify(body, undefined, 2)}\n`;
}

/** A report as a file: the body, and behind it the entry of the chain that proves it. Same input, same bytes. */
export function reportText(body: object, attestation?: ChainEntry): string {
  if (!attestation) return bodyText(body);
  return `${JSON.stringify({ ...body, attestation: sorted(attestation) }, undefined, 2)}\n`;
}
