import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FeedFigures } from "./activityFeedHost.ts";
import { writeTrail } from "./activityRecords.ts";

/** `picket activity list` over delivered files, in a process of its own. */
interface ActivityTime {
  readonly program: string;
  readonly events: number;
  /** All text of the files, unpacked. */
  readonly megabytes: number;
  /** In ms, with the start of the process. */
  readonly clock: number;
  readonly processor: number;
  /** The most memory that the process took, in MB. */
  readonly memory: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Times and memory for so many events, in order of files, out of order inside them. */
export async function measureActivityList(
  counts: readonly number[] = [10_000, 100_000],
): Promise<ActivityTime[]> {
  const times: ActivityTime[] = [];
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), "picket-bench-"));
    try {
      const characters = writeTrail(join(folder, "trail"), count);
      times.push(await measureList(folder, count, characters));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return times;
}

/** One line for each count. */
export function summarizeActivityList(times: readonly ActivityTime[]): string {
  return times
    .map(
      ({ events, megabytes, clock, processor, memory }) =>
        `${events} events (${megabytes.toFixed(0)} MB): ${clock.toFixed(0)} ms, ${processor.toFixed(0)} ms of processor time, ${memory.toFixed(0)} MB of memory at most`,
    )
    .join("\n");
}

/** @throws when the program fails or lists another number of events */
async function measureList(folder: string, events: number, characters: number): Promise<ActivityTime> {
  const built = join(root, "dist", "cli.js");
  const program = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
  const usage = join(folder, "usage");
  const onExit = `import { writeFileSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeFileSync(${JSON.stringify(usage)}, JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024]));
});`;
  const reporter = `data:text/javascript,${encodeURIComponent(onExit)}`;
  const args = ["--import", reporter, program, "activity", "list", "--source", "trail", "--format", "ndjson"];
  const started = performance.now();
  let lines = 0;
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.on("data", (chunk: Buffer) => (lines += chunk.toString("latin1").split("\n").length - 1));
    child.on("error", reject);
    child.on("close", resolve);
  });
  const clock = performance.now() - started;
  if (status !== 0 || lines !== events)
    throw new Error(`${program} ended with status ${String(status)} and ${lines} of ${events} events`);
  const [processor = 0, memory = 0] = JSON.parse(readFileSync(usage, "utf8")) as number[];
  return { program, events, megabytes: characters / 1e6, clock, processor, memory };
}

/**
 * The feed of the extension host, in a process of its own, over so many events.
 * @throws when it does not end well
 */
export async function measureActivityFeed(events = 100_000): Promise<FeedFigures & { megabytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), "picket-bench-"));
  try {
    const characters = writeTrail(join(folder, "trail"), events);
    const host = join(root, "test", "perf", "activityFeedHost.ts");
    const child = spawn(process.execPath, ["--expose-gc", host, join(folder, "trail")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const status = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (status !== 0) throw new Error(`${host} ended with status ${String(status)}`);
    return { ...(JSON.parse(output) as FeedFigures), megabytes: characters / 1e6 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Some lines. */
export function summarizeActivityFeed(figures: FeedFigures & { megabytes: number }): string {
  const { records, held, elapsed, processor, heap, external, resident, along } = figures;
  return `${records} events (${figures.megabytes.toFixed(0)} MB) read into the feed: ${elapsed.toFixed(0)} ms, ${(records / elapsed).toFixed(1)} events/ms, ${((processor * 1000) / records).toFixed(0)} µs of processor time each
${held} held: ${(heap + external).toFixed(1)} MB (budget 150; rows ${heap.toFixed(1)}, packed records ${external.toFixed(1)}), process ${resident.toFixed(0)} MB above its start
in use along the way: ${along.join(", ")} MB
processor time of steps of at most 50 records: p99 ${figures.p99Step.toFixed(1)} ms, longest ${figures.longestStep.toFixed(1)} ms; longest turn ${figures.longestTurn.toFixed(1)} ms (budget 16)
filter over all rows: ${figures.filter.toFixed(1)} ms (budget 50); a record is masked in ${(figures.mask * 1000).toFixed(0)} µs`;
}

/** `node test/perf/benchActivity.ts [--full]`: the feed alone; `--full` over a gigabyte of text. */
async function main(): Promise<void> {
  console.log(summarizeActivityFeed(await measureActivityFeed()));
  if (process.argv.includes("--full")) console.log(summarizeActivityFeed(await measureActivityFeed(720_000)));
}

if (import.meta.main) await main();
