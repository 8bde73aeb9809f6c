import { mapping, type WorkstationCheck } from "../check.ts";
import { judge } from "../judgement.ts";
import { isOfKiro, judgeServers } from "./serverVerdicts.ts";

/** PK-009. */
export const agentMcp: WorkstationCheck = {
  id: "PK-009",
  title: "No agent- or power-level MCP servers off allowlist",
  area: "MCP servers",
  severity: "high",
  mapping: mapping("9.1, 3.4", { owasp: "MCP09" }),
  remedy: "Remove the servers from agents and powers, or request that the allowlist takes them.",
  judge: ({ servers }) =>
    judge(servers, (all) =>
      judgeServers(
        all.filter(({ scope }) => scope === "agent" || scope === "power"),
        "no agent and no power brings servers",
      ),
    ),
};

/** PK-010. Disabled servers count: one click enables them. */
export const effectiveServers: WorkstationCheck = {
  id: "PK-010",
  title: "All effective servers ALLOWED",
  area: "MCP servers",
  severity: "critical",
  mapping: mapping("3.4, 11.3, Annex A", { owasp: "MCP04, MCP09", cis: "2.5" }),
  remedy: "Open Picket's view of MCP servers: it says for each server what to change, or how to request it.",
  judge: ({ servers }) =>
    judge(servers, (all) =>
      judgeServers(
        all.filter((server) => isOfKiro(server) && (server.isEffective || server.isDisabled)),
        "no server is configured",
      ),
    ),
};
