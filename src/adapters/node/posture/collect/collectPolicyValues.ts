import { known, notApplicable, unknown, type Fact } from "../../../../core/posture/fact.ts";
import type { PolicyValueFact } from "../../../../core/posture/facts.ts";
import { commandFailure } from "./command/commandFailure.ts";
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
  const [rules, control] = [await appLocker(registry), await appControl(context)];
  keep("WDAC", control);
  // Of two mechanisms one is enough: that this one is off says nothing while the other is not known.
  if (control.state === "known" || (rules.state === "known" && rules.value === "enforced"))
    keep("AppLocker\\Exe", rules);
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

/** What Windows says of App Control for programs of users. */
const states = ["off", "audit only", "enforced"];

const question =
  "(Get-CimInstance -Namespace root\\Microsoft\\Windows\\DeviceGuard -ClassName Win32_DeviceGuard).UsermodeCodeIntegrityPolicyEnforcementStatus";

/** Source: Microsoft, "Win32_DeviceGuard": 0 off, 1 audit, 2 enforced; everybody may read it. */
async function appControl({
  runner,
  programs,
  signal,
}: SystemContext): Promise<Fact<RegistryValue | undefined>> {
  const script = Buffer.from(question, "utf16le").toString("base64");
  const args = ["-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", script];
  const result = await runner.run(programs.powershell, args, signal);
  const failure = commandFailure(programs.powershell, result);
  if (failure !== undefined) return unknown(failure);
  const state = states[/^[012]$/.test(result.stdout.trim()) ? Number(result.stdout.trim()) : states.length];
  return state === undefined ? unknown("PowerShell wrote what cannot be read") : known(state);
}
