import type { Severity } from "../../core/model/severity.ts";
import { visible } from "../../core/model/visible.ts";
import { isUnjudged } from "../../adapters/node/skipReason.ts";
import { painter, visiblePath, type Paint, type Style } from "../terminalText.ts";
import { countBySeverity, plural, type ReportedFinding, type Reporter, type ScanReport } from "./report.ts";

const styles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  info: "blue",
  hint: "dim",
};

/** Findings for a person: one line each, a masked code frame, and a summary. `quiet` leaves the lines alone. */
export function textReporter(options: { readonly colour: boolean; readonly quiet: boolean }): Reporter {
  const paint = painter(options.colour);
  return function* (report) {
    for (const reported of report.findings) {
      yield `${headline(reported, paint)}\n`;
      if (!options.quiet && reported.frame) yield frameLines(reported, paint);
    }
    for (const { path, reason } of report.skipped) {
      if (isUnjudged(reason)) yield `${visiblePath(path)}: ${paint("yellow", "not judged")}: ${reason}\n`;
    }
    if (!options.quiet) yield summary(report, paint);
  };
}

function headline({ finding, path, range }: ReportedFinding, paint: Paint): string {
  const place = `${visiblePath(path)}:${range.start.line + 1}:${range.start.character + 1}`;
  const severity = paint(styles[finding.severity], finding.severity);
  return `${paint("bold", place)}: ${severity}: ${visible(finding.message)} ${paint("dim", `[${finding.ruleId}]`)}`;
}

/** More places are counted: a list of hundreds says less than its first. */
const mostRelated = 5;

function frameLines({ finding, frame, related }: ReportedFinding, paint: Paint): string {
  if (!frame) return "";
  const number = String(frame.line);
  const gutter = `  ${number} | `;
  const below = `  ${" ".repeat(number.length)} | `;
  const carets = "^".repeat(Math.max(1, frame.width));
  const marks = `${" ".repeat(frame.column)}${paint(styles[finding.severity], carets)}`;
  const others = related.slice(0, mostRelated).map(({ path, range, message }) => {
    const place = `${visiblePath(path)}:${range.start.line + 1}:${range.start.character + 1}`;
    return `${paint("dim", `  = ${place}: ${visible(message)}`)}\n`;
  });
  const rest = related.length - others.length;
  if (rest > 0) others.push(`${paint("dim", `  = and ${plural(rest, "place")} more`)}\n`);
  return `${paint("dim", gutter)}${frame.text}\n${paint("dim", below)}${marks}\n${others.join("")}\n`;
}

function summary(report: ScanReport, paint: Paint): string {
  const { findings, baselined, suppressed } = report;
  const count = findings.length;
  const paths = new Set(findings.map(({ path }) => path)).size;
  const head =
    count === 0
      ? paint("green", "No findings")
      : `${plural(count, "finding")} (${countBySeverity(findings)}) in ${plural(paths, "file")}`;
  const baseline = baselined > 0 ? `, ${baselined} more in the baseline` : "";
  const comments = suppressed > 0 ? `, ${suppressed} suppressed by comments` : "";
  return `${head}${baseline}${comments}; ${plural(report.files, "file")} scanned${skippedText(report)}\n`;
}

function skippedText({ skipped }: ScanReport): string {
  if (skipped.length === 0) return "";
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => `${count} ${reason}`);
  return `, ${skipped.length} skipped (${parts.join(", ")})`;
}
