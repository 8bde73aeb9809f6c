import { appendFileSync, writeFileSync } from "node:fs";
import type { Runner, Suite, Test } from "mocha";

/** Outcome of one test run, as the tier runner reads it from `PICKET_TEST_REPORT`. */
export interface TestReport {
  readonly passed: number;
  readonly failed: number;
  readonly pending: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
}

/** What happens in a test run, in order. `end` comes once, last. */
export type TestEvent =
  | { readonly kind: "suite"; readonly title: string; readonly tests: number; readonly ms: number }
  | { readonly kind: "failure"; readonly title: string; readonly message: string }
  | { readonly kind: "pending"; readonly title: string }
  | { readonly kind: "end"; readonly report: TestReport };

/** Turns mocha's events into ours: one `suite` event per outermost suite, each failure at once. */
export function observeRunner(runner: Runner, emit: (event: TestEvent) => void): void {
  let passed = 0;
  let pending = 0;
  const failures: { title: string; message: string }[] = [];
  const started = new Map<Suite, { at: number; count: number }>();
  const finished = (): number => passed + pending + failures.length;
  runner.on("suite", (suite: Suite) => {
    if (suite.parent?.root === true) started.set(suite, { at: Date.now(), count: finished() });
  });
  runner.on("suite end", (suite: Suite) => {
    const start = started.get(suite);
    if (start)
      emit({ kind: "suite", title: suite.title, tests: finished() - start.count, ms: Date.now() - start.at });
  });
  runner.on("pass", () => void passed++);
  runner.on("pending", (test: Test) => {
    pending++;
    emit({ kind: "pending", title: test.fullTitle() });
  });
  runner.on("fail", (test: Test, error: unknown) => {
    const failure = { title: test.fullTitle(), message: describe(error) };
    failures.push(failure);
    emit({ kind: "failure", ...failure });
  });
  runner.once("end", () =>
    emit({ kind: "end", report: { passed, failed: failures.length, pending, failures } }),
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? error.message).split("\n");
  const own = lines.filter((line) => !/node_modules[\\/]mocha|node:internal/.test(line));
  return own.slice(0, 60).join("\n");
}

/** One event as lines for a person, or nothing to print. Never in the form of the runner's last line. */
export function renderEvent(event: TestEvent): string | undefined {
  switch (event.kind) {
    case "suite":
      return `  ${event.title} (${event.tests} tests, ${(event.ms / 1000).toFixed(1)} s)`;
    case "failure":
      return `  FAILED ${event.title}\n${event.message.replace(/^/gm, "      ")}`;
    case "pending":
      return `  not run: ${event.title}`;
    case "end":
    default:
      return undefined;
  }
}

/** Writes the report where the tier runner asked for it; does nothing when a person runs the tests directly. */
export function writeReport(report: TestReport): void {
  const file = process.env["PICKET_TEST_REPORT"];
  if (file !== undefined && file !== "") writeFileSync(file, JSON.stringify(report));
}

/**
 * Notes that `count` tests cannot run here, and why, for the tier runner's count of skipped tests. The caller then
 * defines none of them.
 */
export function noteSkipped(suite: string, reason: string, count: number): void {
  const file = process.env["PICKET_TEST_SKIPS"];
  if (file !== undefined && file !== "")
    appendFileSync(file, `${JSON.stringify({ suite, reason, count })}\n`);
  else process.stderr.write(`${suite}: ${count} tests cannot run here: ${reason}\n`);
}
