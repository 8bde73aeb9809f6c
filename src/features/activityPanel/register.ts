import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { describeFault } from "../../editor/log.ts";
import { activityViewId } from "../../protocol/activity.ts";
import { activityCommands } from "./commandNames.ts";
import type { ActivityDeps, ActivityPanel } from "./environment.ts";
import { sourceKey } from "./memoryKeys.ts";

/** Time after the start before a source that was chosen earlier is read again, in ms. */
const firstLook = 2000;

/**
 * Registers the view and the commands of agent activity. Everything behind them is loaded when one of them is used, or, with
 * a source that was chosen before, a little after the start.
 */
export function registerActivity(deps: ActivityDeps): vscode.Disposable {
  const all = createDisposables();
  let panel: Promise<ActivityPanel> | undefined;
  const load = async (): Promise<ActivityPanel> => {
    const { createActivityPanel } = await deps.loadActivityPanel();
    return all.add(createActivityPanel(deps));
  };
  const open = (): Promise<ActivityPanel> => {
    panel ??= load().catch((error: unknown) => {
      // The next look tries again.
      panel = undefined;
      deps.log.error(`agent activity could not be loaded: ${describeFault(error)}`);
      throw error;
    });
    return panel;
  };
  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView: async (view) => (await open()).show(view),
  };
  all.add(vscode.window.registerWebviewViewProvider(activityViewId, provider));
  for (const name of activityCommands) {
    const run = async (argument: unknown): Promise<void> => (await open()).run(name, argument);
    all.add(vscode.commands.registerCommand(`picket.activity.${name}`, run));
  }
  const isChosen = (): boolean => {
    const { enabled, folder } = deps.settings.activity();
    return enabled && (folder !== undefined || deps.memento.get<unknown>(sourceKey) !== undefined);
  };
  const start = (): void => {
    if (all.disposed || panel || !isChosen()) return;
    // A failure is in the log.
    open().catch(() => undefined);
  };
  const timer = setTimeout(start, firstLook);
  all.add({ dispose: () => clearTimeout(timer) });
  all.add(
    deps.settings.onDidChange(
      (names) => void (names.some((name) => name.startsWith("activity.")) && start()),
    ),
  );
  return all;
}
