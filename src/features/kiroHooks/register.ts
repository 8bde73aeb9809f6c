import * as vscode from "vscode";
import { describeError } from "../../editor/log.ts";
import { guarded, type KiroHooksDeps } from "./environment.ts";
import { installCommand, removeCommand } from "./installCommand.ts";
import { testCommand } from "./testCommand.ts";

/** The commands for the hooks by which Kiro asks Picket, and the update of their launcher. */
export function registerKiroHooks(deps: KiroHooksDeps): vscode.Disposable {
  const { log } = deps;
  // Whoever starts an editor waits for no file of the home folder.
  const timer = setTimeout(() => void refresh(deps), 5000);
  return vscode.Disposable.from(
    vscode.commands.registerCommand("picket.hooks.install", () => guarded(log, () => installCommand(deps))),
    vscode.commands.registerCommand("picket.hooks.remove", () => guarded(log, () => removeCommand(deps))),
    vscode.commands.registerCommand("picket.hooks.test", () => guarded(log, () => testCommand(deps))),
    { dispose: () => clearTimeout(timer) },
  );
}

async function refresh({ loadHooks, inDist, log }: KiroHooksDeps): Promise<void> {
  try {
    const { refreshLauncher } = await loadHooks();
    if (await refreshLauncher(inDist("hook.js")))
      log.info("the launcher of Kiro's hooks was pointed at this version");
  } catch (error) {
    log.warn(`the launcher of Kiro's hooks was not looked at: ${describeError(error)}`);
  }
}
