/**
 * `node test/perf/soakActivity.ts [minutes]`: events flow through the stub while it fails at random; LookupEvents of two
 * Regions and Live Tail are read from it by the real SDK, stopped at random and started again from their cursors. Prints
 * how many events were sent, shown, lost and doubled, and what was met. Exit 1 when one was lost or shown twice.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { cloudTrail } from "../../scripts/aws/stub/cloudTrail.ts";
import type { Fault } from "../../scripts/aws/stub/faults.ts";
import { iam } from "../../scripts/aws/stub/iam.ts";
import { logs } from "../../scripts/aws/stub/logs.ts";
import type { LiveTailFault } from "../../scripts/aws/stub/logsLiveTail.ts";
import { startStub } from "../../scripts/aws/stub/server.ts";
import { defaultLimits } from "../../src/adapters/aws/clients.ts";
import { defaultLogLimits } from "../../src/adapters/aws/trails/logs/logLimits.ts";
import { liveTailSource } from "../../src/adapters/aws/trails/logs/liveTailSource.ts";
import { defaultLookupLimits } from "../../src/adapters/aws/trails/lookup/lookupLimits.ts";
import { lookupSource } from "../../src/adapters/aws/trails/lookup/lookupSource.ts";
import { createTrailClients } from "../../src/adapters/aws/trails/trailClients.ts";
import type { TrailPace } from "../../src/core/activity/awsTrails.ts";
import { nodeHash } from "../../src/adapters/node/hash.ts";
import { ActivityList } from "../../src/core/activity/list.ts";
import { classifyRisk } from "../../src/core/activity/risk/classifyRisk.ts";
import { mergeSources } from "../../src/core/activity/stream/mergeSources.ts";
import type { TrailSource } from "../../src/core/ports.ts";
import { seeded } from "../support/seeded.ts";

const second = 1_000;
const minute = 60 * second;
const minutes = Number(process.argv[2] ?? 10);
const seed = Number(process.env["SEED"] ?? Date.now() % 100_000);
const random = seeded(seed);
const regions = ["us-east-1", "eu-west-1"];
const pace = (): TrailPace => "visible";
/** The longest that an event takes until it is found. */
const latest = 2 * minute;

Object.assign(process.env, { AWS_ACCESS_KEY_ID: "picket-soak", AWS_SECRET_ACCESS_KEY: "picket-soak" });
const trail = cloudTrail();
const groups = logs();
const services = [iam(), trail, groups];
let stub = await startStub(0, services);
const port = Number(new URL(stub.url).port);
const limits = { ...defaultLimits, requestMs: 3 * second, deadlineMs: 5 * second };
const rules = { limits, environment: process.env, knownHostsOnly: true };
const pool = createTrailClients({ endpoint: stub.url, region: "us-east-1" }, rules);
const met = new Map<string, number>();
const count = (name: string): void => void met.set(name, (met.get(name) ?? 0) + 1);

/** What reads one source, over all its starts. */
interface Reader {
  readonly name: string;
  readonly sent: Set<string>;
  readonly list: ActivityList;
  /** How often records came, repeated ones too. */
  given: number;
}

const readers: readonly (Reader & { readonly source: TrailSource })[] = [
  { ...reader("LookupEvents"), source: lookups() },
  { ...reader("Live Tail"), source: tail() },
];

function reader(name: string): Reader {
  return { name, sent: new Set(), list: new ActivityList({ hash: nodeHash, judge: classifyRisk }), given: 0 };
}

function lookups(): TrailSource {
  const options = { since: Date.now() - minute, pace, follow: true };
  const quick = {
    ...defaultLookupLimits,
    turnMs: { visible: 2 * second, idle: 2 * second, hidden: 2 * second },
    backoff: { firstMs: 200, mostMs: 5 * second },
    overlapMs: latest + minute,
    sweepMs: 2 * latest,
    sweepEveryMs: minute,
  };
  return mergeSources(
    regions.map((region) => ({ name: region, source: lookupSource(pool, { ...options, region }, quick) })),
  );
}

function tail(): TrailSource {
  const logGroup = "aws-cloudtrail-logs";
  groups.put([], { group: logGroup });
  return liveTailSource(
    pool,
    { region: "us-east-1", logGroup, since: Date.now() - minute, pace, follow: true },
    {
      ...defaultLogLimits,
      backoff: { firstMs: 200, mostMs: 5 * second },
      stallMs: 5 * second,
      settleMs: 3 * second,
    },
  );
}

