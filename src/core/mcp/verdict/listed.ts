import type { Identified } from "../identity/identify.ts";
import { normalImageName } from "../identity/oci.ts";
import { comparablePath } from "../identity/paths.ts";
import { normalPypiName } from "../identity/pypi.ts";
import { fitAddress } from "../identity/url.ts";
import type { McpPolicy, PolicyPackage, PolicyServer } from "../model/policy.ts";
import type { McpIdentity } from "../model/verdict.ts";

/** Whether an identity is the package that a policy names, in whatever version. */
export function isPackage(identity: McpIdentity | undefined, wanted: PolicyPackage): boolean {
  return identity?.kind === wanted.registryType && identity.name === packageName(wanted);
}

/** Entries of a policy by package, and those of no package. Thousands of servers may meet thousands of entries. */
interface EntryIndex {
  readonly byPackage: ReadonlyMap<string, readonly PolicyServer[]>;
  readonly others: readonly PolicyServer[];
}

const indexes = new WeakMap<McpPolicy, EntryIndex>();

/** The entries of a policy that may fit an identity, in its order; the others certainly do not. */
export function candidates(policy: McpPolicy, identity: McpIdentity | undefined): readonly PolicyServer[] {
  const index = indexes.get(policy) ?? indexEntries(policy);
  indexes.set(policy, index);
  if (identity?.kind !== "npm" && identity?.kind !== "pypi" && identity?.kind !== "oci") return index.others;
  return index.byPackage.get(`${identity.kind} ${identity.name}`) ?? [];
}

function indexEntries({ servers }: McpPolicy): EntryIndex {
  const byPackage = new Map<string, PolicyServer[]>();
  for (const entry of servers) {
    if (!entry.package) continue;
    const key = `${entry.package.registryType} ${packageName(entry.package)}`;
    const same = byPackage.get(key);
    if (same) same.push(entry);
    else byPackage.set(key, [entry]);
  }
  return { byPackage, others: servers.filter((entry) => !entry.package) };
}

/** A policy's package name as identities hold it. */
function packageName({ registryType, identifier, registryBaseUrl }: PolicyPackage): string {
  if (registryType === "npm") return identifier.toLowerCase().replace(/(.)@.*$/s, "$1");
  if (registryType === "pypi") return normalPypiName(identifier.replace(/[\s[@=<>~!;].*$/s, ""));
  const name = identifier.replace(/@.*$/s, "").replace(/:[^/:]*$/, "");
  const host = registryBaseUrl?.replace(/^[a-z]+:\/\//i, "").replace(/\/.*$/s, "");
  const own = /^(?:[^/]*[.:][^/]*|localhost)\//.test(name);
  return normalImageName(own || !host ? name : `${host}/${name}`);
}

/** How an entry of the policy fits what a server is. `slash`: an address that differs by a slash at its end. */
export type Fit = "none" | "slash" | "exact";

/** Whether an entry of the policy lists what a server is. A file counts only with a hash. */
export function fitEntry({ identity, address }: Identified, entry: PolicyServer): Fit {
  if (entry.package) return isPackage(identity, entry.package) ? "exact" : "none";
  if (entry.url !== undefined) {
    if (identity?.kind !== "url" || !address || address.odd !== undefined) return "none";
    return fitAddress(address, entry.url);
  }
  if (entry.command && identity?.kind === "file" && entry.command.sha256 !== undefined) {
    return comparablePath(identity.path) === comparablePath(entry.command.path) ? "exact" : "none";
  }
  return "none";
}
