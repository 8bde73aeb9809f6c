import { RequestRate } from "../requestRate.ts";
import type { TrailClientPool } from "../trailClients.ts";
import type { LogLimits } from "./logLimits.ts";

const rates = new WeakMap<TrailClientPool, Map<string, RequestRate>>();

/** The rate of FilterLogEvents that all sources of one pool and Region share. The limits of the first that asks count. */
export function logRateOf(pool: TrailClientPool, region: string, limits: LogLimits): RequestRate {
  const known = rates.get(pool) ?? new Map<string, RequestRate>();
  rates.set(pool, known);
  const rate = known.get(region) ?? new RequestRate(limits.perSecond, limits.clock);
  known.set(region, rate);
  return rate;
}
