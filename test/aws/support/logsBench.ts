import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  type LogGroupClass,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { setTimeout as sleep } from "node:timers/promises";
import { logs, type LogsOptions, type LogsService } from "../../../scripts/aws/stub/logs.ts";
import { startStub, type Stub } from "../../../scripts/aws/stub/server.ts";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import { defaultLogLimits, type LogLimits } from "../../../src/adapters/aws/trails/logs/logLimits.ts";
import { systemClock, type TrailClock } from "../../../src/adapters/aws/trails/pause.ts";
import { createTrailClients, type TrailClientPool } from "../../../src/adapters/aws/trails/trailClients.ts";
import type { LogOptions } from "../../../src/core/activity/awsTrails.ts";
import { stopReading } from "../../unit/activity/sourceContract.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "./environment.ts";

export const region = "eu-west-1";
export const groupName = "aws-cloudtrail-logs";
export const groupArn = `arn:aws:logs:${region}:123456789012:log-group:${groupName}`;

/** A log group of an endpoint, and clients to read it. */
export interface LogsBench {
  readonly pool: TrailClientPool;
  /** Puts records into the group as a trail does, each as one message. @param at ms since epoch; absent: now */
  deliver(records: readonly object[], at?: number): Promise<void>;
  /** Puts messages into the group as they are. */
  write(messages: readonly string[], at?: number): Promise<void>;
  options(more?: Partial<LogOptions>): LogOptions;
  stop(): Promise<void>;
}

/** A bench with the stub behind it. */
export interface StubBench extends LogsBench {
  readonly service: LogsService;
  readonly stub: Stub;
  /** Ends the endpoint; its content stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
}

/** Real time, since sockets have no other, with waits that are short. */
export const quickClock: TrailClock = {
  now: () => Date.now(),
  wait: async (ms, signal) => await sleep(Math.min(ms, 5), undefined, { signal }).catch(() => undefined),
  random: () => 0.5,
};

/** Limits by which nothing waits, and nothing is given up for being slow either. */
export const quickLimits: LogLimits = {
  ...defaultLogLimits,
  clock: quickClock,
  perSecond: 100_000,
};

/**
 * Real time for Live Tail, since its silence is measured by it, with short turns and a patience that no slow machine
 * ends.
 */
export const liveLimits: LogLimits = {
  ...defaultLogLimits,
  clock: systemClock,
  turnMs: { visible: 10, idle: 20, hidden: 30 },
  backoff: { firstMs: 5, mostMs: 20 },
  perSecond: 100_000,
  settleMs: 20,
  cursorEveryMs: 0,
};

export interface LogsGroup {
  readonly name?: string;
  readonly logGroupClass?: LogGroupClass;
}

/** Opens a bench on an endpoint; the group is made there. */
export async function openLogs(
  url: string,
  { name: logGroupName = groupName, logGroupClass }: LogsGroup = {},
): Promise<LogsBench> {
  const client = new CloudWatchLogsClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: "picket-test", secretAccessKey: "picket-test" },
    maxAttempts: 5,
  });
  const pool = createTrailClients(
    { endpoint: url, region },
    { limits: defaultLimits, environment: process.env, knownHostsOnly: false },
  );
  await client.send(new CreateLogGroupCommand({ logGroupName, logGroupClass }));
  const logStreamName = `123456789012_CloudTrail_${region}`;
  await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  const write = async (messages: readonly string[], at = Date.now()): Promise<void> => {
    // A request of AWS holds a megabyte at most.
    for (let from = 0; from < messages.length; from += 500) {
      const logEvents = messages.slice(from, from + 500).map((message) => ({ message, timestamp: at }));
      await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    }
  };
  return {
    pool,
    write,
    deliver: (records, at) =>
      write(
        records.map((record) => JSON.stringify(record)),
        at,
      ),
    options: (more) => ({
      region,
      logGroup: groupArn,
      since: 0,
      pace: () => "visible",
      follow: false,
      ...more,
    }),
    async stop() {
      pool.dispose();
      client.destroy();
    },
  };
}

/** A bench on a stub of its own, with an environment of its own. */
export async function openStubLogs(options: LogsOptions = {}, group: LogsGroup = {}): Promise<StubBench> {
  const aws: IsolatedAws = await isolateAws({ ...stubKeys });
  const service = logs({ tickMs: 5, sparse: true, ...options });
  let stub = await startStub(0, [service]);
  const port = Number(new URL(stub.url).port);
  const bench = await openLogs(stub.url, group);
  const kill = async (): Promise<void> => {
    service.endSessions();
    await stub.stop();
  };
  return {
    ...bench,
    service,
    get stub() {
      return stub;
    },
    kill,
    async restart() {
      stub = await startStub(port, [service]);
    },
    async stop() {
      stopReading();
      await bench.stop();
      await kill();
      await aws.restore();
    },
  };
}
