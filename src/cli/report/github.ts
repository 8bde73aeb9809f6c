import { isUnjudged } from "../../adapters/node/skipReason.ts";
import type { Severity } from "../../core/model/severity.ts";
import { visible } from "../../core/model/visible.ts";
import type { ReportedFinding, Reporter } from "./report.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  hint: "notice",
};

/**
 * Workflow commands of GitHub Actions, one line for a finding. Escaping as in `@actions/core`: `%`, CR and LF in
 * the message, and `:` and `,` too in properties; other control characters are made visible.
 */
export const githubReporter: Reporter = function* (report) {
  for (const reported of report.findings) yield annotation(reported);
  for (const { path, reason } of report.skipped) {
    if (isUnjudged(reason)) yield `::warning file=${property(path)},title=picket::Not judged: ${reason}\n`;
  }
};

function annotation({ finding, path, range }: ReportedFinding): string {
  const { start, end } = range;
  const properties = {
    file: path,
    line: start.line + 1,
    endLine: end.line + 1,
    // Columns count only where the annotation stays on one line.
    ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
    title: finding.ruleId,
  };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${commands[finding.severity]} ${list.join(",")}::${data(finding.message)}\n`;
}

function data(text: string): string {
  const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return visible(escaped);
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
