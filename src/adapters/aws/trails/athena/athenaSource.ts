import type { AthenaOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";

export function athenaSource(_clients: TrailClientPool, _options: AthenaOptions): TrailSource {
  throw new Error("not there yet");
}
