import * as vscode from "vscode";
import { inertText } from "../../core/mcp/overview/inertText.ts";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { AlertBook } from "./alertBook.ts";
import { alertLook, alertNodes, type AlertNode } from "./alertTree.ts";

/** Id of the view in the manifest. */
const viewId = "picket.activityAlerts";

/** What a click on an event of the tree runs. */
const revealEvent = "picket.internal.revealActivity";

/** Between two drawings, in ms: events come in bunches. */
const drawPause = 250;

export interface AlertsViewDeps {
  readonly book: AlertBook;
  /** Shows an event in the view of activity, and its record. */
  readonly reveal: (n: number) => Promise<void>;
}

/** The tree of alerts with the number of open ones on its icon. */
export function createAlertsView({ book, reveal }: AlertsViewDeps): Disposable {
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<undefined>());
  const view = all.add(
    vscode.window.createTreeView<AlertNode>(viewId, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (node) => alertNodes(book.list(), node),
        getTreeItem: toItem,
      },
    }),
  );
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    timer = undefined;
    const { open } = book;
    view.badge =
      open === 0
        ? undefined
        : { value: open, tooltip: vscode.l10n.t("{0} kinds of alerts to look at", open) };
    changed.fire(undefined);
  };
  const stop = book.onChange(() => (timer ??= setTimeout(draw, drawPause)));
  all.add({ dispose: stop });
  all.add({ dispose: () => clearTimeout(timer) });
  all.add(
    vscode.commands.registerCommand(revealEvent, async (n: unknown) => {
      if (typeof n === "number") await reveal(n);
    }),
  );
  return all;
}

function toItem(node: AlertNode): vscode.TreeItem {
  const { label, description, tooltip, icon } = alertLook(node, Date.now(), vscode.l10n.t);
  const isAlert = node.kind === "alert";
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isAlert ? Collapsed : None);
  const color = icon === "error" ? "problemsErrorIcon.foreground" : "problemsWarningIcon.foreground";
  const isLoud = icon === "error" || icon === "warning";
  item.id = isAlert ? `alert:${node.alert.kind}` : `event:${node.row.n}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, isLoud ? new vscode.ThemeColor(color) : undefined);
  item.accessibilityInformation = {
    label: [label, description, ...tooltip.slice(0, 1)].filter(Boolean).join(", "),
  };
  // Neither trusted nor with HTML: texts come from events.
  const text = new vscode.MarkdownString();
  for (const line of [`${label}: ${description}`, ...tooltip]) text.appendMarkdown(`${inertText(line)}\n\n`);
  item.tooltip = text;
  if (isAlert) item.contextValue = node.alert.open > 0 ? "alert open" : "alert";
  else {
    item.contextValue = "event";
    item.command = { command: revealEvent, title: vscode.l10n.t("Show the Event"), arguments: [node.row.n] };
  }
  return item;
}
