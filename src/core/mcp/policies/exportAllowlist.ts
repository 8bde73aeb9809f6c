import { shown } from "../identity/shown.ts";
import type { McpPolicy, PolicyServer } from "../model/policy.ts";
import { readAllowlist } from "./allowlist.ts";
import type { Exported } from "./exportRegistry.ts";
import { given } from "./given.ts";

/**
 * Writes a policy as Picket's allowlist, so that the lists of other products can be taken over and refined. Issuer,
 * serial and dates are written when the policy has them.
 */
export function exportAllowlist(policy: McpPolicy): Exported {
  const notes: string[] = [];
  const servers = policy.servers.filter((server) => {
    const named = server.package ?? server.url ?? server.command;
    if (named === undefined)
      notes.push(`"${shown(server.id)}" is left out: it has a name and no package, address or program`);
    return named !== undefined;
  });
  const denied = policy.denied.filter((denial) => {
    if (denial.names)
      notes.push(
        `the denial "${shown(denial.id)}" is left out: Picket denies by what a server is, not by its name`,
      );
    return !denial.names;
  });
  const document = {
    $schema: "urn:picket:mcp-allowlist:v1",
    version: 1,
    ...given({ issuer: policy.issuer, serial: policy.serial }),
    ...given({ issued: dateOf(policy.issued), expires: dateOf(policy.expires) }),
    mode: policy.mode,
    default: "deny",
    options: policy.options,
    servers: servers.map(serverOf),
    denied,
  };
  const text = `${JSON.stringify(document, undefined, 2)}\n`;
  // Names of other products may be longer, or hold what does not show.
  const read = readAllowlist(text);
  if ("error" in read) notes.push(`Picket refuses this allowlist until it is mended: ${read.error}`);
  return { text, notes };
}

function serverOf({ expires, ...server }: PolicyServer): unknown {
  return { ...server, ...given({ expires: dateOf(expires) }) };
}

function dateOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
