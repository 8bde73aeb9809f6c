import type { Severity } from "../../../model/severity.ts";
import { describeIdentity } from "../../verdict/describe.ts";
import { severityOf } from "../../verdict/severities.ts";
import { shown } from "../../identity/shown.ts";
import type { McpStatus } from "../../model/verdict.ts";
import type { JudgedEntry, JudgedFile, McpCheck, McpIssue, McpRule } from "../check.ts";
import { named } from "../place.ts";
import { policyNames } from "./policyNames.ts";

const denied: McpRule = {
  id: "mcp/denied",
  title: "A server that the organisation's policy denies",
  severity: "error",
  owasp: "MCP09",
};
const nameOnly: McpRule = {
  id: "mcp/name-only",
  title: "Another server under the name of a listed one",
  severity: "error",
  owasp: "MCP03",
};
const imitates: McpRule = {
  id: "mcp/imitates",
  title: "A name that looks like a listed one",
  severity: "error",
  owasp: "MCP03",
};
const notListed: McpRule = {
  id: "mcp/not-listed",
  title: "A server that the policy does not list",
  severity: "warning",
  owasp: "MCP09",
};
const drift: McpRule = {
  id: "mcp/drift",
  title: "A listed server that differs from what the policy lists",
  severity: "warning",
  owasp: "MCP04",
};
const unverifiable: McpRule = {
  id: "mcp/unverifiable",
  title: "A server of which it cannot be told what it starts",
  severity: "warning",
  owasp: "MCP04",
};
const blocked: McpRule = {
  id: "mcp/blocked-by-registry-mode",
  title: "A server that registry mode drops",
  severity: "warning",
  owasp: "MCP09",
};
const renamed: McpRule = {
  id: "mcp/allowed-renamed",
  title: "A listed server under another name",
  severity: "info",
  owasp: "MCP09",
};
const unverified: McpRule = {
  id: "mcp/unverified",
  title: "Servers that no valid policy judges",
  severity: "info",
  owasp: "MCP08",
};
const shadowsCentral: McpRule = {
  id: "mcp/shadows-central",
  title: "A definition that takes a central server's name",
  severity: "error",
  owasp: "MCP09",
};

/** INVALID is reported where it is read, UNPINNED once for a file, UNVERIFIED too. */
const ruleByStatus: Readonly<Partial<Record<McpStatus, McpRule>>> = {
  DENIED: denied,
  NAME_ONLY: nameOnly,
  NOT_LISTED: notListed,
  DRIFT: drift,
  UNVERIFIABLE: unverifiable,
  BLOCKED_BY_REGISTRY_MODE: blocked,
  ALLOWED_RENAMED: renamed,
};

/** What a verdict says, for hosts that print it. */
function dataOf({ server, verdict }: JudgedEntry): Record<string, string | readonly string[]> {
  const { status, reasons, flags, identity, policyEntry } = verdict;
  return {
    server: shown(server.name, 200),
    status,
    reasons,
    flags,
    ...(identity && { identity: describeIdentity(identity) }),
    ...(policyEntry !== undefined && { policyEntry: shown(policyEntry, 100) }),
  };
}

const mostReasons = 3;

/** The reasons of a verdict as one message. */
function because({ reasons }: JudgedEntry["verdict"]): string {
  const rest = reasons.length - mostReasons;
  const more = rest > 0 ? ` (And ${rest} more.)` : "";
  return reasons.slice(0, mostReasons).join(" ") + more;
}

function severityIn({ policy }: JudgedFile, { verdict }: JudgedEntry): Severity | undefined {
  const flags = verdict.flags.filter((flag) => flag !== "SHADOWS_CENTRAL");
  return severityOf(verdict.status, flags, policy?.mode === "audit");
}

function* judgeStatuses(judged: JudgedFile): Generator<McpIssue> {
  const names = policyNames(judged.policy);
  for (const entry of judged.entries) {
    const { server, verdict } = entry;
    if (server.overridden || verdict.flags.includes("SHADOWED")) continue;
    const imitated = names.imitated(server.name);
    const imitation = verdict.status === "NAME_ONLY" && imitated !== undefined;
    const rule = imitation ? imitates : ruleByStatus[verdict.status];
    const severity = severityIn(judged, entry);
    if (!rule || !severity) continue;
    const how = imitation
      ? `The name ${named(server)} looks like "${shown(imitated, 60)}" of the policy and is another server. `
      : "";
    yield {
      rule,
      span: server.nameSpan,
      message: how + because(verdict),
      severity,
      data: dataOf(entry),
    };
  }
}

function* judgeImitations(judged: JudgedFile): Generator<McpIssue> {
  const names = policyNames(judged.policy);
  for (const { server, verdict } of judged.entries) {
    if (server.overridden || !/^(?:DENIED|UNVERIFIABLE|INVALID)$/.test(verdict.status)) continue;
    const imitated = names.imitated(server.name);
    if (imitated === undefined) continue;
    yield {
      rule: imitates,
      severity: "warning",
      server,
      span: server.nameSpan,
      message: `The name ${named(server)} looks like "${shown(imitated, 60)}" of the policy. Give it a name of its own.`,
      data: { server: shown(server.name, 200), imitated: shown(imitated, 200) },
    };
  }
}

/** One word for the whole file: every server of it has the same verdict. A missing policy is no reason for a finding. */
function* judgePolicyState({ entries, context, policy }: JudgedFile): Generator<McpIssue> {
  const state = context.policy?.state ?? "missing";
  const [first] = entries.filter(({ server }) => !server.overridden);
  if (policy || state === "missing" || !first || first.verdict.status !== "UNVERIFIED") return;
  yield {
    rule: unverified,
    span: first.server.nameSpan,
    message: `No server of this file can be judged. ${because(first.verdict)}`,
    data: { status: "UNVERIFIED", flags: first.verdict.flags },
  };
}

function* judgeShadowing({ entries }: JudgedFile): Generator<McpIssue> {
  for (const { server, verdict } of entries) {
    if (server.overridden || !verdict.flags.includes("SHADOWS_CENTRAL")) continue;
    yield {
      rule: shadowsCentral,
      server,
      span: server.nameSpan,
      message: `${named(server)} is the name of a server that the central file defines; this definition takes its place. Remove it or give it another name.`,
      data: { server: shown(server.name, 200) },
    };
  }
}

/** What the policy says of each server. */
export const statusChecks: readonly McpCheck[] = [
  { rules: [denied, nameOnly, notListed, drift, unverifiable, blocked, renamed], check: judgeStatuses },
  { rules: [imitates], check: judgeImitations },
  { rules: [unverified], check: judgePolicyState },
  { rules: [shadowsCentral], check: judgeShadowing },
];
