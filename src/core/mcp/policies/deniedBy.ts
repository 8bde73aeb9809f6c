import { fitAddress, readAddress } from "../identity/url.ts";
import type { PolicyDenial, PolicyPackage, PolicyServer } from "../model/policy.ts";
import { packageIdentity, pinnedIdentifier } from "./packageIdentity.ts";

/** The denial that covers a listed server as listed, whatever its user may add; undefined when there is none. */
export function deniedBy(server: PolicyServer, denied: readonly PolicyDenial[]): PolicyDenial | undefined {
  return denied.find((denial) => isSame(server, denial) && holdsWord(server, denial));
}

function isSame(server: PolicyServer, denial: PolicyDenial): boolean {
  if (denial.package) return server.package !== undefined && isSamePackage(server.package, denial.package);
  if (denial.command) return server.command?.path.toLowerCase() === denial.command.path.toLowerCase();
  if (denial.url === undefined) return true;
  const address = server.url === undefined ? undefined : readAddress(server.url.replace("://*.", "://"));
  return address !== undefined && fitAddress(address, denial.url) !== "none";
}

function isSamePackage(server: PolicyPackage, denied: PolicyPackage): boolean {
  const one = packageIdentity(server.registryType, pinnedIdentifier(server));
  const other = packageIdentity(denied.registryType, pinnedIdentifier(denied));
  if (one.kind !== other.kind || !("name" in one) || !("name" in other) || one.name !== other.name)
    return false;
  const free = denied.version === undefined && denied.digest === undefined;
  return free || (denied.version === server.version && denied.digest === server.digest);
}

function holdsWord(server: PolicyServer, { argsContain }: PolicyDenial): boolean {
  return !argsContain || argsContain.some((word) => server.args?.includes(word));
}
