import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { collectConsole, hostNoise } from "../host/console.ts";
import { openEventPort } from "../host/eventPort.ts";
import type { HostInstall } from "../host/install.ts";
import { projectRoot } from "../host/project.ts";
import { startServer, type RunningServer } from "../host/server.ts";
import type { TestEvent, TestReport } from "../../test/support/testReport.ts";

/** One launch of the extension host with the bundled tests. */
export interface HostRun {
  readonly install: HostInstall;
  readonly browser: Browser;
  /** Path of the bundle. */
  readonly tests: string;
  readonly restricted: boolean;
  /** Part of a test file's name; empty: all. */
  readonly only: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly onEvent: (event: TestEvent) => void;
}

/** Time without any event after which the extension host counts as dead, ms. */
const silence = 100_000;

/** Runs the tests once in a fresh server. A host that does not report counts as one failure, with its logs. */
export async function runTestsInHost(run: HostRun): Promise<TestReport> {
  let heard = (): void => {};
  let finish = (_report: TestReport): void => {};
  const finished = new Promise<TestReport>((resolve) => (finish = resolve));
  const events = await openEventPort((value) => {
    const event = value as TestEvent;
    heard();
    run.onEvent(event);
    if (event.kind === "end") finish(event.report);
  });
  const server = await startServer(run.install, {
    workspaceTrust: run.restricted,
    settings: { ...run.settings, "security.workspace.trust.startupPrompt": "never" },
    environment: {
      ...run.environment,
      PICKET_TEST_PORT: String(events.port),
      PICKET_TEST_MODE: run.restricted ? "restricted" : "trusted",
      PICKET_TEST_ONLY: run.only,
      PICKET_TEST_VSCODE: run.install.version.vscode,
    },
  });
  const context = await run.browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const console = collectConsole(page);
    await page.goto(server.url(await makeWorkspace(server), { extension: projectRoot, tests: run.tests }));
    const report = await withSilenceLimit(finished, (renew) => (heard = renew));
    if (report !== undefined && report.failed === 0) return report;
    const logs = [`browser console:\n${console().join("\n")}`, `server:\n${tail(server.output())}`].join(
      "\n",
    );
    if (report === undefined) return deadHost(run, logs);
    process.stdout.write(`${logs}\n`);
    return report;
  } finally {
    await context.close();
    await server.stop();
    await events.close();
  }
}

function deadHost(run: HostRun, logs: string): TestReport {
  const title = `VS Code ${run.install.version.vscode} did not report within ${silence / 1000} s`;
  const failure = { title, message: logs };
  run.onEvent({ kind: "failure", ...failure });
  return { passed: 0, failed: 1, pending: 0, failures: [failure] };
}

async function makeWorkspace(server: RunningServer): Promise<string> {
  const workspace = join(server.folder, "workspace");
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, "package.json"), JSON.stringify({ name: "sample", type: "module" }));
  return workspace;
}

/** Last lines of the server's output. */
function tail(output: string): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "" && !hostNoise.test(line));
  return lines.slice(-60).join("\n");
}

async function withSilenceLimit<T>(
  promise: Promise<T>,
  onRenewable: (renew: () => void) => void,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<undefined>((resolve) => {
    const renew = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => resolve(undefined), silence);
    };
    renew();
    onRenewable(renew);
  });
  const result = await Promise.race([promise, silent]);
  clearTimeout(timer);
  return result;
}
