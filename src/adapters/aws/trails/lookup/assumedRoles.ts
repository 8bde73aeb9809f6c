import type { Role } from "../../../../core/activity/identity/role.ts";
import type { TrailClientPool } from "../trailClients.ts";

export async function assumedRoles(
  _clients: TrailClientPool,
  _region: string,
  _signal?: AbortSignal,
): Promise<readonly Role[]> {
  throw new Error("not there yet");
}
