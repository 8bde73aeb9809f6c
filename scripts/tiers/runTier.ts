import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leftRunning, startLeashed } from "../host/leashed.ts";
import { projectRoot } from "../host/project.ts";
import type { TestReport } from "../../test/support/testReport.ts";
import type { Tier } from "./tiers.ts";

/** What became of a tier. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Titles of what failed, and reasons of what was skipped, for the end of the run. */
  readonly failures: readonly string[];
  readonly skips: readonly string[];
}

/** Time limit of one tier, ms. A tier that needs more hangs. */
const limit = 12 * 60_000;

/** Runs all processes of a tier at the same time, printing their output as it comes. Never rejects. */
export async function runTier(tier: Tier): Promise<Tally> {
  try {
    return sum(await Promise.all(tier.processes().map((args) => runProcess(tier, args))));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

/** Adds tallies up. */
export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failed: tallies.reduce((total, tally) => total + tally.failed, 0),
    skipped: tallies.reduce((total, tally) => total + tally.skipped, 0),
    failures: tallies.flatMap((tally) => tally.failures),
    skips: tallies.flatMap((tally) => tally.skips),
  };
}

function failed(title: string): Tally {
  return { passed: 0, failed: 1, skipped: 0, failures: [title], skips: [] };
}

async function runProcess(tier: Tier, args: readonly string[]): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "picket-tier-"));
  const report = join(folder, "report.json");
  const skips = join(folder, "skips.ndjson");
  const child = startLeashed(
    { command: process.execPath, args, cwd: projectRoot, remove: [] },
    { ...process.env, PICKET_TEST_REPORT: report, PICKET_TEST_SKIPS: skips },
    (text) => void process.stdout.write(text),
  );
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void child.stop();
  }, limit);
  const code = await child.ended;
  clearTimeout(timer);
  try {
    const outcome = tier.plain === true ? plainTally(tier, code) : await readTally(tier, report, code);
    const problems = [
      ...(late ? [failed(`${tier.name}: did not end within ${limit / 60_000} minutes`)] : []),
      ...(child.output().includes(leftRunning) ? [failed(`${tier.name}: left processes running`)] : []),
    ];
    return sum([outcome, await readSkips(skips), ...problems]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function plainTally(tier: Tier, code: number): Tally {
  if (code !== 0) return failed(`${tier.title}: ended with status ${code}`);
  return { passed: 1, failed: 0, skipped: 0, failures: [], skips: [] };
}

async function readTally(tier: Tier, file: string, code: number): Promise<Tally> {
  if (!existsSync(file)) return failed(`${tier.name}: ended with status ${code} and without a report`);
  const report = JSON.parse(await readFile(file, "utf8")) as TestReport;
  const tally: Tally = {
    passed: report.passed,
    failed: report.failed,
    skipped: report.pending,
    failures: report.failures.map(({ title }) => `${tier.name}: ${title}`),
    skips: [],
  };
  // Something outside a test went wrong: an exception after the end, or a handle that keeps the process alive.
  return code !== 0 && report.failed === 0
    ? sum([tally, failed(`${tier.name}: ended with status ${code}`)])
    : tally;
}

async function readSkips(file: string): Promise<Tally> {
  const lines = existsSync(file)
    ? (await readFile(file, "utf8")).split("\n").filter((line) => line !== "")
    : [];
  const notes = lines.map((line) => JSON.parse(line) as { suite: string; reason: string; count: number });
  return {
    passed: 0,
    failed: 0,
    skipped: notes.reduce((total, note) => total + note.count, 0),
    failures: [],
    skips: notes.map((note) => `${note.suite} (${note.count}): ${note.reason}`),
  };
}