/** Reads a source, and now and then stops it and starts it again from its last cursor. */
async function read(of: (typeof readers)[number], signal: AbortSignal): Promise<void> {
  let cursor: string | undefined;
  while (!signal.aborted) {
    const run = AbortSignal.any([signal, AbortSignal.timeout((20 + random(60)) * second)]);
    for await (const batch of of.source.start(cursor, run)) {
      of.given += batch.records.length;
      of.list.take(batch);
      cursor = batch.cursor ?? cursor;
      if (batch.notice) count(`notice ${batch.notice.kind}`);
      for (const { reason } of batch.gaps) count(`gap: ${reason}`);
    }
    if (!signal.aborted) count(`${of.name} started again`);
  }
}

function send(): void {
  const [byLookup, byTail] = readers;
  const region = regions[random(regions.length)] ?? "us-east-1";
  const id = randomUUID();
  const record = {
    eventID: id,
    eventTime: new Date(Date.now() - random(5) * 1000).toISOString().replace(/\.\d+Z/, "Z"),
    eventName: "DescribeInstances",
    eventSource: "ec2.amazonaws.com",
    awsRegion: region,
    recipientAccountId: "111122223333",
  };
  const delay = random(20) === 0 ? random(latest) : random(10 * second);
  trail.put(random(30) === 0 ? [record, record] : [record], { visibleFrom: Date.now() + delay });
  byLookup?.sent.add(id);
  if (region !== "us-east-1") return;
  groups.put([record]);
  byTail?.sent.add(id);
}

const faults: readonly Fault[] = [
  { kind: "throttle", times: 4 },
  { kind: "drop", times: 3 },
  { kind: "drop-after", times: 3 },
  { kind: "stall", times: 2 },
  { kind: "delay", ms: 1_500, times: 4 },
  { kind: "expire", times: 3 },
  { kind: "error", code: "InternalFailure", status: 500, times: 2 },
  { kind: "error", code: "InvalidNextTokenException", operation: "LookupEvents", times: 1 },
];
const liveFaults: readonly LiveTailFault[] = ["reset", "timeout", "sampled", "stall"];

async function fail(): Promise<void> {
  const choice = random(faults.length + 3);
  const fault = faults[choice];
  if (fault) {
    stub.faults.add(fault);
    count(`fault ${fault.code ?? fault.kind}`);
  } else if (choice === faults.length) {
    count("fault restart");
    await stub.stop();
    await sleep(random(4) * second);
    stub = await startStub(port, services);
  } else {
    const live = liveFaults[random(liveFaults.length)] ?? "reset";
    groups.liveFaults.push(live);
    count(`fault live ${live}`);
  }
}

const missing = ({ sent, list }: Reader): number => {
  const shown = new Set(list.rows.map(({ id }) => id));
  return [...sent].filter((id) => !shown.has(id)).length;
};
/** @param absent what to call what was sent and is not shown */
const report = (absent: "on its way" | "lost"): string =>
  readers
    .map((one) => {
      const shown = one.list.rows.length;
      const doubled = shown - new Set(one.list.rows.map(({ id }) => id)).size;
      return `${one.name}: ${one.sent.size} sent, ${shown} shown, ${missing(one)} ${absent}, ${doubled} doubled, ${one.given - shown} given again`;
    })
    .join("; ");

process.stdout.write(`seed ${seed}, ${minutes} minutes\n`);
const stop = new AbortController();
const reading = readers.map((one) => read(one, stop.signal));
const end = Date.now() + minutes * minute;
let nextFault = Date.now() + 5 * second;
let nextReport = Date.now() + minute;
while (Date.now() < end) {
  send();
  if (Date.now() >= nextFault) {
    await fail();
    nextFault = Date.now() + (4 + random(12)) * second;
  }
  if (Date.now() >= nextReport) {
    process.stdout.write(`${report("on its way")}; ${Math.round(process.memoryUsage().rss / 1e6)} MB\n`);
    nextReport += minute;
  }
  await sleep(random(600));
}
stub.faults.clear();
groups.liveFaults.length = 0;
// What is on its way has its time to come.
const patience = Date.now() + latest + 2 * minute;
while (readers.some((one) => missing(one) > 0) && Date.now() < patience) await sleep(second);
stop.abort();
await Promise.all(reading);
pool.dispose();
await stub.stop();
const failed = readers.some(
  (one) => missing(one) > 0 || one.list.rows.length !== new Set(one.list.rows.map(({ id }) => id)).size,
);
process.stdout.write(`${report("lost")}\n`);
for (const [name, times] of [...met].sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`  ${name}: ${times}\n`);
process.exitCode = failed ? 1 : 0;
