import { pathKey, type PathPlatform } from "../../mcp/scopes/paths.ts";
import { mapping, type WorkstationCheck } from "../check.ts";
import { fail, judge, pass } from "../judgement.ts";
import { serverLine } from "./serverVerdicts.ts";

/** PK-008. Neighbours' files count as well: Kiro may import them, and they show what a developer runs. */
export const workspaceMcp: WorkstationCheck = {
  id: "PK-008",
  title: "No workspace MCP override",
  area: "MCP servers",
  severity: "high",
  mapping: mapping("9.1, 11.3, 3.4", { owasp: "MCP09", nist: "CM-7" }),
  remedy: "Remove the MCP files from the workspace; request the servers for the central file.",
  judge: ({ servers, os }, { workspaces }) =>
    judge(servers, (all) => {
      const inside = all.filter(
        ({ scope, path }) =>
          scope.startsWith("workspace") ||
          (scope !== "agent" && scope !== "power" && workspaces.some((folder) => isBelow(path, folder, os))),
      );
      const enabled = inside.filter(({ isDisabled }) => !isDisabled);
      const evidence = inside.map(serverLine);
      if (enabled.length > 0)
        return fail(`workspace files define servers: ${enabled.map(({ name }) => name).join(", ")}`, {
          evidence,
        });
      return pass(inside.length > 0 ? "those that stand there are disabled" : "there is none", { evidence });
    }),
};

function isBelow(path: string, folder: string, os: PathPlatform): boolean {
  const separator = os === "win32" ? "\\" : "/";
  return pathKey(path, os).startsWith(`${pathKey(folder, os)}${separator}`);
}
