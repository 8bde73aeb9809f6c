import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { describeFault } from "../../editor/log.ts";
import { postureCommands } from "./commandNames.ts";
import {
  lastRunKey,
  type PostureDeps,
  type PostureNode,
  type PosturePanel,
  type PostureView,
} from "./environment.ts";

/** Id of the view in the manifest. */
const viewId = "picket.posture";

/** Time after the start before an earlier report is looked at, or a run that is due begins, in ms. */
const firstLook = 5000;

/**
 * Registers the view and the commands of posture. Everything behind them is loaded when one of them is used, or a little
 * after the start where there is an earlier report or a schedule. Nothing is checked before somebody asks.
 */
export function registerPosture(deps: PostureDeps): vscode.Disposable {
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<undefined>());
  let panel: Promise<PosturePanel> | undefined;
  const load = async (): Promise<PosturePanel> => {
    const { createPosturePanel } = await deps.loadPosturePanel();
    return all.add(createPosturePanel(deps, toView()));
  };
  const open = (): Promise<PosturePanel> => {
    panel ??= load().catch((error: unknown) => {
      // The next look tries again.
      panel = undefined;
      deps.log.error(`posture could not be loaded: ${describeFault(error)}`);
      throw error;
    });
    return panel;
  };
  const view = all.add(
    vscode.window.createTreeView<PostureNode>(viewId, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: async (node) => (await open()).children(node),
        getTreeItem: async (node) => (await open()).item(node),
      },
    }),
  );
  const toView = (): PostureView => ({
    show({ message, badge }) {
      view.message = message;
      view.badge = badge;
    },
    changed: () => changed.fire(undefined),
    get isVisible() {
      return view.visible;
    },
    get selected() {
      return view.selection[0];
    },
  });
  for (const name of postureCommands) {
    const run = async (argument: unknown): Promise<void> => (await open()).run(name, argument);
    all.add(vscode.commands.registerCommand(`picket.posture.${name}`, run));
  }
  const start = (): void => {
    const isWanted =
      deps.settings.posture().schedule !== "off" || deps.globalState.get<unknown>(lastRunKey) !== undefined;
    // A failure is in the log.
    if (!all.disposed && !panel && isWanted) open().catch(() => undefined);
  };
  const timer = setTimeout(start, firstLook);
  all.add({ dispose: () => clearTimeout(timer) });
  all.add(deps.settings.onDidChange((names) => void (names.includes("posture.schedule") && start())));
  return all;
}
