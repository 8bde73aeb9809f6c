import { setImmediate } from "node:timers/promises";
import { cloudTrail, type CloudTrailStub } from "../../../scripts/aws/stub/cloudTrail.ts";
import { iam, type IamStub } from "../../../scripts/aws/stub/iam.ts";
import { startStub, type Stub } from "../../../scripts/aws/stub/server.ts";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import {
  defaultLookupLimits,
  type LookupLimits,
} from "../../../src/adapters/aws/trails/lookup/lookupLimits.ts";
import { lookupSource } from "../../../src/adapters/aws/trails/lookup/lookupSource.ts";
import type { TrailClock } from "../../../src/adapters/aws/trails/pause.ts";
import { createTrailClients, type TrailClientPool } from "../../../src/adapters/aws/trails/trailClients.ts";
import type { LookupOptions } from "../../../src/core/activity/awsTrails.ts";
import type { TrailSource } from "../../../src/core/ports.ts";
import { stopReading } from "../../unit/activity/sourceContract.ts";
import { isolateAws, type IsolatedAws, stubKeys } from "../support/environment.ts";

/** A clock that moves when somebody waits, and then at once. */
export interface TestClock extends TrailClock {
  /** In ms since epoch. */
  time: number;
  /** How long was waited, each time. */
  readonly waits: readonly number[];
}

function testClock(time: number): TestClock {
  const waits: number[] = [];
  const clock: TestClock = {
    time,
    waits,
    now: () => clock.time,
    async wait(ms, signal) {
      waits.push(ms);
      if (!signal.aborted) clock.time += ms;
      await setImmediate();
    },
    random: () => 0.5,
  };
  return clock;
}

/** The time of `trailRecord(…, 0)`. */
export const noon = Date.UTC(2026, 0, 31, 12);
export const hour = 3_600_000;
export const minute = 60_000;

/** A stub with CloudTrail and IAM, and sources on it by a clock of their own. */
export interface LookupBench {
  readonly clock: TestClock;
  readonly trail: CloudTrailStub;
  readonly iam: IamStub;
  readonly aws: IsolatedAws;
  /** The one that runs now. */
  readonly stub: Stub;
  readonly pool: TrailClientPool;
  /** Stops the stub and starts it again at the same port, with what it had. */
  restart(): Promise<void>;
  source(options?: Partial<LookupOptions>, limits?: Partial<LookupLimits>): TrailSource;
  remove(): Promise<void>;
}

export interface LookupBenchOptions {
  /** What time it is, in ms since epoch. */
  readonly now?: number;
  /** How far the stub's clock is ahead, in ms. */
  readonly skew?: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly profile?: string;
}

export async function lookupBench({
  now = noon + hour,
  skew = 0,
  variables = stubKeys,
  profile,
}: LookupBenchOptions = {}): Promise<LookupBench> {
  const clock = testClock(now);
  const aws = await isolateAws({ ...variables });
  const trail = cloudTrail({ now: () => clock.time + skew });
  const roles = iam();
  const services = [roles, trail];
  let stub = await startStub(0, services);
  const port = Number(new URL(stub.url).port);
  const selection = { endpoint: stub.url, ...(profile !== undefined && { profile }) };
  const limits = { ...defaultLimits, requestMs: 500, deadlineMs: 2_000 };
  const pool = createTrailClients(selection, { limits, environment: process.env, knownHostsOnly: false });
  return {
    clock,
    trail,
    iam: roles,
    aws,
    pool,
    get stub() {
      return stub;
    },
    async restart() {
      await stub.stop();
      stub = await startStub(port, services);
    },
    source: (options = {}, more = {}) =>
      lookupSource(
        pool,
        { region: "us-east-1", since: noon - hour, pace: () => "visible", follow: false, ...options },
        { ...defaultLookupLimits, clock, ...more },
      ),
    async remove() {
      stopReading();
      pool.dispose();
      await stub.stop();
      await aws.restore();
    },
  };
}
