import { lstatSync } from "node:fs";
import type { Finding } from "../../core/model/finding.ts";
import { hideValues } from "../../core/iam/hideValues.ts";
import type { KiroContext, KiroEncoding } from "../../core/kiro/checks/check.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";

/** What is said of a file of Kiro, when it is handed over to be scanned. */
export interface KiroJob {
  /** Absolute: the place of the file decides what it is. */
  readonly path: string;
}

/** What the engine of Kiro's files needs to know of a text. */
export interface KiroTextContext extends KiroJob, Pick<KiroContext, "severities" | "encoding"> {
  readonly secrets: ScanResult;
}

/** Finds what is wrong in a file of Kiro. No message holds what the secrets engine saw. */
export type KiroScan = (
  text: string,
  context: KiroTextContext,
) => Promise<{ readonly findings: readonly Finding[]; readonly suppressed: number }>;

/** The engine, loaded when the first file of Kiro comes. */
export const scanKiroText: KiroScan = async (text, { secrets, ...context }) => {
  const { scanKiro } = await import("../../core/kiro/engine.ts");
  const { findings, suppressed } = scanKiro(text, { ...context, isLink: isLink(context.path) });
  const values = secrets.seen.map(({ candidate }) => candidate.span);
  return { findings: hideValues(findings, text, values), suppressed };
};

/** A text that does not stand at its path, as one on standard input, is no link. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** How bytes are encoded, by their first ones; Kiro reads some files as UTF-8 without a byte order mark only. */
export function encodingOf(bytes: Uint8Array): KiroEncoding {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8-bom";
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isWide || first === 0 || (second === 0 && first !== undefined) ? "utf-16" : "utf-8";
}
