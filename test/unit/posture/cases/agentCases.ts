import assert from "node:assert/strict";
import { known } from "../../../../src/core/posture/fact.ts";
import type { WorkstationFacts } from "../../../../src/core/posture/facts.ts";
import { file, goodWorkstation, server } from "../postureSamples.ts";
import type { Case } from "./case.ts";

const servers = (...all: readonly Parameters<typeof server>[0][]): Partial<WorkstationFacts> => ({
  servers: known(all.map((one) => server(one))),
});
const setting = (name: string, value: unknown, setByWorkspace = false): Partial<WorkstationFacts> => {
  const before = goodWorkstation().settings;
  assert.ok(before.state === "known");
  return {
    settings: known([...before.value.filter((one) => one.name !== name), { name, value, setByWorkspace }]),
  };
};

/** Secrets, what agents may do, hooks. */
export const agentCases: readonly Case[] = [
  {
    id: "PK-011",
    what: "a secret",
    status: "FAIL",
    workstation: {
      secretsInKiroFiles: known([{ path: "/m", ruleId: "secrets/x", line: 3, severity: "error" }]),
    },
  },
  {
    id: "PK-011",
    what: "weak evidence",
    status: "PASS",
    workstation: {
      secretsInKiroFiles: known([{ path: "/m", ruleId: "secrets/x", line: 3, severity: "hint" }]),
    },
  },
  { id: "PK-012", what: "every tool", status: "FAIL", workstation: servers({ autoApprove: ["*"] }) },
  {
    id: "PK-012",
    what: "a tool that writes",
    status: "FAIL",
    workstation: servers({ autoApprove: ["delete_page"] }),
  },
  {
    id: "PK-012",
    what: "too many",
    status: "FAIL",
    workstation: servers({ autoApprove: Array(11).fill("list_x") }),
  },
  {
    id: "PK-012",
    what: "an interpreter",
    status: "FAIL",
    workstation: setting("kiroAgent.trustedCommands", ["npm test", "node *"]),
  },
  {
    id: "PK-012",
    what: "an interpreter with options",
    status: "FAIL",
    workstation: setting("kiroAgent.trustedCommands", ["cmd /c *"]),
  },
  {
    id: "PK-012",
    what: "a bounded command",
    status: "PASS",
    workstation: setting("kiroAgent.trustedCommands", ["npm run lint", "node --version"]),
  },
  {
    id: "PK-013",
    what: "autopilot",
    status: "FAIL",
    workstation: setting("kiroAgent.agentAutonomy", "Autopilot"),
  },
  {
    id: "PK-013",
    what: "a workspace that sets it rightly",
    status: "FAIL",
    severity: "low",
    workstation: setting("kiroAgent.agentAutonomy", "Supervised", true),
  },
  {
    id: "PK-013",
    what: "a variable nobody named",
    status: "FAIL",
    workstation: setting("kiroAgent.mcpApprovedEnvVars", ["A", "B"]),
    expect: { approvedEnv: ["A"] },
  },
  {
    id: "PK-014",
    what: "an allow without match",
    status: "FAIL",
    workstation: { permissions: known([file("/p", "rules:\n  - capability: shell\n    effect: allow\n")]) },
  },
  {
    id: "PK-014",
    what: "allow-all",
    status: "FAIL",
    workstation: { permissions: known([file("/p", "policies: [allow-all]\n")]) },
  },
  {
    id: "PK-014",
    what: "a match of everything",
    status: "FAIL",
    workstation: {
      permissions: known([file("/p", "rules:\n  - {capability: shell, match: ['**'], effect: allow}\n")]),
    },
  },
  {
    id: "PK-014",
    what: "a narrow allow",
    status: "PASS",
    workstation: {
      permissions: known([
        file("/p", "rules:\n  - {capability: shell, match: ['git status'], effect: allow}\n"),
      ]),
    },
  },
  {
    id: "PK-014",
    what: "broken YAML",
    status: "UNKNOWN",
    workstation: { permissions: known([file("/p", "a: [")]) },
  },
  {
    id: "PK-015",
    what: "no hook",
    status: "FAIL",
    workstation: { hooks: known([{ name: "guard", path: "/h", state: "missing" }]) },
  },
  {
    id: "PK-015",
    what: "a changed hook",
    status: "FAIL",
    workstation: { hooks: known([{ name: "guard", path: "/h", state: "changed" }]) },
  },
  {
    id: "PK-016",
    what: "a canary that passed",
    status: "FAIL",
    workstation: { hookTrials: known([{ name: "guard", canary: "c", worked: false }]) },
  },
  { id: "PK-016", what: "no trial", status: "UNKNOWN", workstation: { hookTrials: known([]) } },
  {
    id: "PK-025",
    what: "telemetry on",
    status: "FAIL",
    workstation: setting("telemetry.telemetryLevel", "all"),
  },
  {
    id: "PK-025",
    what: "the old name turned on",
    status: "FAIL",
    workstation: setting("telemetry.dataSharing.contentCollectionForServiceImprovement", true),
  },
  {
    id: "PK-026",
    what: "trust off",
    status: "FAIL",
    workstation: setting("security.workspace.trust.enabled", false),
  },
  { id: "PK-026", what: "no ignore file", status: "FAIL", workstation: { ignoreFiles: known([]) } },
  {
    id: "PK-026",
    what: "keys left open",
    status: "FAIL",
    reason: /server\.key/,
    workstation: { ignoreFiles: known([file("/i", ".env\nid_rsa\n*.pem\n")]) },
  },
];
