import type { Finding } from "../../core/model/finding.ts";
import type { Severity } from "../../core/model/severity.ts";
import { severities } from "../../core/model/severity.ts";
import type { Range } from "../../core/model/lines.ts";

/** A finding with what a report needs of its place. */
export interface ReportedFinding {
  readonly finding: Finding;
  /** Relative to the working folder, with `/`. */
  readonly path: string;
  readonly range: Range;
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[];
  /** `sha256:` and hex; of rule, path, masked context and ordinal, never of the value. */
  readonly fingerprint: string;
  /** The masked line, for the text report only. */
  readonly frame?: CodeFrame;
}

/** One printable line with the value masked. Columns count UTF-16 code units of `text`. */
export interface CodeFrame {
  /** One-based. */
  readonly line: number;
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

export interface SkippedInput {
  readonly path: string;
  readonly reason: string;
}

/** The outcome of a scan, ready for any reporter. Findings stand in the order of the files and their places. */
export interface ScanReport {
  readonly version: string;
  readonly findings: readonly ReportedFinding[];
  readonly files: number;
  readonly skipped: readonly SkippedInput[];
  readonly bytes: number;
  readonly durationMs: number;
  /** Findings left out because the baseline has them. */
  readonly baselined: number;
  /** Findings left out because a comment asks for it. */
  readonly suppressed: number;
}

/** Turns a report into output, in chunks that can be written as they come. */
export type Reporter = (report: ScanReport) => Iterable<string>;

/** `2 errors, 1 warning`, loudest first, without the severities that do not occur. */
export function countBySeverity(findings: readonly ReportedFinding[]): string {
  const counts = new Map<Severity, number>();
  for (const { finding } of findings) counts.set(finding.severity, (counts.get(finding.severity) ?? 0) + 1);
  return severities
    .filter((severity) => counts.has(severity))
    .map((severity) => plural(counts.get(severity) ?? 0, severity === "info" ? "note" : severity))
    .join(", ");
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
