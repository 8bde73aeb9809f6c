/**
 * `node abortLogs.ts URL`: aborts both sources of the stub's log group at many points, and disposes of nothing: the
 * process must end by itself.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import { filterLogsSource } from "../../../src/adapters/aws/trails/logs/filterLogsSource.ts";
import { liveTailSource } from "../../../src/adapters/aws/trails/logs/liveTailSource.ts";
import { defaultLogLimits } from "../../../src/adapters/aws/trails/logs/logLimits.ts";
import { createTrailClients } from "../../../src/adapters/aws/trails/trailClients.ts";
import type { LogOptions } from "../../../src/core/activity/awsTrails.ts";
import { groupArn, region } from "./logsBench.ts";

const [endpoint = ""] = process.argv.slice(2);
const rules = { limits: defaultLimits, environment: process.env, knownHostsOnly: false };
const pool = createTrailClients({ endpoint, region }, rules);
const options: LogOptions = { region, logGroup: groupArn, since: 0, follow: true, pace: () => "visible" };
// Its other waits are long: none of them may be waited out.
const limits = { ...defaultLogLimits, perSecond: 1000 };

async function abortAfter(
  make: typeof liveTailSource,
  ready: (batches: number) => Promise<boolean>,
): Promise<void> {
  const controller = new AbortController();
  let batches = 0;
  const reading = (async () => {
    for await (const _ of make(pool, options, limits).start(undefined, controller.signal)) batches++;
  })();
  while (!(await ready(batches))) await sleep(1);
  controller.abort();
  await reading;
}

for (const make of [liveTailSource, filterLogsSource]) {
  for (const ms of [0, 1, 3, 10, 30, 100]) {
    await abortAfter(make, async () => {
      await sleep(ms);
      return true;
    });
  }
  for (const count of [1, 2]) await abortAfter(make, async (batches) => batches >= count);
}
process.stdout.write("all ended\n");
