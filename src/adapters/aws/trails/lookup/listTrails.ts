import type { TrailInfo } from "../../../../core/activity/awsTrails.ts";
import type { TrailClientPool } from "../trailClients.ts";

export async function listTrails(
  _clients: TrailClientPool,
  _signal?: AbortSignal,
): Promise<readonly TrailInfo[]> {
  throw new Error("not there yet");
}
