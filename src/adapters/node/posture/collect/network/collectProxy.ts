import type { SystemContext } from "../systemContext.ts";
import { Registry } from "../windows/registry.ts";
import type { ProxySettings } from "./proxy.ts";

const internetSettings = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

/** What sends connections of this person through a proxy: the environment, the system's settings, the editor's. */
export async function collectProxy(
  context: SystemContext,
  { environment, editor }: Pick<ProxySettings, "environment" | "editor">,
): Promise<ProxySettings> {
  const system = await systemProxy(context);
  return { environment, ...(editor !== undefined && { editor }), ...(system && { system }) };
}

async function systemProxy(context: SystemContext): Promise<ProxySettings["system"]> {
  const { runner, programs, signal } = context;
  if (runner.os === "darwin") {
    const told = await runner.run(programs.scutil, ["--proxy"], signal);
    return readMacProxy(told.stdout);
  }
  if (runner.os !== "win32") return undefined;
  const registry = new Registry(runner, programs.reg, signal);
  const [enabled, script, bypass] = [
    await registry.value(internetSettings, "ProxyEnable"),
    await registry.value(internetSettings, "AutoConfigURL"),
    await registry.value(internetSettings, "ProxyOverride"),
  ];
  const isOn = enabled.state === "known" && enabled.value === 1;
  // What a script decides is not known here: it counts for every host.
  if (script.state === "known" && script.value !== undefined && script.value !== "") return { bypass: "" };
  return isOn ? { bypass: bypass.state === "known" ? String(bypass.value ?? "") : "" } : undefined;
}

/** Reads `scutil --proxy`; undefined when nothing that serves https is on. */
export function readMacProxy(output: string): ProxySettings["system"] {
  if (!/^\s*(?:HTTPSEnable|SOCKSEnable|ProxyAutoConfigEnable|ProxyAutoDiscoveryEnable) : 1$/m.test(output))
    return undefined;
  const list = /ExceptionsList : <array> \{([^}]*)\}/.exec(output)?.[1] ?? "";
  const names = [...list.matchAll(/^\s*\d+ : (\S+)$/gm)].map(([, name = ""]) => name);
  return { bypass: names.join(";") };
}
