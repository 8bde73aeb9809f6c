import { homedir } from "node:os";
import { join } from "node:path";
import { isLauncher, launcherName, launcherText } from "../../core/kiro/hookFiles/launcher.ts";
import { readOwnFile, type HookSetup } from "./hookInstall.ts";
import { findHookNode } from "./hookNode.ts";
import { replaceFile } from "./replaceFile.ts";

/**
 * The setup of hooks for an editor.
 * @param program `dist/hook.js` of this version of the extension
 * @param workspaceFolder absolute; undefined: the user's own hooks
 */
export async function editorHookSetup(
  program: string,
  workspaceFolder: string | undefined,
): Promise<HookSetup> {
  const windows = process.platform === "win32";
  const home = homedir();
  return {
    hooksFolder: join(workspaceFolder ?? home, ".kiro", "hooks"),
    launcher: {
      platform: windows ? "windows" : "posix",
      folder: process.env["PICKET_HOOK_HOME"] ?? join(home, ".kiro", "picket"),
      ...(windows && { systemRoot: process.env["SystemRoot"] ?? "C:\\Windows" }),
    },
    target: { node: await findHookNode(process.env["PATH"]), program },
  };
}

/**
 * Points the launcher at this version when the extension has been updated: the folder of the old one goes away. A
 * launcher of another installation that still exists, or that is not Picket's, stays as it is.
 * @returns whether it was written anew
 */
export async function refreshLauncher(program: string): Promise<boolean> {
  const { launcher, target } = await editorHookSetup(program, undefined);
  const path = join(launcher.folder, launcherName(launcher.platform));
  const found = readOwnFile(path);
  if (found === undefined || "reason" in found || !isLauncher(found.text)) return false;
  const wanted = launcherText(launcher.platform, target);
  if (found.text === wanted || !/[\\/]extensions[\\/]picket\.picket-/.test(found.text)) return false;
  replaceFile(path, Buffer.from(found.text), Buffer.from(wanted));
  return true;
}
