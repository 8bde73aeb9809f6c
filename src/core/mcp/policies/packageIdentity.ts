import { npmIdentity } from "../identity/npm.ts";
import { ociIdentity } from "../identity/oci.ts";
import { pypiIdentity } from "../identity/pypi.ts";
import type { PolicyPackage } from "../model/policy.ts";
import type { McpIdentity } from "../model/verdict.ts";

type RegistryType = PolicyPackage["registryType"];

/** The runner that Kiro starts a registry's package with. */
export const runnerOf: Readonly<Record<RegistryType, string>> = { npm: "npx", pypi: "uvx", oci: "docker" };

/** What an identifier names, version or digest included: `@acme/x@1.0.0`, `x@1.0`, `host/x@sha256:…`. */
export function packageIdentity(type: RegistryType, identifier: string): McpIdentity {
  if (type === "npm") return npmIdentity(identifier, runnerOf.npm);
  if (type === "pypi") return pypiIdentity(identifier, runnerOf.pypi);
  return ociIdentity(identifier, runnerOf.oci);
}

/** The package of a policy that has this identity; undefined when it is none of a registry. */
export function policyPackage(identity: McpIdentity): PolicyPackage | undefined {
  if (identity.kind === "npm" || identity.kind === "pypi") {
    const { kind, name, version } = identity;
    return { registryType: kind, identifier: name, ...(version !== undefined && { version }) };
  }
  if (identity.kind !== "oci") return undefined;
  const { name, digest } = identity;
  return { registryType: "oci", identifier: name, ...(digest !== undefined && { digest }) };
}

/** The identifier that names a policy's package with its version or digest, as runners take it. */
export function pinnedIdentifier({ registryType, identifier, version, digest }: PolicyPackage): string {
  if (registryType === "oci" && digest !== undefined) return `${identifier}@${digest}`;
  if (version === undefined) return identifier;
  return registryType === "oci" ? `${identifier}:${version}` : `${identifier}@${version}`;
}
