import type { RoleInfo } from "../../../../core/activity/awsTrails.ts";
import type { TrailClientPool } from "../trailClients.ts";

export async function listRoles(
  _clients: TrailClientPool,
  _signal?: AbortSignal,
): Promise<readonly RoleInfo[]> {
  throw new Error("not there yet");
}

export async function getRole(
  _clients: TrailClientPool,
  _name: string,
  _signal?: AbortSignal,
): Promise<RoleInfo> {
  throw new Error("not there yet");
}
