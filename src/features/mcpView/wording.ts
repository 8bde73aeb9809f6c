import * as vscode from "vscode";
import type { McpFlag, McpStatus } from "../../core/mcp/model/verdict.ts";
import { policyStateOf, type McpOverview, type OverviewPolicy } from "../../core/mcp/overview/overview.ts";
import { shown } from "../../core/mcp/identity/shown.ts";

/** A verdict in words. */
export function statusLabel(status: McpStatus): string {
  const { l10n } = vscode;
  const labels: Readonly<Record<McpStatus, string>> = {
    ALLOWED: l10n.t("Allowed"),
    ALLOWED_RENAMED: l10n.t("Allowed under another name"),
    UNPINNED: l10n.t("Listed, version not exact"),
    NAME_ONLY: l10n.t("Only the name is listed"),
    NOT_LISTED: l10n.t("Not listed"),
    DRIFT: l10n.t("Differs from the listed one"),
    DENIED: l10n.t("Denied"),
    INVALID: l10n.t("Not valid"),
    UNVERIFIABLE: l10n.t("Cannot be told what it is"),
    UNVERIFIED: l10n.t("Not verified"),
    BLOCKED_BY_REGISTRY_MODE: l10n.t("Blocked by registry mode"),
  };
  return labels[status];
}

/** A flag in a word or two, for the line of a server. */
export function flagLabel(flag: McpFlag): string {
  const { l10n } = vscode;
  const labels: Readonly<Record<McpFlag, string>> = {
    POLICY_MISSING: l10n.t("no policy"),
    POLICY_EXPIRED: l10n.t("policy expired"),
    POLICY_UNTRUSTED: l10n.t("policy not trusted"),
    POLICY_STALE: l10n.t("policy stale"),
    DISABLED: l10n.t("disabled"),
    SHADOWED: l10n.t("shadowed"),
    SHADOWS_CENTRAL: l10n.t("shadows the central one"),
    UNTRUSTED_WORKSPACE: l10n.t("workspace not trusted"),
    ENV_NOT_APPROVED: l10n.t("variable not approved"),
    AUTO_APPROVE_ALL: l10n.t("approves every tool"),
    INLINE_SECRET: l10n.t("secret in the file"),
    WILL_NOT_START: l10n.t("will not start"),
    DUPLICATE_KEY: l10n.t("name stands twice"),
    HIDDEN_UNICODE: l10n.t("hidden characters"),
    PLAIN_HTTP: l10n.t("plain http"),
  };
  return labels[flag];
}

/** One line on the policy, above the servers. */
export function policyLine(overview: McpOverview): string {
  const { l10n } = vscode;
  const state = policyStateOf(overview.policies);
  const worst = overview.policies.find((one) => one.state.state === state);
  const reason = worst && "reason" in worst.state ? shown(worst.state.reason, 200) : "";
  if (state === "valid") return overview.policies.map(nameOf).join(" · ");
  const lines: Readonly<Record<Exclude<typeof state, "valid">, string>> = {
    missing: l10n.t("No policy: nothing is shown as allowed. The menu of this view chooses one."),
    expired: l10n.t("The policy has expired, nothing is shown as allowed: {0}", reason),
    untrusted: l10n.t("The policy cannot be trusted, nothing is shown as allowed: {0}", reason),
    stale: l10n.t("The policy is stale, nothing is shown as allowed: {0}", reason),
    broken: l10n.t("The policy cannot be read, every server is denied: {0}", reason),
  };
  return lines[state];
}

function nameOf({ location, state, asOf, notes }: OverviewPolicy): string {
  const { l10n } = vscode;
  const policy = "policy" in state ? state.policy : undefined;
  const parts = [
    l10n.t("Policy: {0}", shown(policy?.issuer ?? fileName(location), 60)),
    ...(policy?.serial === undefined ? [] : [l10n.t("serial {0}", policy.serial)]),
    ...(policy?.expires === undefined ? [] : [l10n.t("until {0}", dayOf(policy.expires))]),
    ...(policy?.mode === "audit" ? [l10n.t("audit only")] : []),
    ...(asOf === undefined ? [] : [l10n.t("as of {0}", dayOf(asOf))]),
    ...notes.map((note) => shown(note, 120)),
  ];
  return parts.join(", ");
}

function fileName(location: string): string {
  return location.split(/[\\/]/).at(-1) ?? location;
}

function dayOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "?" : date.toISOString().slice(0, 10);
}
