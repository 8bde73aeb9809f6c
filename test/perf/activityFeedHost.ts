/**
 * What the extension host does with a folder of trails, in a process of its own, started with `--expose-gc` and the
 * folder's path: reads it into the feed, letting others run between the steps. Prints a `FeedFigures` as JSON.
 */
import { setImmediate as others } from "node:timers/promises";
import { nodeHash } from "../../src/adapters/node/hash.ts";
import { recordPacker } from "../../src/adapters/node/recordPacker.ts";
import { trailFolder } from "../../src/adapters/node/trailFolder.ts";
import { ActivityFeed } from "../../src/core/activity/feed/activityFeed.ts";
import type { FeedRow } from "../../src/core/activity/feed/feedRow.ts";
import { maskRecord } from "../../src/core/activity/masking/maskRecord.ts";
import { classifyRisk } from "../../src/core/activity/risk/classifyRisk.ts";
import { RiskWatch } from "../../src/core/activity/risk/watch/riskWatch.ts";
import type { PanelRow } from "../../src/protocol/activity.ts";
import { compileFilter, openFilter } from "../../src/protocol/activityFilter.ts";

/** Times in ms, memory in MB. */
export interface FeedFigures {
  readonly records: number;
  readonly held: number;
  readonly elapsed: number;
  readonly processor: number;
  /** Of the steps of `take`, in processor time of the thread: what else this machine does is none of it. */
  readonly longestStep: number;
  readonly p99Step: number;
  /** The same from when others could run to when they can again, reading included. */
  readonly longestTurn: number;
  /** Held by the feed, after collecting garbage. */
  readonly heap: number;
  readonly external: number;
  /** Of the process, over what it took before. */
  readonly resident: number;
  /** Heap and buffers in use while it was read, collected, by tenths of the bytes. */
  readonly along: readonly number[];
  /** A filter of three words over all rows whose texts nobody keeps, as for an export; the thread's time. */
  readonly filter: number;
  /** To mask a record; the thread's time. */
  readonly mask: number;
}

const threadTime = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const mb = (bytes: number): number => Math.round(bytes / 1e5) / 10;

async function measure(folder: string): Promise<FeedFigures> {
  const inUse = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  inUse();
  const before = process.memoryUsage();
  const used = process.cpuUsage();
  const feed = new ActivityFeed({
    hash: nodeHash,
    judge: classifyRisk,
    watch: new RiskWatch(),
    pack: recordPacker,
  });
  const steps: number[] = [];
  const along: number[] = [];
  let longestTurn = 0;
  let turn = threadTime();
  const started = performance.now();
  let collecting = 0;
  for await (const batch of trailFolder({ paths: [folder], follow: false }).start(
    undefined,
    new AbortController().signal,
  )) {
    const { done = 0, total = Infinity } = batch.progress ?? {};
    const changes = feed.take(batch);
    for (let start = threadTime(); changes.next().done !== true; start = threadTime()) {
      const now = threadTime();
      steps.push(now - start);
      longestTurn = Math.max(longestTurn, now - turn);
      await others();
      turn = threadTime();
    }
    if (done / total < (along.length + 1) / 10) continue;
    const collectingFrom = performance.now();
    along.push(mb(inUse() - before.heapUsed - before.arrayBuffers));
    collecting += performance.now() - collectingFrom;
    turn = threadTime();
  }
  const elapsed = performance.now() - started - collecting;
  const { user, system } = process.cpuUsage(used);
  inUse();
  const after = process.memoryUsage();
  steps.sort((a, b) => a - b);
  return {
    records: feed.counts.records,
    held: feed.rows.length,
    elapsed,
    processor: (user + system) / 1000,
    longestStep: steps.at(-1) ?? 0,
    p99Step: steps[Math.floor(steps.length * 0.99)] ?? 0,
    longestTurn,
    heap: mb(after.heapUsed - before.heapUsed),
    external: mb(after.arrayBuffers - before.arrayBuffers),
    resident: mb(after.rss - before.rss),
    along,
    filter: filterTime(feed.rows.map(toPanelRow)),
    mask: maskTime(feed),
  };
}

function filterTime(rows: readonly PanelRow[]): number {
  const times = Array.from({ length: 5 }, () => {
    const start = threadTime();
    const test = compileFilter({ ...openFilter, text: "s3 data part-0", minRisk: "low" }, Date.now());
    rows.filter((row) => test(row));
    return threadTime() - start;
  });
  return times.sort((a, b) => a - b)[2] ?? 0;
}

function maskTime(feed: ActivityFeed): number {
  const records = feed.rows.slice(-1000).map(({ n }) => feed.recordOf(n));
  for (const record of records) maskRecord(record);
  const start = threadTime();
  for (const record of records) maskRecord(record);
  return (threadTime() - start) / records.length;
}

function toPanelRow(row: FeedRow): PanelRow {
  const { n, time, name, service, resource, outcome, risk, readOnly, late } = row;
  return {
    n,
    ...(time !== undefined && { time }),
    name,
    service,
    resource,
    outcome,
    severity: risk.severity,
    category: risk.category,
    write: !readOnly,
    late,
  };
}

if (import.meta.main) process.stdout.write(JSON.stringify(await measure(process.argv[2] ?? ".")));
