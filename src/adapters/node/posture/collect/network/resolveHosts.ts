import { lookup, Resolver } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { known, unknown, type Fact } from "../../../../../core/posture/fact.ts";
import type { ResolvedHost } from "../../../../../core/posture/facts.ts";
import { errorCode } from "../../../skipReason.ts";
import { addressesIn } from "./hostsFile.ts";

/** Ways to find the addresses of a name. Each rejects as Node's `dns` does. */
export interface NameService {
  /** By the system, hosts file included. */
  lookup(host: string): Promise<readonly string[]>;
  /** By DNS alone. */
  resolve4(host: string): Promise<readonly string[]>;
  resolve6(host: string): Promise<readonly string[]>;
  /** Addresses of the servers that are asked, for the evidence. */
  readonly servers: readonly string[];
}

/** Of this machine, with a few seconds for each question. */
export function systemNames(): NameService {
  const resolver = new Resolver({ timeout: 3_000, tries: 1 });
  return {
    lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    resolve4: (host) => resolver.resolve4(host),
    resolve6: (host) => resolver.resolve6(host),
    servers: resolver.getServers(),
  };
}

/** Answers that say that a name has no address of this kind; any other failure is no answer. */
const negative = new Set(["ENODATA", "ENOTFOUND"]);

/** Where names lead. @param hostsPath of the hosts file */
export async function resolveHosts(
  hosts: readonly string[],
  names: NameService,
  proxied: (host: string) => boolean,
  hostsPath: string,
): Promise<Fact<readonly ResolvedHost[]>> {
  const hostsFile = await readFile(hostsPath, "utf8").catch(() => "");
  const resolved = await Promise.all(
    [...new Set(hosts)].map(async (host) => await resolveHost(host, names, proxied(host))),
  );
  const own = [...new Set(hosts)].flatMap((host) => {
    const addresses = addressesIn(hostsFile, host);
    return addresses.length > 0 ? [`${host} stands in ${hostsPath}: ${addresses.join(", ")}`] : [];
  });
  if (hosts.length > 0 && resolved.every(({ byLookup, byDns }) => byLookup.length === 0 && !byDns))
    return unknown("no name could be resolved: this machine is offline, or asks no DNS server");
  return known(resolved, `resolvers ${names.servers.join(", ") || "none"}`, ...own);
}

async function resolveHost(host: string, names: NameService, isProxied: boolean): Promise<ResolvedHost> {
  const [system, four, six] = await Promise.allSettled([
    names.lookup(host),
    names.resolve4(host),
    names.resolve6(host),
  ]);
  const answers = [four, six].map((one) => {
    if (one.status === "fulfilled") return one.value;
    return negative.has(errorCode(one.reason) ?? "") ? [] : undefined;
  });
  const byDns =
    answers.includes(undefined) && !answers.some((one) => one && one.length > 0)
      ? undefined
      : answers.flatMap((one) => one ?? []);
  return {
    host,
    byLookup: system.status === "fulfilled" ? [...new Set(system.value)] : [],
    ...(byDns && { byDns }),
    isProxied,
  };
}
