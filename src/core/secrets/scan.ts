import type { Finding } from "../model/finding.ts";
import { titleOf } from "./catalogue.ts";
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
  /** Ids of custom rules that were stopped somewhere in the text, since they took too many steps; absent: none. */
  readonly stopped?: readonly string[];
}

/** Code units per chunk: about 8 ms of work, or 60 ms when nobody waits for the thread. */
const chunk = { paused: 131_072, whole: 1_048_576 };

/** Chooses among all that was seen in a text: pairs, overlaps, settings, suppressions. */
export function conclude(
  text: string,
  seen: readonly Spoken[],
  context: ScanContext,
  stopped: readonly string[] = [],
): ScanResult {
  const { severities = {} } = context;
  // A rule of the user's own that is off must not take the place of what Picket sees there.
  const isOff = ({ candidate: { id } }: Spoken): boolean =>
    severities[`secrets/${id}`] === "off" && titleOf(id) === undefined;
  const heard = seen.filter((one) => !isOff(one));
  const chosen = nameAccounts(text, pairCredentials(resolveOverlaps(heard)));
  const findings = chosen.flatMap((candidate) => toFinding(candidate, context) ?? []);
  return { ...applySuppressions(text, findings), seen, ...(stopped.length > 0 && { stopped }) };
}

/**
 * As `scan`, with the number of suppressed findings and what `rescan` needs.
 * @throws the signal's reason when `context.signal` is aborted
 */
export async function scanDetailed(text: string, context: ScanContext): Promise<ScanResult> {
  const size = context.pause === undefined ? chunk.whole : chunk.paused;
  const seen: Spoken[] = [];
  const stopped = new Set<string>();
  for (let from = 0; from < text.length || from === 0; from += size) {
    context.signal?.throwIfAborted();
    if (from > 0) await context.pause?.();
    for (const spoken of await scanStretch(text, from, Math.min(text.length, from + size), {
      ...context,
      stopped,
    })) {
      seen.push(spoken);
    }
  }
  context.signal?.throwIfAborted();
  return conclude(text, seen, context, [...stopped]);
}

/**
 * Finds the secrets of a text. Findings are ordered by span, do not overlap, and cover exactly the value, in UTF-16
 * code units of `text` (the host strips a BOM before).
 * @throws the signal's reason when `context.signal` is aborted
 */
export async function scan(text: string, context: ScanContext): Promise<Finding[]> {
  return [...(await scanDetailed(text, context)).findings];
}
