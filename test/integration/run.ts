import { createConnection } from "node:net";
import Mocha from "mocha";
import { suites } from "integration-suites";
import { observeRunner, type TestEvent } from "../support/testReport.ts";

/** Time limit of one test, ms. The machine may be busy with another host. */
const limit = 30_000;

/**
 * Entry of the tests in the extension host. Runs the suites of this launch (`PICKET_TEST_MODE`, `trusted` or
 * `restricted`; `PICKET_TEST_ONLY` narrows by part of the file name) and sends each event as a line of JSON to the
 * loopback port `PICKET_TEST_PORT`.
 */
export async function run(): Promise<void> {
  const channel = createConnection({ host: "127.0.0.1", port: Number(process.env["PICKET_TEST_PORT"]) });
  await new Promise<void>((resolve, reject) => {
    channel.once("connect", resolve);
    channel.once("error", reject);
  });
  const send = (event: TestEvent): void => void channel.write(`${JSON.stringify(event)}\n`);
  try {
    await runMocha(send);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const failures = [{ title: "loading the tests", message }];
    send({ kind: "end", report: { passed: 0, failed: 1, pending: 0, failures } });
  }
  await new Promise<void>((resolve) => channel.end(resolve));
}

async function runMocha(send: (event: TestEvent) => void): Promise<void> {
  const reporter = (runner: Mocha.Runner): void => observeRunner(runner, send);
  function Reporter(runner: Mocha.Runner): void {
    reporter(runner);
  }
  const mocha = new Mocha({ ui: "tdd", timeout: limit, forbidOnly: true });
  mocha.reporter(Reporter as unknown as Mocha.ReporterConstructor);
  // Mocha defines `suite` and `test` when a file is about to load; these modules are in this bundle already.
  mocha.suite.emit("pre-require", globalThis as unknown as Mocha.MochaGlobals, "", mocha);
  for (const name of selected()) await suites[name]?.();
  await new Promise<void>((resolve) => mocha.run(() => resolve()));
}

function selected(): string[] {
  const restricted = process.env["PICKET_TEST_MODE"] === "restricted";
  const only = process.env["PICKET_TEST_ONLY"] ?? "";
  return Object.keys(suites).filter(
    (name) => name.endsWith(".restricted.test.ts") === restricted && name.includes(only),
  );
}
