import type { TestReport } from "../../test/support/testReport.ts";

/** One report for several runs. */
export function mergeReports(reports: readonly TestReport[]): TestReport {
  const total = (pick: (report: TestReport) => number): number =>
    reports.reduce((sum, one) => sum + pick(one), 0);
  return {
    passed: total((report) => report.passed),
    failed: total((report) => report.failed),
    pending: total((report) => report.pending),
    failures: reports.flatMap((report) => report.failures),
  };
}
