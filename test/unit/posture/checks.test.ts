import assert from "node:assert/strict";
import { allChecks, evaluatePosture } from "../../../src/core/posture/evaluate.ts";
import type { Expectations } from "../../../src/core/posture/expectations.ts";
import { known, unknown, type Fact } from "../../../src/core/posture/fact.ts";
import type { AccountFacts, WorkstationFacts } from "../../../src/core/posture/facts.ts";
import { summaryOf } from "../../../src/core/posture/report/reportBody.ts";
import {
  expectations,
  file,
  goodAccount,
  goodWorkstation,
  hour,
  managedText,
  noon,
  resultOf,
  server,
} from "./postureSamples.ts";

interface Case {
  readonly id: string;
  readonly what: string;
  readonly status: string;
  readonly workstation?: Partial<WorkstationFacts>;
  readonly account?: Partial<AccountFacts>;
  readonly expect?: Partial<Expectations>;
  readonly reason?: RegExp;
  readonly severity?: string;
}

const managed = (rules: unknown): Partial<WorkstationFacts> => ({
  managedSettings: known(file("/etc/kiro/managed-settings.json", JSON.stringify({ rules }))),
});
const signin = (change: object) =>
  managed([{ capability: "signin_method", match: ["*"], effect: "deny", ...change }]);
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
const resolved = (...byLookup: readonly string[]): Partial<WorkstationFacts> => ({
  resolved: known([{ host: "q.us-east-1.amazonaws.com", byLookup, isProxied: false }]),
});
const reachedBut = (host: string, change: object): Partial<WorkstationFacts> => {
  const before = goodWorkstation().reached;
  assert.ok(before.state === "known");
  return { reached: known(before.value.map((one) => (one.host === host ? { ...one, ...change } : one))) };
};
const q = "q.us-east-1.amazonaws.com";
const place = {
  path: "/etc/kiro",
  owner: "0:root",
  ownedByAdmin: true,
  writableByUser: false,
  isLink: false,
};
const allowlist = (change: object): Partial<WorkstationFacts> => ({
  allowlist: known({
    path: "/etc/kiro/mcp-allowlist.json",
    state: "valid",
    issuedAt: noon - hour,
    ...change,
  }),
});
const service = (name: string, change: object) => ({
  name,
  isInstalled: true,
  isRunning: true,
  startsItself: true,
  ...change,
});
const role = (statement: object, name = "agent"): Partial<AccountFacts> => ({
  rolePolicies: known([{ name, kind: "managed", text: JSON.stringify({ Statement: [statement] }) }]),
});
const trail = (change: object): Partial<AccountFacts> => {
  const { trails } = goodAccount();
  assert.ok(trails.state === "known");
  return { trails: known(trails.value.map((one) => ({ ...one, ...change }))) };
};
const endpoint = (change: object): Partial<AccountFacts> => {
  const { endpoints } = goodAccount();
  assert.ok(endpoints.state === "known");
  return { endpoints: known(endpoints.value.map((one) => ({ ...one, ...change }))) };
};

