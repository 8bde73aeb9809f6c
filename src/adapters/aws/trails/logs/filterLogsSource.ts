import type { LogOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import { waitForTurn } from "../pause.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { batchOf } from "../trouble.ts";
import { readLogGroup } from "./logGroup.ts";
import { LogGroupReader } from "./logGroupReader.ts";
import { defaultLogLimits, type LogLimits } from "./logLimits.ts";
import { notAGroup } from "./logTexts.ts";

/**
 * Polls a log group that a trail delivers to. Every poll reads again what may have come late since the one before; with a
 * role the group is filtered by AWS, by a pattern that lets a little more through than the role's events.
 */
export function filterLogsSource(
  pool: TrailClientPool,
  options: LogOptions,
  limits: LogLimits = defaultLogLimits,
): TrailSource {
  return {
    async *start(cursor, signal) {
      if (signal.aborted) return;
      const group = readLogGroup(options.logGroup);
      if (!group) {
        yield batchOf({ notice: notAGroup });
        return;
      }
      const reader = new LogGroupReader({ pool, group, options, limits, signal }, cursor);
      while (yield* reader.round()) {
        if (!options.follow) return;
        await waitForTurn(options.pace, limits.turnMs, limits.clock, signal);
        if (signal.aborted) return;
      }
    },
  };
}
