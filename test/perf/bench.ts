/**
 * `npm run bench [-- --json]`: the figures of the design's budgets, beside secretlint where it does the same work. They
 * are times of this machine in this run: compare the ratios.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { measureAccuracy, summarizeAccuracy } from "./accuracy.ts";
import { measureActivity, summarizeActivity } from "./accuracyActivity.ts";
import { measureCode, summarizeCode } from "./accuracyCode.ts";
import {
  measureActivityFeed,
  measureActivityList,
  summarizeActivityFeed,
  summarizeActivityList,
} from "./benchActivity.ts";
import { measureActivation } from "./benchActivation.ts";
import { measureGitleaks, summarizeGitleaks } from "./benchGitleaks.ts";
import { measureHook, summarizeHook } from "./benchHook.ts";
import { measureHostile, summarizeHostile } from "./benchHostile.ts";
import { measurePanel, summarizePanel } from "./benchPanel.ts";
import { measureLatency, measureLongestTurn, type Latency, type Timing } from "./benchLatency.ts";
import { measureMemory, summarizeMemory } from "./benchMemory.ts";
import { measureSizes, type Size } from "./benchSizes.ts";
import { measureIam, summarizeIam } from "./iamReport.ts";
import { measureMcp, summarizeMcp } from "./mcpReport.ts";
import { findTree, measureTree, type TreeTime } from "./benchTree.ts";

const corpora = fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
const page = fileURLToPath(new URL("../../dist/webview/activity.js", import.meta.url));
const asJson = process.argv.includes("--json");
const figures: Record<string, unknown> = {};

/** Keeps a figure for `--json`, or prints it at once: the slow ones come last. */
async function section<T>(
  name: string,
  title: string,
  measure: () => Promise<T>,
  show: (value: T) => string,
): Promise<void> {
  const value = await measure();
  figures[name] = value;
  if (!asJson) process.stdout.write(`${title}\n${show(value).replace(/^/gm, "  ")}\n\n`);
}

await section("latency", "Latency of one document, warm (ms)", measureLatency, (rows) =>
  rows.map(latencyLine).join("\n"),
);
await section(
  "longestTurn",
  "Longest event-loop turn while a worker scans 1 MB",
  measureLongestTurn,
  (ms) => `${ms.toFixed(1)} ms (budget 16)`,
);
await section("sizes", "Sizes", async () => measureSizes(), sizeLines);
await section(
  "activation",
  "Loading and activating, own time",
  async () => measureActivation(),
  ({ clock, processor }) =>
    `${clock.toFixed(1)} ms (budget 50), ${processor.toFixed(1)} ms of processor time`,
);
await section(
  "hook",
  "Answering one of Kiro's hooks, a process each",
  async () => measureHook(),
  (times) => (times ? summarizeHook(times) : "not measured: nothing is built"),
);
await section("tree", "Whole tree, command line beside secretlint's", async () => measureTree(), treeLine);
await section(
  "code",
  `False findings in real code (${findTree()})`,
  () => measureCode([findTree()]),
  summarizeCode,
);
await section(
  "accuracy",
  "Accuracy on the labelled corpus, beside secretlint alone",
  async () => (existsSync(corpora) ? measureAccuracy(corpora) : null),
  (report) => (report === null ? "skipped: no corpora" : summarizeAccuracy(report)),
);
await section(
  "gitleaks",
  "Accuracy and time beside gitleaks (its WebAssembly build)",
  async () => (existsSync(corpora) ? measureGitleaks(corpora) : "skipped: no corpora"),
  summarizeGitleaks,
);
await section(
  "hostile",
  "Every detector on a megabyte made against it",
  () => measureHostile(),
  summarizeHostile,
);
await section(
  "memory",
  "Memory of the command line over 100,000 files",
  () => measureMemory(),
  summarizeMemory,
);
await section(
  "iam",
  "IAM policies against Access Analyzer's findings, escalation cases and other tools",
  async () => (existsSync(corpora) ? measureIam(corpora) : null),
  (report) => (report === null ? "skipped: no corpora" : summarizeIam(report)),
);
await section(
  "mcp",
  "MCP servers: verdicts, files, times",
  async () => (existsSync(corpora) ? measureMcp(corpora) : null),
  (report) => (report === null ? "skipped: no corpora" : summarizeMcp(report)),
);
await section(
  "activityRisk",
  "Risk of CloudTrail events on the labelled corpus",
  async () => (existsSync(corpora) ? measureActivity(corpora) : null),
  (report) => (report === null ? "skipped: no corpora" : summarizeActivity(report)),
);
await section(
  "activityList",
  "Listing delivered CloudTrail files, command line",
  measureActivityList,
  summarizeActivityList,
);
await section(
  "activityFeed",
  "Holding 100,000 CloudTrail events, extension host",
  () => measureActivityFeed(),
  summarizeActivityFeed,
);
await section(
  "activityPage",
  "Showing 100,000 CloudTrail events, headless browser",
  async () => (existsSync(page) ? measurePanel() : null),
  (report) => (report === null ? "not measured: nothing is built" : summarizePanel(report)),
);
if (asJson) process.stdout.write(`${JSON.stringify(figures, undefined, 1)}\n`);

function latencyLine({ bytes, picket, secretlint, ratio }: Latency): string {
  const times = ({ median, p95 }: Timing): string => `median ${median.toFixed(2)}, p95 ${p95.toFixed(2)}`;
  return `${bytes / 1000} KB: ${times(picket)} · secretlint ${times(secretlint)} · ratio ${ratio.toFixed(2)}`;
}

function sizeLines(sizes: readonly Size[]): string {
  if (sizes.length === 0) return "not measured: nothing is built";
  return sizes
    .map(({ name, bytes, budget }) => `${name}: ${kb(bytes)}${budget ? ` (budget ${kb(budget)})` : ""}`)
    .join("\n");
}

function kb(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}

function treeLine({ tree, program, picket, secretlint, ratio, processorRatio }: TreeTime): string {
  const times = [picket, secretlint].map(
    ({ clock, processor }) => `${clock.toFixed(0)} ms (${processor.toFixed(0)} ms of processor time)`,
  );
  return `${tree}\n${program}: ${times[0] ?? ""}\nsecretlint: ${times[1] ?? ""}
ratio ${ratio.toFixed(2)}, of processor time ${processorRatio.toFixed(2)}`;
}
