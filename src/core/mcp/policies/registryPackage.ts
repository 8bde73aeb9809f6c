import { isPinned } from "../identity/versions.ts";
import { packageIdentity } from "./packageIdentity.ts";
import { listOf, recordOf } from "./recordOf.ts";
import type { Path, RegistryReport } from "./registryIssue.ts";
import { lintNamed } from "./registryNamed.ts";

/** Checks a package of a server of a registry. */
export function lintPackage(item: unknown, path: Path, report: RegistryReport): void {
  const entry = recordOf(item);
  if (!entry) return report.reject("registry-shape", path, "must be an object");
  const type = entry["registryType"];
  if (type !== "npm" && type !== "pypi" && type !== "oci")
    report.reject("registry-type", [...path, "registryType"], "must be npm, pypi or oci");
  else lintIdentifier(entry, type, path, report);
  lintTransport(entry["transport"], [...path, "transport"], report);
  lintBaseUrl(entry["registryBaseUrl"], [...path, "registryBaseUrl"], report);
  for (const list of ["runtimeArguments", "packageArguments"])
    lintArguments(entry[list], [...path, list], report);
  lintNamed(entry["environmentVariables"], [...path, "environmentVariables"], report);
}

function lintIdentifier(
  entry: Readonly<Record<string, unknown>>,
  type: "npm" | "pypi" | "oci",
  path: Path,
  report: RegistryReport,
): void {
  const at = [...path, "identifier"];
  const identifier = entry["identifier"];
  if (typeof identifier !== "string" || !/^[^\s\p{C}]{1,512}$/u.test(identifier))
    return report.reject("registry-identifier", at, "must be a package's name, without spaces");
  const identity = packageIdentity(type, identifier);
  if (identity.kind === "other") {
    const problem = `is no name of a package of ${type}: an address, a file or a folder is no registry's package`;
    return report.reject("registry-identifier", at, problem);
  }
  if (isPinned(identity)) return;
  const advice = "Kiro passes no version to the runner, so write the exact one into the identifier";
  report.warn("registry-unpinned", at, `is not pinned: ${advice}`);
}

function lintTransport(transport: unknown, path: Path, report: RegistryReport): void {
  if (recordOf(transport)?.["type"] !== "stdio")
    report.reject("registry-transport", path, 'of a package must be {"type": "stdio"}');
}

function lintBaseUrl(address: unknown, path: Path, report: RegistryReport): void {
  if (address === undefined) return;
  const url = typeof address === "string" && URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "https:") return report.reject("registry-base-url", path, "must be an https address");
  if (url.username !== "" || url.password !== "")
    report.fault("registry-credential", path, "holds a credential: everyone who reads the registry has it");
}

function lintArguments(value: unknown, path: Path, report: RegistryReport): void {
  if (value === undefined) return;
  const list = listOf(value);
  if (!list) return report.reject("registry-shape", path, "must be a list");
  for (const [index, item] of list.entries()) {
    const entry = recordOf(item);
    const type = entry?.["type"];
    const at = [...path, index];
    if (type !== "positional" && type !== "named")
      report.reject("registry-argument", at, 'must have the type "positional" or "named"');
    else if (type === "named" && typeof entry?.["name"] !== "string")
      report.reject("registry-argument", at, "is named and has no name");
    else if (entry?.["value"] !== undefined && typeof entry["value"] !== "string")
      report.reject("registry-argument", [...at, "value"], "must be a text");
  }
}
