import { readdir } from "node:fs/promises";
import { joinPath } from "../../../../../core/mcp/scopes/paths.ts";
import { unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { FileFact } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";
import { readFileFacts } from "../files/readFileFact.ts";
import type { KiroPlaces } from "./kiroPlaces.ts";

/** More workspaces than anybody opens. */
const mostRoots = 2_000;

/** The user's `permissions.yaml`, and those that Kiro keeps for single workspaces. */
export async function collectPermissions(places: KiroPlaces): Promise<Fact<readonly FileFact[]>> {
  const { workspaceRoots, platform, permissions } = places;
  let names: readonly string[];
  try {
    names = (await readdir(workspaceRoots)).sort();
  } catch (error) {
    if (errorCode(error) !== "ENOENT") return unknown(`${workspaceRoots} cannot be read`);
    names = [];
  }
  if (names.length > mostRoots) return unknown(`${workspaceRoots} holds more than ${mostRoots} folders`);
  return await readFileFacts([
    permissions,
    ...names.map((name) => joinPath(platform, workspaceRoots, name, "permissions.yaml")),
  ]);
}

/** The user's ignore file and those of the workspaces. */
export async function collectIgnoreFiles(
  places: KiroPlaces,
  workspaces: readonly string[],
): Promise<Fact<readonly FileFact[]>> {
  return await readFileFacts([
    places.userIgnore,
    ...workspaces.map((folder) => joinPath(places.platform, folder, ".kiroignore")),
  ]);
}