const cases: readonly Case[] = [
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
    id: "PK-017",
    what: "a stopped agent",
    status: "FAIL",
    workstation: { services: known([service("DLPD", { isRunning: false })]) },
  },
  {
    id: "PK-017",
    what: "started by hand",
    status: "FAIL",
    severity: "medium",
    workstation: { services: known([service("dlpd", { startsItself: false })]) },
  },
  { id: "PK-017", what: "no service named", status: "UNKNOWN", expect: { services: { dlp: [], edr: [] } } },
  {
    id: "PK-018",
    what: "a service that was not asked",
    status: "UNKNOWN",
    workstation: { services: known([]) },
  },
  {
    id: "PK-019",
    what: "an administrator",
    status: "FAIL",
    workstation: { admin: known({ through: ["S-1-5-32-544"] }) },
  },
  { id: "PK-020", what: "one public address", status: "FAIL", workstation: resolved("10.0.0.4", "52.1.2.3") },
  {
    id: "PK-020",
    what: "a public address that only DNS gives",
    status: "FAIL",
    workstation: {
      resolved: known([{ host: q, byLookup: ["10.0.0.4"], byDns: ["52.1.2.3"], isProxied: false }]),
    },
  },
  { id: "PK-020", what: "no address", status: "UNKNOWN", workstation: resolved() },
  {
    id: "PK-020",
    what: "a proxy",
    status: "UNKNOWN",
    workstation: { resolved: known([{ host: q, byLookup: ["10.0.0.4"], isProxied: true }]) },
  },
  {
    id: "PK-020",
    what: "a block of the organisation",
    status: "PASS",
    workstation: resolved("203.0.113.9"),
    expect: { privateBlocks: ["203.0.113.0/24"] },
  },
  { id: "PK-020", what: "private IPv6", status: "PASS", workstation: resolved("fd00::1", "::ffff:10.1.2.3") },
  {
    id: "PK-021",
    what: "a foreign issuer",
    status: "FAIL",
    workstation: reachedBut(q, { issuer: "O=Proxy Inc" }),
  },
  {
    id: "PK-021",
    what: "the proxy of the organisation",
    status: "PASS",
    workstation: reachedBut(q, { issuer: "O=Acme Inspection" }),
    expect: { inspectionIssuers: ["Acme Inspection"] },
  },
  {
    id: "PK-021",
    what: "a name that only begins like Amazon",
    status: "FAIL",
    workstation: reachedBut(q, { issuer: "O=Amazonas" }),
  },
  {
    id: "PK-021",
    what: "a certificate of another name",
    status: "FAIL",
    workstation: reachedBut(q, { isTrusted: false }),
  },
  {
    id: "PK-021",
    what: "an expired one",
    status: "FAIL",
    workstation: reachedBut(q, { expiresAt: noon - 1 }),
  },
  {
    id: "PK-021",
    what: "a host that is not reached",
    status: "UNKNOWN",
    workstation: reachedBut(q, { outcome: "timeout" }),
  },
  {
    id: "PK-022",
    what: "an open host",
    status: "FAIL",
    workstation: reachedBut("view.awsapps.com", { outcome: "tls" }),
  },
  {
    id: "PK-022",
    what: "a block page",
    status: "PASS",
    workstation: reachedBut("view.awsapps.com", { outcome: "page" }),
  },
  {
    id: "PK-022",
    what: "a machine that is offline",
    status: "UNKNOWN",
    workstation: {
      reached: known(expectations.blockedHosts.map((host) => ({ host, outcome: "timeout" as const }))),
    },
  },
  {
    id: "PK-023",
    what: "an old version",
    status: "FAIL",
    workstation: { versions: known([{ name: "kiro", version: "1.1.9" }]) },
  },
  {
    id: "PK-023",
    what: "a newer one with more digits",
    status: "PASS",
    workstation: { versions: known([{ name: "kiro-cli", version: "2.25.0-beta.1" }]) },
  },
  {
    id: "PK-023",
    what: "a bad signature",
    status: "FAIL",
    workstation: { versions: known([{ name: "kiro", version: "2", isSigned: false }]) },
  },
  { id: "PK-023", what: "no program", status: "NOT_APPLICABLE", workstation: { versions: known([]) } },
  {
    id: "PK-024",
    what: "another gallery",
    status: "FAIL",
    workstation: { gallery: known("https://open-vsx.org.example.com/x") },
  },
  { id: "PK-024", what: "a foreign extension", status: "FAIL", expect: { extensions: ["other.one"] } },
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
  {
    id: "PK-027",
    what: "an old list",
    status: "FAIL",
    workstation: allowlist({ issuedAt: noon - 25 * hour }),
  },
  {
    id: "PK-027",
    what: "a list without a date",
    status: "UNKNOWN",
    workstation: allowlist({ issuedAt: undefined }),
  },
  {
    id: "PK-027",
    what: "a list of the future",
    status: "FAIL",
    workstation: allowlist({ issuedAt: noon + 2 * hour }),
  },
  ...(["missing", "broken", "unsigned", "bad-signature", "expired", "rolled-back"] as const).map(
    (state): Case => ({
      id: "PK-027",
      what: `a list that is ${state}`,
      status: "FAIL",
      workstation: allowlist({ state }),
    }),
  ),
  {
    id: "PK-028",
    what: "a broken chain",
    status: "FAIL",
    workstation: { chain: known({ entries: 2, isIntact: false, problem: "line 2: changed" }) },
    reason: /line 2/,
  },
  {
    id: "PK-028",
    what: "the first run",
    status: "UNKNOWN",
    workstation: { chain: known({ entries: 0, isIntact: true }) },
  },
  {
    id: "PK-028",
    what: "a run too long ago",
    status: "FAIL",
    workstation: { chain: known({ entries: 1, isIntact: true, lastRunAt: noon - 25 * hour }) },
  },
  {
    id: "PK-028",
    what: "a run of the future",
    status: "FAIL",
    workstation: { chain: known({ entries: 1, isIntact: true, lastRunAt: noon + hour }) },
  },
  {
    id: "PK-101",
    what: "a host out of reach",
    status: "FAIL",
    workstation: reachedBut("app.kiro.dev", { outcome: "refused" }),
  },
  {
    id: "PK-102",
    what: "open storage",
    status: "FAIL",
    workstation: {
      policyValues: known([
        { name: "RemovableStorageDevices\\Deny_All" },
        { name: "Installer\\DisableUserInstalls", value: 1 },
      ]),
    },
  },
  {
    id: "PK-102",
    what: "both set",
    status: "PASS",
    workstation: {
      policyValues: known([
        { name: "RemovableStorageDevices\\Deny_All", value: "0x1" },
        { name: "Installer\\DisableUserInstalls", value: 1 },
      ]),
    },
  },
  {
    id: "PK-102",
    what: "one that cannot be read",
    status: "UNKNOWN",
    workstation: { policyValues: known([{ name: "Installer\\DisableUserInstalls", value: 1 }]) },
  },
  {
    id: "PK-103",
    what: "rules that only audit",
    status: "FAIL",
    workstation: { policyValues: known([{ name: "AppLocker\\Exe", value: "audit only" }, { name: "WDAC" }]) },
  },
  {
    id: "PK-103",
    what: "enforced rules",
    status: "PASS",
    workstation: { policyValues: known([{ name: "AppLocker\\Exe", value: "enforced" }]) },
  },
  {
    id: "PK-103",
    what: "App Control that cannot be read",
    status: "UNKNOWN",
    workstation: { policyValues: known([{ name: "AppLocker\\Exe" }]) },
  },
  {
    id: "PK-104",
    what: "a policy that only alerts",
    status: "FAIL",
    workstation: {
      dlpPolicy: known(
        file("/d", '{"rules":[{"name":"keys","pattern":"AKIA[0-9A-Z]{16}","action":"alert"}]}'),
      ),
    },
  },
  { id: "PA-001", what: "one Region", status: "FAIL", account: trail({ isMultiRegion: false }) },
  { id: "PA-001", what: "a trail that is stopped", status: "FAIL", account: trail({ isLogging: false }) },
  { id: "PA-001", what: "writes alone", status: "FAIL", account: trail({ logsManagementReads: false }) },
  {
    id: "PA-002",
    what: "no validation",
    status: "FAIL",
    severity: "high",
    account: trail({ validatesLogFiles: false }),
  },
  {
    id: "PA-002",
    what: "no key",
    status: "FAIL",
    severity: "medium",
    account: trail({ kmsKeyId: undefined }),
  },
  { id: "PA-003", what: "no data events", status: "FAIL", account: trail({ dataEventTypes: [] }) },
  { id: "PA-004", what: "no filter", status: "FAIL", account: { alarms: known([]) } },
  {
    id: "PA-004",
    what: "an alarm that tells nobody",
    status: "FAIL",
    reason: /no alarm tells/,
    account: {
      alarms: known([
        { filterName: "f", pattern: '{ $.errorCode = "AccessDenied*" }', alarmName: "a", hasAction: false },
      ]),
    },
  },
  {
    id: "PA-005",
    what: "a pattern of words",
    status: "UNKNOWN",
    account: {
      alarms: known([{ filterName: "f", pattern: "iam changed", alarmName: "a", hasAction: true }]),
    },
  },
  {
    id: "PA-006",
    what: "a filter of other names",
    status: "FAIL",
    account: {
      alarms: known([
        {
          filterName: "deletions",
          pattern: '{ $.eventName = "ConsoleLogin" }',
          alarmName: "a",
          hasAction: true,
        },
      ]),
    },
  },
  {
    id: "PA-007",
    what: "a recorder that stands",
    status: "FAIL",
    account: { config: known({ isRecording: false, recordsAll: true, rules: ["r"] }) },
  },
  { id: "PA-008", what: "no private DNS", status: "FAIL", account: endpoint({ hasPrivateDns: false }) },
  { id: "PA-008", what: "no endpoint", status: "FAIL", account: { endpoints: known([]) } },
  {
    id: "PA-009",
    what: "everybody",
    status: "FAIL",
    account: endpoint({ policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}' }),
  },
  { id: "PA-009", what: "no JSON", status: "UNKNOWN", account: endpoint({ policy: "{" }) },
  {
    id: "PA-010",
    what: "AdministratorAccess",
    status: "FAIL",
    account: role({}, "arn:aws:iam::aws:policy/AdministratorAccess"),
  },
  {
    id: "PA-010",
    what: "a whole service",
    status: "FAIL",
    reason: /s3:\*/,
    account: role({ Effect: "Allow", Action: ["s3:*"], Resource: "*" }),
  },
  {
    id: "PA-010",
    what: "all but some",
    status: "FAIL",
    account: role({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
  },
  {
    id: "PA-010",
    what: "a denied service",
    status: "PASS",
    account: role({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
  },
  {
    id: "PA-011",
    what: "long sessions",
    status: "FAIL",
    account: { identityCenter: known({ sessionHours: 13 }) },
  },
  {
    id: "PA-012",
    what: "a setting that the API does not tell",
    status: "UNKNOWN",
    account: { identityCenter: known({ sessionHours: 1 }) },
  },
  { id: "PA-012", what: "no MFA", status: "FAIL", account: { identityCenter: known({ mfa: "never" }) } },
  { id: "PA-013", what: "groups that are not read", status: "NOT_APPLICABLE" },
  {
    id: "PA-013",
    what: "an open group",
    status: "FAIL",
    account: {
      securityGroupRules: known([
        {
          groupId: "sg-1",
          direction: "ingress",
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          peers: ["0.0.0.0/0"],
        },
      ]),
    },
  },
  {
    id: "PA-013",
    what: "443 out to anywhere",
    status: "PASS",
    account: {
      securityGroupRules: known([
        {
          groupId: "sg-1",
          direction: "egress",
          protocol: "tcp",
          fromPort: 443,
          toPort: 443,
          peers: ["0.0.0.0/0"],
        },
      ]),
    },
  },
  {
    id: "PA-014",
    what: "a plain volume",
    status: "FAIL",
    account: { workspaces: known([{ id: "ws-1", rootEncrypted: true, userEncrypted: false }]) },
  },
  {
    id: "PA-014",
    what: "one that never stops",
    status: "FAIL",
    severity: "low",
    account: {
      workspaces: known([
        { id: "ws-1", rootEncrypted: true, userEncrypted: true, kmsKeyId: "key", runningMode: "ALWAYS_ON" },
      ]),
    },
  },
];

suite("posture checks", () => {
  const all = (workstation: WorkstationFacts, account: AccountFacts) =>
    evaluatePosture({
      expectations: { state: "ready", expectations },
      workstation,
      account,
      workspaces: ["/work/app"],
      now: noon,
    });

  test("nothing is left open where everything is as it should be", () => {
    const open = all(goodWorkstation(), goodAccount()).filter(
      ({ status }) => status === "FAIL" || status === "UNKNOWN",
    );
    assert.deepEqual(
      open.map(({ id, reason }) => `${id} ${reason}`),
      [],
    );
  });

  for (const { id, what, status, workstation = {}, account = {}, expect, reason, severity } of cases) {
    test(`${id}: ${what} is ${status}`, () => {
      const result = resultOf(id, { workstation, account }, expect);
      assert.equal(result.status, status, result.reason);
      if (reason) assert.match(result.reason, reason);
      if (severity) assert.equal(result.severity, severity);
    });
  }

  test("a fact that is not known is UNKNOWN in every check that needs it, and never a pass", () => {
    const blind = <Facts extends object>(facts: Facts): Facts =>
      Object.fromEntries(
        Object.entries(facts).map(([name, value]: [string, unknown]) => [
          name,
          typeof value === "string" ? value : unknown("denied"),
        ]),
      ) as Facts;
    const results = all(blind(goodWorkstation()), blind(goodAccount()));
    const passed = results.filter(({ status }) => status === "PASS" || status === "FAIL");
    assert.deepEqual(
      passed.map(({ id }) => id),
      [],
    );
    assert.equal(summaryOf(results).status, "UNKNOWN");
  });

  test("each fact alone that is not known leaves its checks open", () => {
    const facts = goodWorkstation();
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value === "string" || value.state !== "known") continue;
      const results = all({ ...facts, [name]: unknown("denied") satisfies Fact<never> }, goodAccount());
      assert.ok(
        results.some(({ status, reason }) => status === "UNKNOWN" && reason.includes("denied")),
        name,
      );
    }
  });

  test("without expectations nothing is judged", () => {
    const results = evaluatePosture({
      expectations: { state: "broken", problem: "line 1: not valid JSON" },
      workstation: goodWorkstation(),
      workspaces: [],
      now: noon,
    });
    assert.ok(results.every(({ status, reason }) => status === "UNKNOWN" && reason.includes("line 1")));
  });

  test("a check that fails by itself is UNKNOWN and quotes nothing", () => {
    const broken = known({
      get provider(): string {
        throw new RangeError("hidden text");
      },
      method: "",
      changedAt: 0,
    });
    const { status, reason } = resultOf("PK-003", { workstation: { signIn: broken } });
    assert.equal(status, "UNKNOWN");
    assert.ok(reason.includes("RangeError") && !reason.includes("hidden"));
  });

  test("names from files are bounded and without control characters", () => {
    const name = `\u001b[31m${"x".repeat(5000)}\u202e`;
    const { reason, evidence } = resultOf("PK-010", { workstation: servers({ name, status: "DENIED" }) });
    assert.ok(
      [reason, ...evidence].every((line) => line.length < 2500 && !/[\u0000-\u001f\u202e]/.test(line)),
    );
  });

  test("the lists of hosts disagree in the open", () => {
    const { notes } = resultOf("PK-022", {});
    assert.ok(notes.some((note) => note.startsWith("prod.us-east-1.auth.desktop.kiro.dev")));
    const decided = resultOf("PK-022", {}, { neededHosts: ["prod.us-east-1.auth.desktop.kiro.dev"] });
    assert.deepEqual(decided.notes, []);
  });

  test("every check says what to do, and where the requirement stands", () => {
    const ids = allChecks.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (let number = 1; number <= 28; number++)
      assert.ok(ids.includes(`PK-0${String(number).padStart(2, "0")}`));
    for (const { id, remedy, mapping } of allChecks) {
      assert.ok(remedy.length > 20, id);
      assert.ok(mapping.masTrm.length > 0, id);
      assert.ok(mapping.nist.length + mapping.cis.length + mapping.owasp.length > 0, id);
    }
  });
});
