import type { RolePolicy } from "../../../../core/activity/awsTrails.ts";
import type { TrailClientPool } from "../trailClients.ts";

export async function policiesOf(
  _clients: TrailClientPool,
  _name: string,
  _signal?: AbortSignal,
): Promise<readonly RolePolicy[]> {
  throw new Error("not there yet");
}
