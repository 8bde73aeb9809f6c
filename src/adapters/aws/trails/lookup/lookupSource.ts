import type { LookupOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { LookupRun } from "./lookupRun.ts";
import { defaultLookupLimits, type LookupLimits } from "./lookupLimits.ts";

/**
 * Events by LookupEvents. The past is read backwards, the newest first, in windows that grow while they are small; while
 * following, the newest quarter of an hour is read again at each turn and the last hour now and then, since events come
 * late. Every page of a window is read before the source counts as further.
 *
 * With a role, there are two ways: everybody's events, of which the host keeps the role's, and the events of the role's
 * access keys, which AssumeRole's events name. The first also finds calls that show no key and costs one request a turn in
 * a quiet account, so it is taken when the overlap fits into a few pages; else what takes fewer requests. Keys that were
 * given out in a third Region are not found.
 */
export function lookupSource(
  pool: TrailClientPool,
  options: LookupOptions,
  limits: LookupLimits = defaultLookupLimits,
): TrailSource {
  return {
    start: (cursor, signal) => new LookupRun(pool, options, limits, signal).batches(cursor),
  };
}
