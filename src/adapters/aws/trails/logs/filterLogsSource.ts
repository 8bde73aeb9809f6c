import type { LogOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";

export function filterLogsSource(_clients: TrailClientPool, _options: LogOptions): TrailSource {
  throw new Error("not there yet");
}
