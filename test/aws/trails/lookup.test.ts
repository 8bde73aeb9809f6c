import { sourceContract } from "../../unit/activity/sourceContract.ts";
import { hour, lookupBench } from "./lookupBench.ts";

sourceContract("LookupEvents", async () => {
  const bench = await lookupBench();
  return {
    deliver: async (records) => bench.trail.put(records),
    // The contract's records come long after their times.
    open: (follow) => bench.source({ follow }, { overlapMs: 2 * hour, sweepMs: 2 * hour }),
    remove: () => bench.remove(),
  };
});
