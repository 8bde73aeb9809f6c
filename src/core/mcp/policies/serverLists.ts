import type { McpPolicy, PolicyDenial, PolicyServer } from "../model/policy.ts";
import type { ReadPolicy } from "./allowlist.ts";
import { denialOf, listedCommand, listedUrl, type Listed } from "./listedDefinition.ts";
import { listOf, recordOf, textsOf } from "./recordOf.ts";
import { plainOptions } from "./registry.ts";

/** An entry of `allowedMcpServers` or `deniedMcpServers`: exactly one of the three. */
export type ListEntry =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "command"; readonly command: readonly string[] };

/** The two lists of a settings file. An allow list that is absent lets every server pass. */
export interface ServerLists {
  readonly allowed: readonly ListEntry[] | undefined;
  readonly denied: readonly ListEntry[];
  readonly notes: readonly string[];
}

/**
 * Reads both lists. A malformed allow list counts as an empty one, as it does for Copilot; a malformed entry of the
 * deny list is passed over with a note.
 */
export function readServerLists(settings: Readonly<Record<string, unknown>>): ServerLists {
  const notes: string[] = [];
  const allowed = settings["allowedMcpServers"];
  const entries = listOf(allowed)?.map(entryOf);
  const malformed = allowed !== undefined && (!entries || entries.includes(undefined));
  if (malformed) notes.push("allowedMcpServers is malformed, so it counts as empty: no server is allowed");
  const denied = settings["deniedMcpServers"];
  const denials = listOf(denied)?.map(entryOf) ?? [];
  if (denied !== undefined && !Array.isArray(denied))
    notes.push("deniedMcpServers is no list: nothing is denied by it");
  const bad = denials.filter((entry) => entry === undefined).length;
  if (bad > 0) notes.push(`${bad} malformed entries of deniedMcpServers deny nothing`);
  return {
    allowed: malformed ? [] : entries?.filter((entry) => entry !== undefined),
    denied: denials.filter((entry) => entry !== undefined),
    notes,
  };
}

function entryOf(value: unknown): ListEntry | undefined {
  const entry = recordOf(value);
  if (!entry) return undefined;
  const { serverName: name, serverUrl: url, serverCommand: command } = entry;
  if ([name, url, command].filter((member) => member !== undefined).length !== 1) return undefined;
  if (typeof name === "string" && name !== "") return { kind: "name", name };
  if (typeof url === "string" && url !== "") return { kind: "url", url };
  const words = textsOf(command);
  return words && words.length > 0 ? { kind: "command", command: words } : undefined;
}

/** The lists as a policy. Entries are called by their place, such as `allowedMcpServers[2]`. */
export function policyOfLists(source: "copilot" | "claude", lists: ServerLists): ReadPolicy {
  const notes = [...lists.notes];
  if (lists.allowed === undefined)
    notes.push("there is no allowedMcpServers: every server passes there, and Picket lists none as allowed");
  const servers = (lists.allowed ?? []).flatMap((entry, index) => {
    const id = `allowedMcpServers[${index}]`;
    return serverOf(id, entry, notes) ?? [];
  });
  const denied = lists.denied.flatMap((entry, index) => {
    const id = `deniedMcpServers[${index}]`;
    return denialOfEntry(id, entry, notes) ?? [];
  });
  const policy: McpPolicy = { source, mode: "enforce", options: plainOptions, servers, denied };
  return { policy, notes };
}

function serverOf(id: string, entry: ListEntry, notes: string[]): PolicyServer | undefined {
  if (entry.kind === "name") {
    notes.push(
      `${id} allows a server by its name alone, which is no identity: it is shown as listed by name only`,
    );
    return { id, names: [entry.name] };
  }
  const listed = resolve(entry);
  if ("problem" in listed) {
    notes.push(`${id} is left out: ${listed.problem}`);
    return undefined;
  }
  notes.push(...listed.notes.map((note) => `${id}: ${note}`));
  return { id, names: [], ...listed.identity };
}

function denialOfEntry(id: string, entry: ListEntry, notes: string[]): PolicyDenial | undefined {
  if (entry.kind === "name") return { id, names: [entry.name] };
  const listed = resolve(entry);
  if ("identity" in listed) return denialOf(id, listed.identity);
  notes.push(`${id} denies nothing in Picket: ${listed.problem}`);
  return undefined;
}

function resolve(entry: Exclude<ListEntry, { kind: "name" }>): Listed {
  if (entry.kind === "url") return listedUrl(entry.url);
  const [command = "", ...args] = entry.command;
  return listedCommand({ command, args });
}
