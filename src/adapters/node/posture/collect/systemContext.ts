import { win32 } from "node:path";
import type { OperatingSystem } from "../../../../core/posture/facts.ts";
import type { CommandRunner } from "../../../../core/posture/ports.ts";

/** Programs of the system, absolute. */
export interface SystemPrograms {
  readonly sc: string;
  readonly reg: string;
  readonly whoami: string;
  readonly powershell: string;
  readonly launchctl: string;
  readonly systemextensionsctl: string;
  readonly codesign: string;
  readonly systemctl: string;
  readonly id: string;
  readonly sudo: string;
  readonly getfacl: string;
  readonly ls: string;
  readonly scutil: string;
}

/** What every collector that asks the system needs. */
export interface SystemContext {
  readonly runner: CommandRunner;
  readonly programs: SystemPrograms;
  readonly signal: AbortSignal;
}

/** Where the programs are. @param systemFolder `C:\Windows\System32`; of no matter elsewhere */
export function systemPrograms(systemFolder: string): SystemPrograms {
  const inSystem = (...names: string[]): string => win32.join(systemFolder, ...names);
  return {
    sc: inSystem("sc.exe"),
    reg: inSystem("reg.exe"),
    whoami: inSystem("whoami.exe"),
    powershell: inSystem("WindowsPowerShell", "v1.0", "powershell.exe"),
    launchctl: "/bin/launchctl",
    systemextensionsctl: "/usr/bin/systemextensionsctl",
    codesign: "/usr/bin/codesign",
    systemctl: "/usr/bin/systemctl",
    id: "/usr/bin/id",
    sudo: "/usr/bin/sudo",
    getfacl: "/usr/bin/getfacl",
    ls: "/bin/ls",
    scutil: "/usr/sbin/scutil",
  };
}

/** The system that this process runs on; what is neither Windows nor macOS is taken for Linux. */
export function thisSystem(): OperatingSystem {
  const { platform } = process;
  return platform === "win32" || platform === "darwin" ? platform : "linux";
}
