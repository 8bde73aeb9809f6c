/**
 * Runs the integration suites in desktop VS Code through `@vscode/test-electron`, newest and oldest. Where its download
 * server cannot be reached, or a screen is missing, all of it is noted as skipped, with the reason.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { endpointEnvironment, startAwsEndpoint, type AwsEndpoint } from "../aws/endpoint.ts";
import { hasDisplay } from "../host/desktop.ts";
import { openEventPort } from "../host/eventPort.ts";
import { writeFiles } from "../host/files.ts";
import { cacheRoot, projectRoot } from "../host/project.ts";
import { hostVersions, type HostVersion } from "../host/versions.ts";
import {
  noteSkipped,
  renderEvent,
  writeReport,
  type TestEvent,
  type TestReport,
} from "../../test/support/testReport.ts";
import { bundleIntegrationTests, integrationFiles } from "./bundleTests.ts";
import { mergeReports } from "./mergeReports.ts";

const reach = "https://update.code.visualstudio.com/api/releases/stable";

/** Why the desktop editor cannot run here, or undefined when it can. */
async function obstacle(): Promise<string | undefined> {
  if (!hasDisplay()) return "no display (on Linux, run it under xvfb-run)";
  try {
    const response = await fetch(reach, { signal: AbortSignal.timeout(15_000) });
    return response.ok ? undefined : `${new URL(reach).host} answers with status ${response.status}`;
  } catch {
    return `${new URL(reach).host} cannot be reached`;
  }
}

async function runVersion(version: HostVersion, tests: string, aws: AwsEndpoint): Promise<TestReport> {
  const folder = await mkdtemp(join(tmpdir(), "picket-electron-"));
  let report: TestReport | undefined;
  const events = await openEventPort((value) => {
    const event = value as TestEvent;
    const line = renderEvent(event);
    if (line !== undefined) process.stdout.write(`${line}\n`);
    if (event.kind === "end") report = event.report;
  });
  try {
    const settings = {
      "picket.aws.endpoint": aws.url,
      "picket.aws.region": endpointEnvironment["AWS_REGION"],
    };
    await writeFiles(folder, {
      "workspace/package.json": JSON.stringify({ name: "sample", type: "module" }),
      "profile/User/settings.json": JSON.stringify(settings),
    });
    await runTests({
      version: version.vscode,
      cachePath: cacheRoot,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: tests,
      launchArgs: [
        join(folder, "workspace"),
        "--disable-workspace-trust",
        "--user-data-dir",
        join(folder, "profile"),
      ],
      extensionTestsEnv: {
        ...endpointEnvironment,
        PICKET_TEST_AWS_ENDPOINT: aws.url,
        PICKET_TEST_PORT: String(events.port),
        PICKET_TEST_MODE: "trusted",
        PICKET_TEST_VSCODE: version.vscode,
      },
    });
  } catch (error) {
    const failures = [{ title: `desktop VS Code ${version.vscode}`, message: String(error) }];
    report ??= { passed: 0, failed: 1, pending: 0, failures };
  } finally {
    await events.close();
    await rm(folder, { recursive: true, force: true });
  }
  const silent = [{ title: `desktop VS Code ${version.vscode}`, message: "ended without a report" }];
  return report ?? { passed: 0, failed: 1, pending: 0, failures: silent };
}

async function runAll(): Promise<TestReport> {
  const tests = await bundleIntegrationTests();
  const aws = await startAwsEndpoint({ prefer: "stub" });
  try {
    const reports: TestReport[] = [];
    for (const version of hostVersions) {
      process.stdout.write(`  desktop VS Code ${version.vscode}\n`);
      await downloadAndUnzipVSCode({ version: version.vscode, cachePath: cacheRoot });
      reports.push(await runVersion(version, tests, aws));
    }
    return mergeReports(reports);
  } finally {
    await aws.stop();
  }
}

const why = await obstacle();
if (why === undefined) {
  const report = await runAll();
  writeReport(report);
  process.exitCode = report.failed > 0 ? 1 : 0;
} else {
  // One per file and version: how many tests a file holds is known only where it runs.
  noteSkipped("integration on the desktop editor", why, integrationFiles().length * hostVersions.length);
  process.stdout.write(`  not run: ${why}\n`);
  writeReport(mergeReports([]));
}
