import type { Finding } from "../model/finding.ts";
import { toFinding } from "./findings.ts";
import { scanStretch } from "./localScan.ts";
import { nameAccounts } from "./accounts.ts";
import type { ScanContext } from "./options.ts";
import { pairCredentials } from "./pairing.ts";
import { resolveOverlaps, type Spoken } from "./resolve.ts";
import { applySuppressions } from "./suppression.ts";

/** Findings of a text, and what `rescan` needs to know to go on from there. */
export interface ScanResult {
  /** Ordered by span, without overlaps. */
  readonly findings: readonly Finding[];
  /** How many findings a comment in the text suppressed. */
  readonly suppressed: number;
  /** Everything that was seen, before the choice among it. Holds no value. */
  readonly seen: readonly Spoken[];
}

/** Code units per chunk: about 8 ms of work, or 60 ms when nobody waits for the thread. */
const chunk = { paused: 131_072, whole: 1_048_576 };

/** Chooses among all that was seen in a text: pairs, overlaps, settings, suppressions. */
export function conclude(text: string, seen: readonly Spoken[], context: ScanContext): ScanResult {
  const chosen = nameAccounts(text, pairCredentials(resolveOverlaps(seen)));
  const findings = chosen.flatMap((candidate) => toFinding(candidate, context) ?? []);
  return { ...applySuppressions(text, findings), seen };
}

/**
 * As `scan`, with the number of suppressed findings and what `rescan` needs.
 * @throws the signal's reason when `context.signal` is aborted
 */
export async function scanDetailed(text: string, context: ScanContext): Promise<ScanResult> {
  const size = context.pause === undefined ? chunk.whole : chunk.paused;
  const seen: Spoken[] = [];
  for (let from = 0; from < text.length || from === 0; from += size) {
    context.signal?.throwIfAborted();
    if (from > 0) await context.pause?.();
    for (const spoken of await scanStretch(text, from, Math.min(text.length, from + size), context)) {
      seen.push(spoken);
    }
  }
  context.signal?.throwIfAborted();
  return conclude(text, seen, context);
}

/**
 * Finds the secrets of a text. Findings are ordered by span, do not overlap, and cover exactly the value, in UTF-16
 * code units of `text` (the host strips a BOM before).
 * @throws the signal's reason when `context.signal` is aborted
 */
export async function scan(text: string, context: ScanContext): Promise<Finding[]> {
  return [...(await scanDetailed(text, context)).findings];
}
