import { shown } from "../identity/shown.ts";
import { isPinned } from "../identity/versions.ts";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import type { ReadPolicy } from "./allowlist.ts";
import { given } from "./given.ts";
import { packageIdentity, policyPackage, runnerOf } from "./packageIdentity.ts";
import { emptyRecord, readPolicyJson, type DocumentError } from "./policyJson.ts";
import { listOf, recordOf } from "./recordOf.ts";
import { lintRegistryJson } from "./registryLint.ts";

/** A registry as a policy, and the names that Kiro looks up. */
export interface ReadRegistry extends ReadPolicy {
  /** Kiro matches by the key of the entry alone. */
  readonly names: ReadonlySet<string>;
}

/** What a list without options of its own asks for. */
export const plainOptions: McpPolicy["options"] = {
  requirePinned: true,
  requireHttps: true,
  allowUnresolvedVariables: false,
  forbidAutoApproveStar: false,
  workspaceScopes: "allow",
};

/**
 * Reads Kiro's registry. One entry that Kiro refuses makes the whole registry an error, as it does for Kiro. Values of
 * variables and headers are not taken over: the user's own override them, and they may be secrets.
 */
export function readRegistry(text: string): ReadRegistry | DocumentError {
  const json = readPolicyJson(text);
  if ("error" in json) return json;
  const rejecting = lintRegistryJson(json).find(({ rejects }) => rejects);
  if (rejecting) {
    const error = `Kiro refuses the whole registry: ${rejecting.message}`;
    return { error, span: rejecting.span };
  }
  const notes: string[] = [];
  const servers: PolicyServer[] = [];
  const names = new Set<string>();
  for (const entry of listOf(recordOf(json.value)?.["servers"]) ?? []) {
    const server = recordOf(recordOf(entry)?.["server"]);
    const name = textOf(server?.["name"]);
    if (!server || name === undefined) continue;
    names.add(name);
    for (const item of listOf(server["packages"]) ?? []) add(fromPackage(name, item, notes));
    for (const item of listOf(server["remotes"]) ?? []) add(fromRemote(name, item));
  }
  return {
    policy: { source: "kiro-registry", mode: "enforce", options: plainOptions, servers, denied: [] },
    notes,
    names,
  };

  function add(server: PolicyServer | undefined): void {
    if (!server) return;
    const same = servers.filter(({ names: [first] }) => first === server.names[0]).length;
    servers.push(same === 0 ? server : { ...server, id: `${server.id}#${same + 1}` });
  }
}

function fromPackage(name: string, item: unknown, notes: string[]): PolicyServer | undefined {
  const entry = recordOf(item);
  const type = entry?.["registryType"];
  const identifier = textOf(entry?.["identifier"]);
  if (!entry || identifier === undefined || (type !== "npm" && type !== "pypi" && type !== "oci"))
    return undefined;
  const registryBaseUrl = textOf(entry["registryBaseUrl"]);
  const identity = packageIdentity(type, type === "oci" ? withHost(identifier, registryBaseUrl) : identifier);
  const named = policyPackage(identity);
  if (!named) return undefined;
  if (!isPinned(identity))
    notes.push(`"${shown(name)}" is not pinned: any version of its package is allowed`);
  const args = wordsOf(entry["packageArguments"], name, notes);
  const runtimeArgs = wordsOf(entry["runtimeArguments"], name, notes);
  return {
    id: name,
    names: [name],
    package: { ...named, ...given({ registryBaseUrl }) },
    runners: [runnerOf[type]],
    args,
    ...(runtimeArgs.length > 0 && { runtimeArgs }),
    ...given({ env: anyOf(namesIn(entry["environmentVariables"])) }),
  };
}

/** An image's name is relative to the registry that the entry names, unless it begins with a host of its own. */
function withHost(image: string, registryBaseUrl: string | undefined): string {
  const host = registryBaseUrl === undefined ? "" : new URL(registryBaseUrl).host;
  return host === "" || /^(?:[^/]*[.:][^/]*|localhost)\//.test(image) ? image : `${host}/${image}`;
}

function fromRemote(name: string, item: unknown): PolicyServer | undefined {
  const entry = recordOf(item);
  const url = textOf(entry?.["url"]);
  if (!entry || url === undefined) return undefined;
  return {
    id: name,
    names: [name],
    url,
    transports: [textOf(entry["type"]) ?? "streamable-http"],
    ...given({ headers: anyOf(namesIn(entry["headers"])) }),
  };
}

/** The words of a list of arguments. A named one is its name and its value. */
function wordsOf(value: unknown, server: string, notes: string[]): readonly string[] {
  return (listOf(value) ?? []).flatMap((item) => {
    const entry = recordOf(item);
    const name = entry?.["type"] === "named" ? [textOf(entry["name"]) ?? ""] : [];
    const word = textOf(entry?.["value"]);
    if (word === undefined) {
      const problem = "an argument without a value is the user's to fill in, and no policy can list it";
      notes.push(`"${shown(server)}": ${problem}`);
    }
    return word === undefined ? name : [...name, word];
  });
}

function namesIn(value: unknown): readonly string[] {
  return (listOf(value) ?? []).flatMap((item) => textOf(recordOf(item)?.["name"]) ?? []);
}

function anyOf(names: readonly string[]): Readonly<Record<string, "*">> | undefined {
  if (names.length === 0) return undefined;
  const record = emptyRecord<"*">();
  for (const name of names) record[name] = "*";
  return record;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
