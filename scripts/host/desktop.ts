import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** A desktop editor on this machine. */
export interface DesktopEditor {
  readonly name: "Kiro" | "VS Code";
  /** The program itself, not the command that starts it in the background. */
  readonly program: string;
}

const products = [
  { name: "Kiro", command: "kiro", mac: "Kiro.app/Contents/MacOS/Electron", windows: "Kiro/Kiro.exe" },
  {
    name: "VS Code",
    command: "code",
    mac: "Visual Studio Code.app/Contents/MacOS/Electron",
    windows: "Microsoft VS Code/Code.exe",
  },
] as const;

/** Kiro, else VS Code, when one is installed and there is a screen to show it on. */
export function findDesktopEditor(): DesktopEditor | undefined {
  if (!hasDisplay()) return undefined;
  for (const { name, command, mac, windows } of products) {
    const program = candidates(command, mac, windows).find(executable);
    if (program !== undefined) return { name, program };
  }
  return undefined;
}

/** Whether a window can be opened here. */
export function hasDisplay(): boolean {
  if (process.platform === "darwin" || process.platform === "win32") return true;
  return Boolean(process.env["DISPLAY"]) || Boolean(process.env["WAYLAND_DISPLAY"]);
}

function candidates(command: string, mac: string, windows: string): string[] {
  if (process.platform === "darwin") {
    return ["/Applications", join(homedir(), "Applications")].map((folder) => join(folder, mac));
  }
  if (process.platform === "win32") {
    const folders = [join(process.env["LOCALAPPDATA"] ?? "", "Programs"), process.env["ProgramFiles"] ?? ""];
    return folders.map((folder) => join(folder, windows));
  }
  return [...besideCommand(command), `/usr/share/${command}/${command}`, `/opt/${command}/${command}`];
}

/** The command is a script in `bin` of the program's folder, often behind a link. Inside WSL it belongs to Windows. */
function besideCommand(command: string): string[] {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
  if (found === undefined || found.startsWith("/mnt/")) return [];
  return [join(dirname(dirname(realpathSync(found))), command)];
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
