import { shown } from "../identity/shown.ts";
import type { McpDefinition } from "../model/definition.ts";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import type { ReadPolicy } from "./allowlist.ts";
import { given } from "./given.ts";
import { listedCommand, listedUrl } from "./listedDefinition.ts";
import { emptyRecord, readPolicyJson, type DocumentError } from "./policyJson.ts";
import { recordOf, textsOf } from "./recordOf.ts";
import { plainOptions } from "./registry.ts";
import { policyOfLists, readServerLists, type ServerLists } from "./serverLists.ts";

/**
 * Reads the documents of Claude Code: `managed-mcp.json`, whose servers are the only ones, and the lists of its
 * settings, where names count only when no entry names a command or an address.
 */
export function readClaudeLists(text: string): ReadPolicy | DocumentError {
  const json = readPolicyJson(text);
  if ("error" in json) return json;
  const document = recordOf(json.value);
  const start = { start: 0, end: 1 };
  if (!document) return { error: "the whole file must be an object", span: start };
  if (document["mcpServers"] === undefined) {
    return policyOfLists("claude", withoutWeakNames(readServerLists(document)));
  }
  const servers = recordOf(document["mcpServers"]);
  return servers ? exclusive(servers) : { error: "mcpServers must be an object", span: start };
}

function withoutWeakNames(lists: ServerLists): ServerLists {
  const { allowed } = lists;
  if (!allowed?.some(({ kind }) => kind !== "name") || allowed.every(({ kind }) => kind !== "name"))
    return lists;
  const note = "names in allowedMcpServers do not count beside entries of commands or addresses";
  return { ...lists, allowed: allowed.filter(({ kind }) => kind !== "name"), notes: [...lists.notes, note] };
}

function exclusive(definitions: Readonly<Record<string, unknown>>): ReadPolicy {
  const notes: string[] = [];
  const servers: PolicyServer[] = [];
  for (const [name, value] of Object.entries(definitions)) {
    const definition = definitionOf(value);
    if (recordOf(value)?.["args"] !== undefined && !definition.args) {
      notes.push(`"${shown(name)}" is left out: "args" must be a list of texts`);
      continue;
    }
    const listed = definition.url === undefined ? listedCommand(definition) : listedUrl(definition.url);
    if ("problem" in listed) {
      notes.push(`"${shown(name)}" is left out: ${listed.problem}`);
      continue;
    }
    notes.push(...listed.notes.map((note) => `"${shown(name)}": ${note}`));
    const env = anyValue(definition.env);
    const headers = anyValue(definition.headers);
    servers.push({ id: name, names: [name], ...listed.identity, ...given({ env, headers }) });
  }
  const policy: McpPolicy = { source: "claude", mode: "enforce", options: plainOptions, servers, denied: [] };
  return { policy, notes };
}

function definitionOf(value: unknown): McpDefinition {
  const entry = recordOf(value);
  return given({
    command: textOf(entry?.["command"]),
    args: textsOf(entry?.["args"]),
    url: textOf(entry?.["url"]),
    env: textRecord(entry?.["env"]),
    headers: textRecord(entry?.["headers"]),
  });
}

function textRecord(value: unknown): Readonly<Record<string, string>> | undefined {
  const record = recordOf(value);
  if (!record) return undefined;
  const texts = emptyRecord<string>();
  for (const [name, text] of Object.entries(record)) if (typeof text === "string") texts[name] = text;
  return texts;
}

/** The values may be secrets, so a policy holds their names only. */
function anyValue(record: Readonly<Record<string, string>> | undefined): Record<string, "*"> | undefined {
  if (!record) return undefined;
  const any = emptyRecord<"*">();
  for (const name of Object.keys(record)) any[name] = "*";
  return any;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
