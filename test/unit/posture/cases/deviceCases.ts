import { known } from "../../../../src/core/posture/fact.ts";
import type { WorkstationFacts } from "../../../../src/core/posture/facts.ts";
import { file, hour, noon } from "../postureSamples.ts";
import type { Case } from "./case.ts";

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

/** Services, administrators, versions, policies, allowlist and chain. */
export const deviceCases: readonly Case[] = [
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
];
