import { shown } from "../identity/shown.ts";
import type { McpPolicy } from "../model/policy.ts";
import { deniedBy } from "./deniedBy.ts";
import type { Exported } from "./exportRegistry.ts";
import { readPolicyJson, type DocumentError } from "./policyJson.ts";
import { listOf, recordOf, textsOf } from "./recordOf.ts";

/** A pattern in a rule is a glob: a name with one of these would match more than itself. */
const globCharacters = /[*?[\]{}!\\]/;

/**
 * Writes the rules of Kiro's `managed-settings.json`: every server is refused but the listed names, and those ask
 * before a tool runs. A policy in audit mode only asks.
 * @param now ms since epoch: entries that have expired are left out
 */
export function exportKiroManagedSettings(policy: McpPolicy, now: number): Exported {
  const notes: string[] = [
    "rules match the names of servers, not what they start: only Kiro's registry and Picket's verdicts hold a name to its package",
  ];
  const names = new Set<string>();
  for (const server of policy.servers) {
    const expired = server.expires !== undefined && server.expires <= now;
    const denial = deniedBy(server, policy.denied);
    if (expired) notes.push(`"${shown(server.id)}" is left out: it has expired`);
    else if (denial)
      notes.push(`"${shown(server.id)}" is left out: the policy denies it by "${shown(denial.id)}"`);
    for (const name of expired || denial ? [] : server.names) {
      if (globCharacters.test(name))
        notes.push(`the name "${shown(name)}" of "${shown(server.id)}" is left out: it would be a pattern`);
      else names.add(name);
    }
  }
  if (policy.denied.length > 0)
    notes.push(
      `${policy.denied.length} denied entries are not written by themselves: what is not listed is refused`,
    );
  const deny = { capability: "mcp", match: ["*"], exclude: [...names], effect: "deny" };
  const ask = { capability: "mcp", effect: "ask" };
  if (policy.mode === "audit")
    notes.push("the policy is in audit mode, so nothing is refused: every server asks");
  const rules = policy.mode === "audit" ? [ask] : [deny, ask];
  return { text: `${JSON.stringify({ rules }, undefined, 2)}\n`, notes };
}

/** What the rules of a `managed-settings.json` say about MCP servers. */
export interface ManagedMcpRules {
  /** Undefined: no rule refuses servers by default, so every name may be used. */
  readonly allowedNames?: ReadonlySet<string>;
  readonly asks: boolean;
}

/** Reads the MCP rules of Kiro's `managed-settings.json`. Patterns other than `*` for everything are left alone. */
export function readKiroManagedSettings(text: string): ManagedMcpRules | DocumentError {
  const json = readPolicyJson(text);
  if ("error" in json) return json;
  const rules = listOf(recordOf(json.value)?.["rules"])
    ?.map(recordOf)
    .filter((rule) => rule?.["capability"] === "mcp");
  const denies = (rules ?? []).filter((rule) => {
    const match = textsOf(rule?.["match"]);
    return rule?.["effect"] === "deny" && (match === undefined || match.includes("*"));
  });
  const asks = (rules ?? []).some((rule) => rule?.["effect"] === "ask");
  if (denies.length === 0) return { asks };
  const excluded = denies.map((rule) => textsOf(rule?.["exclude"]) ?? []);
  // A name passes when no rule refuses it.
  const allowedNames = (excluded[0] ?? []).filter((name) => excluded.every((list) => list.includes(name)));
  return { asks, allowedNames: new Set(allowedNames) };
}
