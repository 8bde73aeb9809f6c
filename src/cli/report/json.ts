import type { ReportedFinding, Reporter } from "./report.ts";

/** The JSON report of `design/cli.md`, one finding on a line. */
export const jsonReporter: Reporter = function* (report) {
  const tool = { name: "picket", version: report.version };
  yield `{"schemaVersion":1,"tool":${JSON.stringify(tool)},\n"findings":[`;
  let first = true;
  for (const reported of report.findings) {
    yield `${first ? "\n" : ",\n"}${JSON.stringify(findingJson(reported))}`;
    first = false;
  }
  const { files, skipped, bytes, durationMs, baselined, suppressed } = report;
  const summary = { files, skipped, bytes, durationMs, baselined, suppressed };
  yield `${first ? "" : "\n"}],\n"summary":${JSON.stringify(summary)}}\n`;
};

function findingJson({ finding, path, range, related, fingerprint }: ReportedFinding): object {
  const { ruleId, severity, confidence, message, span, data, docs } = finding;
  return { ruleId, severity, confidence, message, path, span, range, related, data, fingerprint, docs };
}
