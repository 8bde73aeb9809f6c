import { identify } from "../identity/identify.ts";
import { isPinned } from "../identity/versions.ts";
import type { McpDefinition } from "../model/definition.ts";
import type { PolicyDenial, PolicyServer } from "../model/policy.ts";
import { isPolicyUrl } from "./allowlistSchema.ts";
import { policyPackage } from "./packageIdentity.ts";

/** What an entry of a policy says about what a server is. */
export type PolicyIdentity = Pick<
  PolicyServer,
  "package" | "url" | "command" | "runners" | "args" | "runtimeArgs"
>;

/** A definition or a command of another product's list as an entry of a policy, or why it cannot be one. */
export type Listed =
  | { readonly identity: PolicyIdentity; readonly notes: readonly string[] }
  /** One clause that follows "it is left out: ". */
  | { readonly problem: string };

/** Options that say no more than the entry's other words, by runner's kind. */
const silentOptions = new Set(["--yes", "--quiet", "--package", "--from", "--spec", "--prefer-online"]);

/** What a policy's entry must say so that exactly this definition's command is listed. Names are not looked at. */
export function listedCommand(definition: McpDefinition): Listed {
  const { identity, doubts, launch, indexes } = identify(definition);
  const [doubt] = doubts;
  if (doubt) return { problem: doubt.reason };
  if (!identity || !launch) return { problem: "what it starts is not known" };
  if (identity.kind === "file") {
    const notes = ["it starts a program of the machine without a hash, which is never taken as verified"];
    return { identity: { command: { path: identity.path }, args: launch.words }, notes };
  }
  const named = policyPackage(identity);
  if (!named) return { problem: "what it starts is no package of a registry" };
  if (launch.bin !== undefined) return { problem: "it names the package and its program apart" };
  const common = { runners: [launch.runner], args: launch.words };
  if (named.registryType === "oci")
    return { identity: { package: named, ...common, runtimeArgs: launch.runtimeWords }, notes: unpinned() };
  const [index] = indexes;
  const others = launch.options.filter(({ name }) => !silentOptions.has(name) && name !== index?.by);
  if (others.length > 0 || indexes.length > 1)
    return { problem: "its runner is given options that change what runs" };
  const { version, ...anyVersion } = named;
  const exact = isPinned(identity) && version !== undefined;
  const where = index ? { registryBaseUrl: index.url } : {};
  return {
    identity: { package: { ...anyVersion, ...(exact && { version }), ...where }, ...common },
    notes: unpinned(),
  };

  function unpinned(): readonly string[] {
    return identity && !isPinned(identity) ? ["it is not pinned: any version of it is listed"] : [];
  }
}

/** A pattern of addresses as Picket's policies write it, or why it cannot be one. */
export function listedUrl(pattern: string): Listed {
  if (isPolicyUrl(pattern)) return { identity: { url: pattern }, notes: [] };
  return {
    problem:
      "its address has a wildcard elsewhere than as the host's first label or the path's end, or more than scheme, host and path",
  };
}

/** The denial of what is listed: any of the command's arguments is enough, which refuses more, never less. */
export function denialOf(id: string, { package: named, url, command, args }: PolicyIdentity): PolicyDenial {
  const words = args && args.length > 0 ? { argsContain: args } : {};
  if (url !== undefined) return { id, url };
  if (command) return { id, command: { path: command.path }, ...words };
  if (!named) return { id, ...words };
  const { registryBaseUrl: _, ...identity } = named;
  return { id, package: identity, ...words };
}
