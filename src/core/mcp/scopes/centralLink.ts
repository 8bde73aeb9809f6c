import { pathKey, platformOfPath } from "./paths.ts";
import type { McpSource } from "./source.ts";

/**
 * How the user's file stands to the organisation's central one. `no-central`: there is none. `no-user`: the user has no
 * file. `own-file`: the user's file is no link. `elsewhere`: it links to another file.
 */
export type LinkState = "linked" | "no-central" | "no-user" | "own-file" | "elsewhere";

/** Whether the user's file is the link to the central file that the organisation's convention asks for. */
export function linkState(sources: readonly McpSource[]): LinkState {
  const central = sources.find(({ scope }) => scope.kind === "central");
  if (!central) return "no-central";
  const user = sources.find(({ scope }) => scope.kind === "user");
  if (!user) return "no-user";
  if (user.fileId !== undefined && user.fileId === central.fileId) return "linked";
  const platform = platformOfPath(central.path);
  const realPath = pathKey(user.realPath ?? user.linkTarget ?? user.path, platform);
  if (realPath === pathKey(central.realPath ?? central.linkTarget ?? central.path, platform)) return "linked";
  return user.linkTarget === undefined ? "own-file" : "elsewhere";
}
