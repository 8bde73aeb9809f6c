/**
 * Runs `test/integration` in the extension host of every supported VS Code: trusted folder first, then the suites
 * named `*.restricted.test.ts` in Restricted Mode. `PICKET_TEST_ONLY` narrows by part of a file's name,
 * `PICKET_TEST_VSCODE` by version.
 */
import { endpointEnvironment, startAwsEndpoint } from "../aws/endpoint.ts";
import { launchChromium } from "../host/chromium.ts";
import { installHost } from "../host/install.ts";
import { hostVersions } from "../host/versions.ts";
import { renderEvent, writeReport, type TestEvent, type TestReport } from "../../test/support/testReport.ts";
import { bundleIntegrationTests, integrationFiles } from "./bundleTests.ts";
import { runTestsInHost } from "./hostRun.ts";
import { mergeReports } from "./mergeReports.ts";

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const progress = (line: string): void => print(`  ${line}`);
const only = process.env["PICKET_TEST_ONLY"] ?? "";
const restrictedFile = /\.restricted\.test\.ts$/;

async function main(): Promise<TestReport> {
  const wanted = process.env["PICKET_TEST_VSCODE"] ?? "";
  const files = integrationFiles().filter((file) => file.includes(only));
  const tests = await bundleIntegrationTests();
  const browser = await launchChromium(progress);
  const aws = await startAwsEndpoint({ prefer: "stub" });
  const environment = { ...endpointEnvironment, PICKET_TEST_AWS_ENDPOINT: aws.url };
  const settings = { "picket.aws.endpoint": aws.url, "picket.aws.region": endpointEnvironment["AWS_REGION"] };
  const shared = { browser, tests, only, environment, settings };
  const reports: TestReport[] = [];
  try {
    for (const version of hostVersions.filter(({ vscode }) => vscode.startsWith(wanted))) {
      const install = await installHost(version, progress);
      for (const restricted of [false, true]) {
        if (!files.some((file) => restrictedFile.test(file) === restricted)) continue;
        print(`  VS Code ${version.vscode}, ${restricted ? "restricted" : "trusted"}`);
        reports.push(await runTestsInHost({ ...shared, install, restricted, onEvent: printEvent }));
      }
    }
  } finally {
    await browser.close();
    await aws.stop();
  }
  return mergeReports(reports);
}

function printEvent(event: TestEvent): void {
  const line = renderEvent(event);
  if (line !== undefined) print(`  ${line.replaceAll("\n", "\n  ")}`);
}

const report = await main();
writeReport(report);
process.exitCode = report.failed > 0 ? 1 : 0;
