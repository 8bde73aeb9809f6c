import { readdir } from "node:fs/promises";
import { win32 } from "node:path";
import { known, notApplicable, unknown, type Fact } from "../../../../core/posture/fact.ts";
import type { PolicyValueFact } from "../../../../core/posture/facts.ts";
import { errorCode } from "../../skipReason.ts";
import type { SystemContext } from "./systemContext.ts";
import { Registry, type RegistryValue } from "./windows/registry.ts";

const policies = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows";

/** Values that group policy writes, by the names of the facts. */
const values: readonly { readonly name: string; readonly key: string; readonly value: string }[] = [
  {
    name: "RemovableStorageDevices\\Deny_All",
    key: `${policies}\\RemovableStorageDevices`,
    value: "Deny_All",
  },
  { name: "Installer\\DisableUserInstalls", key: `${policies}\\Installer`, value: "DisableUserInstalls" },
];

/** Group policy about removable storage, installs and application control. Windows alone. */
export async function collectPolicyValues(context: SystemContext): Promise<Fact<readonly PolicyValueFact[]>> {
  const { runner, programs, signal } = context;
  if (runner.os !== "win32") return notApplicable("group policy is Windows' own");
  const registry = new Registry(runner, programs.reg, signal);
  const found: PolicyValueFact[] = [];
  const problems: string[] = [];
  const keep = (name: string, fact: Fact<RegistryValue | undefined>): void => {
    if (fact.state === "known") found.push({ name, ...(fact.value !== undefined && { value: fact.value }) });
    else problems.push(`${name}: ${fact.reason}`);
  };
  for (const { name, key, value } of values) keep(name, await registry.value(key, value));
  keep("AppLocker\\Exe", await appLocker(registry));
  keep("WDAC", await codeIntegrity(win32.dirname(programs.reg)));
  return found.length === 0
    ? unknown(`no policy could be read: ${problems.join("; ")}`)
    : known(found, ...problems);
}

/** AppLocker's rules for programs: `enforced` when they are and its service starts, as without it they do nothing. */
async function appLocker(registry: Registry): Promise<Fact<RegistryValue | undefined>> {
  const mode = await registry.value(`${policies}\\SrpV2\\Exe`, "EnforcementMode");
  if (mode.state !== "known" || mode.value === undefined) return mode;
  const service = await registry.value("HKLM\\SYSTEM\\CurrentControlSet\\Services\\AppIDSvc", "Start");
  if (service.state !== "known") return service;
  if (mode.value !== 1) return known("audit only");
  return known(service.value === 2 ? "enforced" : "its service does not start by itself");
}

/** App Control keeps its active policies as files of the system. Whether they audit alone is not told by their presence. */
async function codeIntegrity(systemFolder: string): Promise<Fact<RegistryValue | undefined>> {
  const folder = win32.join(systemFolder, "CodeIntegrity");
  try {
    const names = await namesIn(folder);
    const active = await namesIn(win32.join(folder, "CiPolicies", "Active"));
    const isThere =
      names.some((name) => name.toLowerCase() === "sipolicy.p7b") ||
      active.some((name) => /\.cip$/i.test(name));
    return isThere
      ? unknown("policies of App Control are there; whether they only audit is not read")
      : known(undefined);
  } catch {
    return unknown("the folder of App Control's policies cannot be read");
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}
