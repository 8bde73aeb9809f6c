import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { nodeHash } from "../../adapters/node/hash.ts";
import { trailFolder } from "../../adapters/node/trailFolder.ts";
import { MissingPathError, nameOf } from "../../adapters/node/walk.ts";
import { rowJson } from "../../core/activity/export/rowJson.ts";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import { ActivityList } from "../../core/activity/list.ts";
import { classifyRisk } from "../../core/activity/risk/classifyRisk.ts";
import { RiskWatch } from "../../core/activity/risk/watch/riskWatch.ts";
import { visible } from "../../core/model/visible.ts";
import { visibleJson } from "../../core/model/visibleJson.ts";
import type { TrailSkip } from "../../core/ports.ts";
import { findVersion } from "../installation.ts";
import type { Io } from "../io.ts";
import { writeAll } from "../output.ts";
import { painter } from "../terminalText.ts";
import { headerOf, rowLine } from "./listFormats.ts";
import { readListArguments, type ActivityListArguments } from "./listOptions.ts";
import { LiveNotices } from "./liveNotices.ts";
import { openLive, type LiveSource } from "./liveSource.ts";
import { leavesQuestions, problemsText, summaryJson, summaryText } from "./listSummary.ts";

/**
 * `picket activity list`: what a role, or anybody, did according to delivered CloudTrail files, or with `--live` to
 * LookupEvents, with the risk of each call. Status 1 when something could not be read, or did not fit.
 * @param signal ends `--follow`; an interrupt does as well
 * @throws UsageError, MissingPathError, StoreError
 */
export async function runActivityList(
  argv: readonly string[],
  io: Io,
  signal: AbortSignal = interrupted(argv),
): Promise<0 | 1> {
  const options = readListArguments(argv, Date.now());
  const { role, since, until, minRisk, follow } = options;
  const say = (line: string): void => io.stderr(`${line}\n`);
  const { source, close } = await open(options, io.cwd, say);
  const about = { byRole: role !== undefined, isLive: options.live !== undefined };
  const impatience = new AbortController();
  const notices = new LiveNotices({ follow, say, giveUp: () => impatience.abort() });
  const list = new ActivityList({
    ...(role && { role }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(minRisk && { minRisk }),
    hash: nodeHash,
    judge: classifyRisk,
    watch: new RiskWatch(),
  });
  const skipped: TrailSkip[] = [];
  let shown = false;
  try {
    for await (const batch of source.start(undefined, AbortSignal.any([signal, impatience.signal]))) {
      const { added, raised } = list.take(batch);
      if (batch.notice) notices.take(batch.notice);
      for (const { reason, lasting } of batch.skipped) if (lasting) say(visible(reason));
      const parts = batch.skipped.filter(({ lasting }) => !lasting);
      const named = options.live ? parts : parts.map((skip) => shortened(skip, io.cwd));
      skipped.push(...named);
      if (!follow) continue;
      // What is there already comes in order, what is new as it arrives, and again when others made it louder.
      if (shown) {
        await writeAll(io, lines(options, io, [...added, ...raised]));
        io.stderr(problemsText(batch.gaps, named));
      } else if (batch.caughtUp) {
        shown = true;
        await writeAll(io, [headerOf(options.format)]);
        await writeAll(io, lines(options, io, list.rows));
        io.stderr(summaryText(list, skipped, about));
      }
    }
  } finally {
    notices.close();
    close();
  }
  if (!shown) {
    if (options.format === "json") await writeAll(io, json(list, skipped));
    else {
      await writeAll(io, [headerOf(options.format)]);
      await writeAll(io, lines(options, io, list.rows));
    }
  }
  io.stderr(summaryText(list, skipped, about));
  return notices.isIncomplete || leavesQuestions(list, skipped) ? 1 : 0;
}

/** How far back LookupEvents is asked when nobody says, in ms. */
const day = 24 * 60 * 60_000;

async function open(
  { live, sources, role, since, follow }: ActivityListArguments,
  cwd: string,
  say: (line: string) => void,
): Promise<LiveSource> {
  if (live) return await openLive({ live, role, since: since ?? Date.now() - day, follow }, say);
  const paths = sources.map((path) => existing(cwd, path));
  return { source: trailFolder({ paths, follow }), close: () => undefined };
}

function shortened({ path, reason }: TrailSkip, cwd: string): TrailSkip {
  return { path: nameOf(cwd, path), reason };
}

function* lines({ format }: ActivityListArguments, io: Io, rows: Iterable<FeedRow>): Generator<string> {
  const paint = painter(io.colour);
  if (format !== "json") for (const row of rows) yield rowLine(row, format, paint);
}

function* json(list: ActivityList, skipped: readonly TrailSkip[]): Generator<string> {
  const tool = { name: "picket", version: findVersion() };
  yield `{"schemaVersion":1,"tool":${JSON.stringify(tool)},"events":[`;
  let comma = "";
  for (const row of list.rows) {
    yield `${comma}\n${visibleJson(rowJson(row))}`;
    comma = ",";
  }
  yield `\n],"summary":${visibleJson(summaryJson(list, skipped))}}\n`;
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
