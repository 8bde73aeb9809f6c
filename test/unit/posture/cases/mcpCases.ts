import { known } from "../../../../src/core/posture/fact.ts";
import type { WorkstationFacts } from "../../../../src/core/posture/facts.ts";
import { file, managedText, noon, server } from "../postureSamples.ts";
import type { Case } from "./case.ts";

const managed = (rules: unknown): Partial<WorkstationFacts> => ({
  managedSettings: known(file("/etc/kiro/managed-settings.json", JSON.stringify({ rules }))),
});
const signin = (change: object) =>
  managed([{ capability: "signin_method", match: ["*"], effect: "deny", ...change }]);
const servers = (...all: readonly Parameters<typeof server>[0][]): Partial<WorkstationFacts> => ({
  servers: known(all.map((one) => server(one))),
});
const place = {
  path: "/etc/kiro",
  owner: "0:root",
  ownedByAdmin: true,
  writableByUser: false,
  isLink: false,
};

/** Sign-in and MCP servers. */
export const mcpCases: readonly Case[] = [
  {
    id: "PK-001",
    what: "a missing file",
    status: "FAIL",
    workstation: { managedSettings: known(file("/m")) },
  },
  {
    id: "PK-001",
    what: "a byte order mark",
    status: "FAIL",
    workstation: { managedSettings: known({ ...file("/m", managedText), encoding: "utf8-bom" }) },
    reason: /encoding/,
  },
  {
    id: "PK-001",
    what: "a comment",
    status: "FAIL",
    workstation: { managedSettings: known(file("/m", `// x\n${managedText}`)) },
  },
  {
    id: "PK-001",
    what: "an unknown member",
    status: "FAIL",
    workstation: { managedSettings: known(file("/m", '{"rules":[],"other":1}')) },
    reason: /other/,
  },
  {
    id: "PK-001",
    what: "an effect that only the user's file has",
    status: "FAIL",
    workstation: managed([{ capability: "shell", effect: "allow" }]),
  },
  {
    id: "PK-001",
    what: "nothing in it",
    status: "FAIL",
    workstation: { managedSettings: known(file("/m", "{}")) },
  },
  {
    id: "PK-002",
    what: "no rule",
    status: "FAIL",
    workstation: managed([{ capability: "shell", effect: "ask" }]),
    reason: /builder_id/,
  },
  {
    id: "PK-002",
    what: "every method denied",
    status: "FAIL",
    workstation: signin({}),
    reason: /also allowed: builder_id/,
  },
  { id: "PK-002", what: "an unknown name", status: "FAIL", workstation: signin({ exclude: ["idc", "IDC"] }) },
  {
    id: "PK-002",
    what: "seventeen names",
    status: "FAIL",
    workstation: signin({ exclude: ["idc"], match: Array(16).fill("google") }),
  },
  {
    id: "PK-002",
    what: "ask in place of deny",
    status: "FAIL",
    workstation: signin({ exclude: ["idc"], effect: "ask" }),
  },
  {
    id: "PK-002",
    what: "rules that deny all together",
    status: "FAIL",
    workstation: managed([
      { capability: "signin_method", match: ["*"], exclude: ["idc"], effect: "deny" },
      { capability: "signin_method", match: ["idc"], effect: "deny" },
    ]),
    reason: /every method/,
  },
  {
    id: "PK-002",
    what: "methods by name",
    status: "PASS",
    workstation: signin({ match: ["builder_id", "google", "github", "social"] }),
  },
  {
    id: "PK-003",
    what: "a Builder ID, whose method is IdC too",
    status: "FAIL",
    workstation: { signIn: known({ provider: "BuilderId", method: "IdC", changedAt: noon }) },
  },
  {
    id: "PK-003",
    what: "a social account",
    status: "FAIL",
    workstation: { signIn: known({ provider: "Github", method: "social", changedAt: noon }) },
  },
  {
    id: "PK-003",
    what: "an unknown provider",
    status: "UNKNOWN",
    workstation: { signIn: known({ provider: "Other", method: "x", changedAt: noon }) },
  },
  { id: "PK-004", what: "a missing file", status: "FAIL", workstation: { centralMcp: known(file("/c")) } },
  {
    id: "PK-004",
    what: "a file that Kiro rejects",
    status: "FAIL",
    workstation: { centralMcp: known(file("/c", "{")) },
  },
  {
    id: "PK-004",
    what: "a server that is not listed",
    status: "FAIL",
    workstation: servers({ status: "NOT_LISTED" }),
  },
  { id: "PK-004", what: "no allowlist", status: "UNKNOWN", workstation: servers({ status: "UNVERIFIED" }) },
  {
    id: "PK-005",
    what: "a writable file",
    status: "FAIL",
    workstation: { centralMcpProtection: known({ ...place, writableByUser: true }) },
  },
  {
    id: "PK-005",
    what: "a user's file",
    status: "FAIL",
    workstation: { centralMcpProtection: known({ ...place, ownedByAdmin: false }) },
  },
  {
    id: "PK-006",
    what: "a folder of a user's",
    status: "FAIL",
    workstation: { centralMcpAncestors: known([place, { ...place, ownedByAdmin: false }]) },
  },
  {
    id: "PK-006",
    what: "a link on the way",
    status: "FAIL",
    workstation: { centralMcpAncestors: known([{ ...place, isLink: true }]) },
  },
  {
    id: "PK-007",
    what: "no file",
    status: "FAIL",
    severity: "low",
    workstation: { userMcpLink: known({ kind: "missing", isCentral: false }) },
  },
  {
    id: "PK-007",
    what: "a plain file",
    status: "FAIL",
    severity: "high",
    workstation: { userMcpLink: known({ kind: "file", isCentral: false }) },
  },
  {
    id: "PK-007",
    what: "a link elsewhere",
    status: "FAIL",
    workstation: { userMcpLink: known({ kind: "symbolic-link", target: "/x", isCentral: false }) },
  },
  {
    id: "PK-008",
    what: "a workspace's server",
    status: "FAIL",
    workstation: servers({ scope: "workspace1", path: "/work/app/.kiro/settings/mcp.json" }),
  },
  {
    id: "PK-008",
    what: "a neighbour's file in the workspace",
    status: "FAIL",
    workstation: servers({ scope: "vscode", path: "/work/app/.vscode/mcp.json" }),
  },
  {
    id: "PK-008",
    what: "a neighbour's file elsewhere",
    status: "PASS",
    workstation: servers({ scope: "vscode", path: "/work/app2/.vscode/mcp.json" }),
  },
  {
    id: "PK-008",
    what: "a disabled one",
    status: "PASS",
    workstation: servers({ scope: "workspace1", isDisabled: true }),
  },
  {
    id: "PK-009",
    what: "an agent's server off the list",
    status: "FAIL",
    workstation: servers({ scope: "agent", status: "DENIED" }),
  },
  {
    id: "PK-010",
    what: "a disabled server off the list",
    status: "FAIL",
    workstation: servers({}, { status: "DRIFT", isEffective: false, isDisabled: true }),
  },
  {
    id: "PK-010",
    what: "a shadowed one",
    status: "PASS",
    workstation: servers({}, { status: "DRIFT", isEffective: false }),
  },
  {
    id: "PK-010",
    what: "only unpinned ones",
    status: "FAIL",
    severity: "medium",
    workstation: servers({ status: "UNPINNED" }),
  },
  { id: "PK-010", what: "no allowlist", status: "UNKNOWN", workstation: servers({ status: "UNVERIFIED" }) },
];
