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
  if (user.linkTarget === undefined) return "own-file";
  const platform = platformOfPath(central.path);
  const target = pathKey(user.linkTarget, platform);
  const targets = [central.path, central.linkTarget].filter((path) => path !== undefined);
  return targets.some((path) => pathKey(path, platform) === target) ? "linked" : "elsewhere";
}
