import type { LookupOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailSource } from "../../../../core/ports.ts";
import type { TrailClientPool } from "../trailClients.ts";

export function lookupSource(_clients: TrailClientPool, _options: LookupOptions): TrailSource {
  throw new Error("not there yet");
}
