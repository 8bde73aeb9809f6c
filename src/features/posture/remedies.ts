import type { CheckResult } from "../../core/posture/result.ts";
import type { RemedyCommand } from "./environment.ts";
import { evidencePaths } from "./evidencePaths.ts";
import type { Translate } from "./translate.ts";

/** A command that helps, with what it is called in the tree. */
export interface Remedy extends RemedyCommand {
  readonly title: string;
}

type RemedyName =
  | "hooks"
  | "testHooks"
  | "servers"
  | "policy"
  | "settings"
  | "telemetry"
  | "trust"
  | "extensions"
  | "network";

const byCheck: Readonly<Record<string, RemedyName>> = {
  "PK-008": "servers",
  "PK-009": "servers",
  "PK-010": "servers",
  "PK-011": "servers",
  "PK-012": "servers",
  "PK-013": "settings",
  "PK-015": "hooks",
  "PK-016": "testHooks",
  "PK-020": "network",
  "PK-021": "network",
  "PK-022": "network",
  "PK-024": "extensions",
  "PK-025": "telemetry",
  "PK-026": "trust",
  "PK-027": "policy",
};

/** What the editor can do about a result: nothing is done before the person chooses it. */
export function remediesOf(result: CheckResult, t: Translate): readonly Remedy[] {
  const { id, status, area } = result;
  const name = byCheck[id];
  const files = evidencePaths(result).length > 0 ? [openFiles(id, t)] : [];
  const named =
    name === undefined || (name === "network" && status !== "UNKNOWN") ? [] : [remedyNamed(name, t)];
  const account = area === "AWS account" && status === "UNKNOWN" ? [askAws(t)] : [];
  return [...named, ...account, ...files];
}

function remedyNamed(name: RemedyName, t: Translate): Remedy {
  const run = (title: string, command: string, ...args: readonly unknown[]): Remedy => ({
    title,
    command,
    arguments: args,
  });
  const settings = "workbench.action.openSettings";
  const remedies: Readonly<Record<RemedyName, Remedy>> = {
    hooks: run(t("Install Kiro hooks…"), "picket.hooks.install"),
    testHooks: run(t("Test Kiro hooks"), "picket.hooks.test"),
    servers: run(t("Show the MCP servers"), "picket.mcpServers.focus"),
    policy: run(t("Choose the policy for MCP servers…"), "picket.mcp.choosePolicy"),
    settings: run(t("Open the settings of Kiro's agent"), settings, "kiroAgent.agentAutonomy"),
    telemetry: run(t("Open the settings of telemetry"), settings, "telemetry"),
    trust: run(t("Manage workspace trust"), "workbench.trust.manage"),
    extensions: run(t("Show installed extensions"), "workbench.extensions.action.showInstalledExtensions"),
    network: run(t("Check with the network…"), "picket.posture.runWith"),
  };
  return remedies[name];
}

function askAws(t: Translate): Remedy {
  return { title: t("Check with AWS…"), command: "picket.posture.runWith", arguments: [] };
}

function openFiles(id: string, t: Translate): Remedy {
  return { title: t("Open a file of the evidence…"), command: "picket.posture.openFile", arguments: [id] };
}
