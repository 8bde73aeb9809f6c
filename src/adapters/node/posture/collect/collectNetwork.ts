import { joinPath } from "../../../../core/mcp/scopes/paths.ts";
import { unknown, type Fact } from "../../../../core/posture/fact.ts";
import type { ReachedHost, ResolvedHost, SettingFact } from "../../../../core/posture/facts.ts";
import type { CollectOptions } from "../../../../core/posture/ports.ts";
import { collectProxy } from "./network/collectProxy.ts";
import { isProxied } from "./network/proxy.ts";
import { reachHost } from "./network/reachHost.ts";
import { reachHosts } from "./network/reachHosts.ts";
import { resolveHosts, type NameService } from "./network/resolveHosts.ts";
import type { SystemContext } from "./systemContext.ts";

/** What of the network may be put in another's place by a test. */
export interface NetworkParts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly names: () => NameService;
  readonly reach?: (host: string, signal: AbortSignal) => Promise<ReachedHost>;
}

/** Facts of the network. */
export interface NetworkFacts {
  readonly resolved: Fact<readonly ResolvedHost[]>;
  readonly reached: Fact<readonly ReachedHost[]>;
}

/** Resolves and reaches the hosts that the expectations name, when that was asked for. */
export async function collectNetwork(
  context: SystemContext,
  options: Pick<CollectOptions, "expectations" | "network" | "signal">,
  settings: Fact<readonly SettingFact[]>,
  { environment, names, reach = (host, signal) => reachHost(host, { signal }) }: NetworkParts,
): Promise<NetworkFacts> {
  if (!options.network) {
    const off = unknown(
      "the network was not asked: run with --network to resolve names and connect to hosts",
    );
    return { resolved: off, reached: off };
  }
  const { privateHosts, blockedHosts, neededHosts } = options.expectations;
  const editor =
    settings.state === "known" ? settings.value.find(({ name }) => name === "http.proxy") : undefined;
  const proxy = await collectProxy(context, {
    environment,
    ...(typeof editor?.value === "string" && { editor: editor.value }),
  });
  const proxied = (host: string): boolean => isProxied(host, proxy);
  const [resolved, reached] = await Promise.all([
    resolveHosts(privateHosts, names(), proxied, hostsPath(context)),
    reachHosts([...privateHosts, ...blockedHosts, ...neededHosts], proxied, (host) =>
      reach(host, options.signal),
    ),
  ]);
  return { resolved, reached };
}

function hostsPath({ runner, programs }: SystemContext): string {
  if (runner.os !== "win32") return "/etc/hosts";
  const systemFolder = programs.reg.slice(0, programs.reg.lastIndexOf("\\"));
  return joinPath("win32", systemFolder, "drivers", "etc", "hosts");
}
