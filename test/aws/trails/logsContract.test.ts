import { findMoto, type Moto, startMoto } from "../../../scripts/aws/moto.ts";
import { filterLogsSource } from "../../../src/adapters/aws/trails/logs/filterLogsSource.ts";
import { liveTailSource } from "../../../src/adapters/aws/trails/logs/liveTailSource.ts";
import { noteSkipped } from "../../support/testReport.ts";
import { sourceContract } from "../../unit/activity/sourceContract.ts";
import { type IsolatedAws, isolateAws, stubKeys } from "../support/environment.ts";
import { groupName, liveLimits, openLogs, openStubLogs, quickLimits } from "../support/logsBench.ts";

sourceContract("FilterLogEvents of the stub", async () => {
  const bench = await openStubLogs();
  return {
    deliver: (records) => bench.deliver(records),
    open: (follow) => filterLogsSource(bench.pool, bench.options({ follow }), quickLimits),
    remove: () => bench.stop(),
  };
});

sourceContract("Live Tail of the stub", async () => {
  const bench = await openStubLogs();
  return {
    deliver: (records) => bench.deliver(records),
    open: (follow) => liveTailSource(bench.pool, bench.options({ follow }), liveLimits),
    remove: () => bench.stop(),
  };
});

const moto = findMoto();
if ("reason" in moto) noteSkipped("the contract of sources: FilterLogEvents of moto", moto.reason, 7);
else {
  const { command } = moto;
  suite("moto", () => {
    let aws: IsolatedAws;
    let server: Moto;
    let groups = 0;
    suiteSetup(async () => {
      aws = await isolateAws({ ...stubKeys });
      server = await startMoto(command);
    });
    suiteTeardown(async () => {
      await server.stop();
      await aws.restore();
    });
    sourceContract("FilterLogEvents of moto", async () => {
      const name = `${groupName}-${++groups}`;
      const bench = await openLogs(server.url, { name });
      return {
        deliver: (records) => bench.deliver(records),
        // It knows groups by their names only.
        open: (follow) => {
          const options = bench.options({ follow, logGroup: name });
          return filterLogsSource(bench.pool, options, quickLimits);
        },
        remove: () => bench.stop(),
      };
    });
  });
}
