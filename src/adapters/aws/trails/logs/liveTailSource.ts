import type { LogOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { batchOf } from "../trouble.ts";
import { filterLogsSource } from "./filterLogsSource.ts";
import { LiveTailRun } from "./liveTailRun.ts";
import { readLogGroup } from "./logGroup.ts";
import { defaultLogLimits, type LogLimits } from "./logLimits.ts";
import { notAGroup } from "./logTexts.ts";
import { tellOnce } from "./tellOnce.ts";

/**
 * Live Tail over a log group that a trail delivers to: messages come a second after their delivery, which itself takes
 * about five minutes. What was there before, and what sessions lose, is read by FilterLogEvents; without `follow`, that is
 * all. Where Live Tail cannot be had, and while the panel is hidden for long (it is billed by the minute), the group is
 * polled instead.
 */
export function liveTailSource(
  pool: TrailClientPool,
  options: LogOptions,
  limits: LogLimits = defaultLogLimits,
): TrailSource {
  if (!options.follow) return filterLogsSource(pool, options, limits);
  return {
    async *start(cursor, signal) {
      if (signal.aborted) return;
      const group = readLogGroup(options.logGroup);
      if (!group) {
        yield batchOf({ notice: notAGroup });
        return;
      }
      const run = new LiveTailRun({ pool, group, options, limits, signal }, cursor);
      yield* tellOnce(run.batches());
    },
  };
}
