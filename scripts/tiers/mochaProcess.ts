/**
 * Runs mocha in this process: `node scripts/tiers/mochaProcess.ts TIMEOUT_MS FILE…`. Prints a line per outermost suite
 * and each failure, writes the report to `PICKET_TEST_REPORT`, and exits with 1 when a test failed.
 */
import Mocha from "mocha";
import { observeRunner, renderEvent, writeReport, type TestEvent } from "../../test/support/testReport.ts";

const [timeout, ...files] = process.argv.slice(2);

function Reporter(runner: Mocha.Runner): void {
  observeRunner(runner, (event: TestEvent) => {
    const line = renderEvent(event);
    if (line !== undefined) process.stdout.write(`${line}\n`);
    if (event.kind === "end") writeReport(event.report);
  });
}

const mocha = new Mocha({ ui: "tdd", timeout: Number(timeout), forbidOnly: true });
mocha.reporter(Reporter as unknown as Mocha.ReporterConstructor);
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();
mocha.run((failures) => {
  process.exitCode = failures > 0 ? 1 : 0;
  // Fires only when something keeps the process alive after the last test: a leak, which is a failure.
  setTimeout(() => {
    process.stdout.write(`  open after the last test: ${process.getActiveResourcesInfo().join(", ")}\n`);
    process.exit(3);
  }, 5_000).unref();
});
