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
  // Not process.exit: a handle that keeps the process alive is a leak, and the tier runner's time limit shows it.
  process.exitCode = failures > 0 ? 1 : 0;
});
