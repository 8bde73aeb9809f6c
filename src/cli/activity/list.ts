import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { nodeHash } from "../../adapters/node/hash.ts";
import { trailFolder } from "../../adapters/node/trailFolder.ts";
import { MissingPathError, nameOf } from "../../adapters/node/walk.ts";
import { ActivityList } from "../../core/activity/list.ts";
import type { ActivityRow } from "../../core/activity/row.ts";
import { classifyRisk } from "../../core/activity/risk/classifyRisk.ts";
import type { Placed } from "../../core/activity/stream/eventStream.ts";
import type { TrailSkip } from "../../core/ports.ts";
import { findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { painter } from "../terminalText.ts";
import { csvHeader, rowCsv, rowJson, rowNdjson, rowText } from "./listFormats.ts";
import { readListArguments, type ActivityListArguments } from "./listOptions.ts";
import { leavesQuestions, problemsText, summaryJson, summaryText } from "./listSummary.ts";

type Rows = Iterable<Placed<ActivityRow>>;

/**
 * `picket activity list`: what a role, or anybody, did according to delivered CloudTrail files, with the risk of each
 * call. Status 1 when something could not be read, or did not fit.
 * @param signal ends `--follow`; an interrupt does as well
 * @throws UsageError, MissingPathError
 */
export async function runActivityList(
  argv: readonly string[],
  io: Io,
  signal: AbortSignal = interrupted(argv),
): Promise<0 | 1> {
  const options = readListArguments(argv, Date.now());
  const { role, since, until, minRisk, follow } = options;
  const source = trailFolder({ paths: options.sources.map((path) => existing(io.cwd, path)), follow });
  const list = new ActivityList({
    ...(role && { role }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(minRisk && { minRisk }),
    hash: nodeHash,
    judge: classifyRisk,
  });
  const skipped: TrailSkip[] = [];
  let shown = false;
  for await (const batch of source.start(undefined, signal)) {
    const added = list.take(batch);
    const named = batch.skipped.map(({ path, reason }) => ({ path: nameOf(io.cwd, path), reason }));
    skipped.push(...named);
    if (!follow) continue;
    // What is there already comes in order, what is new as it arrives.
    if (shown) {
      await writeAll(io, lines(options, io, added));
      io.stderr(problemsText(batch.gaps, named));
    } else if (batch.caughtUp) {
      shown = true;
      await writeAll(io, header(options));
      await writeAll(io, lines(options, io, list.rows));
      io.stderr(summaryText(list, skipped, role !== undefined));
    }
  }
  if (!shown) {
    if (options.format === "json") await writeAll(io, json(list, skipped));
    else {
      await writeAll(io, header(options));
      await writeAll(io, lines(options, io, list.rows));
    }
  }
  io.stderr(summaryText(list, skipped, role !== undefined));
  return leavesQuestions(list, skipped) ? 1 : 0;
}

function header({ format }: ActivityListArguments): Iterable<string> {
  return format === "csv" ? [csvHeader] : [];
}

function* lines({ format }: ActivityListArguments, io: Io, rows: Rows): Generator<string> {
  const paint = painter(io.colour);
  for (const row of rows) {
    if (format === "csv") yield rowCsv(row);
    else yield format === "ndjson" ? rowNdjson(row) : rowText(row, paint);
  }
}

function* json(list: ActivityList, skipped: readonly TrailSkip[]): Generator<string> {
  const tool = { name: "picket", version: findVersion() };
  yield `{"schemaVersion":1,"tool":${JSON.stringify(tool)},"events":[`;
  let comma = "";
  for (const row of list.rows) {
    yield `${comma}\n${JSON.stringify(rowJson(row))}`;
    comma = ",";
  }
  yield `\n],"summary":${JSON.stringify(summaryJson(list, skipped))}}\n`;
}

function existing(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  if (!existsSync(absolute)) throw new MissingPathError(path);
  return absolute;
}

/** The first interrupt ends following, with the summary; the next one ends the process, as usual. So does a lost reader. */
function interrupted(argv: readonly string[]): AbortSignal {
  const controller = new AbortController();
  if (argv.includes("--follow")) {
    process.once("SIGINT", () => controller.abort());
    process.stdout.once("error", () => controller.abort());
  }
  return controller.signal;
}
