import type { TrailClock } from "../../../src/adapters/aws/trails/pause.ts";
import { createTrailClients, type TrailClientPool } from "../../../src/adapters/aws/trails/trailClients.ts";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import type { AthenaOptions, QueryEstimate } from "../../../src/core/activity/awsTrails.ts";
import type { TrailBatch, TrailNotice } from "../../../src/core/ports.ts";
import type { StubService } from "../../../scripts/aws/stub/service.ts";
import { startStub, type Stub } from "../../../scripts/aws/stub/server.ts";
import { stopReading } from "../../unit/activity/sourceContract.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "../support/environment.ts";

/** Ten minutes after the events of the sources' contract. */
export const benchNow = Date.UTC(2026, 0, 31, 13, 10);

/** A clock whose waits pass at once and take the time forward. */
export class BenchClock implements TrailClock {
  time: number;
  constructor(time = benchNow) {
    this.time = time;
  }
  now(): number {
    return this.time;
  }
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal.aborted) this.time += ms;
  }
  random(): number {
    return 0.5;
  }
}

/**
 * Stays a quarter of an hour after the first events of the sources' contract, so that what it delivers while following is
 * within the time that is read again, and no later than what may be complete.
 */
export class StillClock extends BenchClock {
  constructor() {
    super(Date.UTC(2026, 0, 31, 12, 15));
  }
  override wait(_ms: number, signal: AbortSignal): Promise<void> {
    return super.wait(0, signal);
  }
}

/** A stub with one service, clients of it, and what was asked of the person. */
export interface QueryBench {
  readonly stub: Stub;
  readonly clients: TrailClientPool;
  readonly asked: QueryEstimate[];
  stop(): Promise<void>;
}

/** Starts it. Its answers are those of this machine alone. */
export async function openQueryBench(service: StubService): Promise<QueryBench> {
  const aws: IsolatedAws = await isolateAws({ ...stubKeys, AWS_REGION: "us-east-1" });
  service.reset();
  const stub = await startStub(0, [service]);
  const clients = createTrailClients(
    { endpoint: stub.url, region: "us-east-1" },
    { limits: defaultLimits, environment: process.env, knownHostsOnly: false },
  );
  return {
    stub,
    clients,
    asked: [],
    async stop() {
      stopReading();
      clients.dispose();
      await stub.stop();
      await aws.restore();
    },
  };
}

/** The notices, in order. */
export function noticesOf(batches: readonly TrailBatch[]): readonly TrailNotice[] {
  return batches.flatMap(({ notice }) => notice ?? []);
}

/** Options of an Athena source that reads the last two hours; who is asked agrees. */
export function athenaOptions(bench: QueryBench, more: Partial<AthenaOptions> = {}): AthenaOptions {
  return {
    region: "us-east-1",
    location: "s3://trail-bucket/AWSLogs/111122223333/",
    table: "security.picket_trail",
    output: "s3://results/",
    accounts: [],
    regions: [],
    since: benchNow - 2 * 3_600_000,
    pace: () => "visible",
    follow: false,
    confirm: async (estimate) => {
      bench.asked.push(estimate);
      return true;
    },
    ...more,
  };
}
