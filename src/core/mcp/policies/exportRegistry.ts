import { shown } from "../identity/shown.ts";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import { deniedBy } from "./deniedBy.ts";
import { lossesOf } from "./losses.ts";
import { pinnedIdentifier } from "./packageIdentity.ts";

/** A document in another format, and what it could not hold. */
export interface Exported {
  /** JSON with a line feed at its end, without a byte order mark. */
  readonly text: string;
  /** What is lost, one sentence each, for a person. */
  readonly notes: readonly string[];
}

/** Kiro's names (see `registryLint.ts`). */
const namePattern = /^[a-zA-Z0-9._-]{3,200}$/;
const noVersion = "1.0.0";

/**
 * Writes the policy as Kiro's registry: one entry per name, as Kiro looks entries up by name alone. The version stands
 * in the identifier, as Kiro passes none to the runner.
 * @param now ms since epoch: entries that have expired are left out
 */
export function exportKiroRegistry(policy: McpPolicy, now: number): Exported {
  const notes: string[] = [];
  const taken = new Set<string>();
  const servers: unknown[] = [];
  for (const server of policy.servers) {
    const problem = leftOut(server, policy, now);
    if (problem !== undefined) {
      notes.push(`"${shown(server.id)}" is left out: ${problem}`);
      continue;
    }
    for (const name of usableNames(server, taken, notes)) {
      taken.add(name);
      servers.push({ server: entryOf(name, server, policy) });
    }
  }
  notes.push(...lossesOf(policy, ["strictNames", "tools", "scopes", "env", "headers"]));
  if (policy.denied.length > 0)
    notes.push(
      `${policy.denied.length} denied entries are not written: what a registry does not list is refused`,
    );
  return { text: `${JSON.stringify({ servers }, undefined, 2)}\n`, notes };
}

function leftOut(server: PolicyServer, policy: McpPolicy, now: number): string | undefined {
  if (server.expires !== undefined && server.expires <= now) return "it has expired";
  const denial = deniedBy(server, policy.denied);
  if (denial) return `the policy denies it by "${shown(denial.id)}"`;
  if (server.command) return "a registry lists packages and addresses, not programs of the machine";
  if (server.url === undefined && !server.package) return "it has no identity";
  if (server.url?.includes("*")) return "a registry holds no patterns of addresses";
  if (server.url?.startsWith("http:")) return "a registry holds https addresses only";
  return undefined;
}

function usableNames(server: PolicyServer, taken: ReadonlySet<string>, notes: string[]): readonly string[] {
  const wanted = server.names.length > 0 ? server.names : [server.id];
  return wanted.filter((name) => {
    const problem = taken.has(name)
      ? "another entry has the name"
      : "Kiro's names are 3 to 200 of letters, digits, dot, underscore and hyphen";
    const usable = namePattern.test(name) && !taken.has(name);
    if (!usable) notes.push(`the name "${shown(name)}" of "${shown(server.id)}" is left out: ${problem}`);
    return usable;
  });
}

function entryOf(name: string, server: PolicyServer, policy: McpPolicy): unknown {
  const by = policy.issuer === undefined ? "" : ` by ${policy.issuer}`;
  const head = {
    name,
    description: `Allowed${by}`.slice(0, 100),
    version: server.package?.version ?? noVersion,
  };
  if (!server.package) return { ...head, remotes: [remoteOf(server)] };
  const { registryType, registryBaseUrl } = server.package;
  return {
    ...head,
    packages: [
      {
        registryType,
        ...(registryBaseUrl !== undefined && { registryBaseUrl }),
        identifier: pinnedIdentifier(server.package),
        transport: { type: "stdio" },
        ...listed("runtimeArguments", runtimeWords(server).map(positional)),
        ...listed("packageArguments", server.args?.map(positional)),
        ...listed("environmentVariables", Object.entries(server.env ?? {}).map(variable)),
      },
    ],
  };
}

/** The command of a container's runner is not among a registry's words: Kiro writes `run` itself. */
function runtimeWords({ package: named, runtimeArgs = [] }: PolicyServer): readonly string[] {
  if (named?.registryType !== "oci") return runtimeArgs;
  const command = runtimeArgs[0] === "container" ? 1 : 0;
  return runtimeArgs[command] === "run" ? runtimeArgs.slice(command + 1) : runtimeArgs;
}

function remoteOf({ url, transports, headers }: PolicyServer): unknown {
  const type =
    transports?.includes("sse") && !transports.includes("streamable-http") ? "sse" : "streamable-http";
  return {
    type,
    url,
    ...listed(
      "headers",
      Object.keys(headers ?? {}).map((name) => ({ name })),
    ),
  };
}

function listed(name: string, items: readonly unknown[] | undefined): Record<string, unknown> {
  return items && items.length > 0 ? { [name]: items } : {};
}

function positional(value: string): unknown {
  return { type: "positional", value };
}

/** A variable with one value is set for the user; of several, the user chooses. */
function variable([name, values]: readonly [string, "*" | readonly string[]]): unknown {
  return values !== "*" && values.length === 1 ? { name, value: values[0] } : { name };
}
