import type { LakeOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";

export function lakeSource(_clients: TrailClientPool, _options: LakeOptions): TrailSource {
  throw new Error("not there yet");
}
