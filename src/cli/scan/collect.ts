import { nodeHash } from "../../adapters/node/hash.ts";
import type { FileOutcome } from "../../adapters/node/workerMessages.ts";
import type { Finding } from "../../core/model/finding.ts";
import { atLeast, type Severity } from "../../core/model/severity.ts";
import { coversSecret, fingerprints } from "../../core/secrets/fingerprint.ts";
import { mapLines } from "../../core/model/lines.ts";
import { frameOf } from "../report/frame.ts";
import type { ReportedFinding, SkippedInput } from "../report/report.ts";
import { spansToMask } from "../spans.ts";
import type { OpenBaseline } from "./baselineFile.ts";

/** What decides which findings of a file are reported. */
export interface Selection {
  readonly minSeverity: Severity;
  /** Whether the report shows the masked line. */
  readonly frames: boolean;
  /** Decides which findings are known already and left out. */
  readonly baseline: OpenBaseline;
}

/** The sum of what files gave so far. */
export interface Collected {
  readonly findings: ReportedFinding[];
  readonly skipped: SkippedInput[];
  files: number;
  bytes: number;
  baselined: number;
  suppressed: number;
}

export function emptyCollection(): Collected {
  return { findings: [], skipped: [], files: 0, bytes: 0, baselined: 0, suppressed: 0 };
}

/** What is reported in the place of a finding with that fingerprint; undefined: nothing, as if it were not there. */
type Choose = (
  finding: Finding,
  fingerprint: string,
) => Pick<ReportedFinding, "finding" | "fingerprint"> | undefined;

/** Adds the outcome of one file. @param choose default: every finding as it is */
export function collect(
  into: Collected,
  outcome: FileOutcome,
  selection: Selection,
  choose: Choose = (finding, fingerprint) => ({ finding, fingerprint }),
): void {
  if ("skipped" in outcome) {
    into.skipped.push({ path: outcome.name, reason: outcome.skipped });
    return;
  }
  // Judged but for its policies: both are said.
  if (outcome.leftOut) into.skipped.push({ path: outcome.name, reason: outcome.leftOut });
  into.files++;
  selection.baseline.seen(outcome.name);
  into.bytes += outcome.bytes;
  into.suppressed += outcome.suppressed;
  const { findings, shown, name } = outcome;
  if (findings.length === 0 || !shown) return;
  const { text } = shown;
  const known = selection.baseline.known({ name, text, findings });
  const lines = mapLines(text);
  const found = findings.filter(coversSecret).map(({ span }) => span);
  const values = spansToMask(found, shown.values);
  const prints = fingerprints(findings, text, name, nodeHash, values);
  findings.forEach((original, index) => {
    const chosen = choose(original, prints[index] ?? "");
    if (!chosen) return;
    const { finding, fingerprint } = chosen;
    if (known[index]) into.baselined++;
    else if (atLeast(finding.severity, selection.minSeverity)) {
      into.findings.push({
        finding,
        path: name,
        range: lines.range(finding.span),
        related: finding.related.map((place) => ({
          path: place.path ?? name,
          range: lines.range(place.span),
          message: place.message,
        })),
        fingerprint,
        ...(selection.frames && { frame: frameOf(text, lines, finding.span, values) }),
      });
    }
  });
}
