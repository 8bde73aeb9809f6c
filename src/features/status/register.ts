import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { isScannable } from "../../editor/documents.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import type { EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import { openExample } from "./example.ts";
import { showMenu } from "./menu.ts";
import { statusView, type StatusView } from "./statusView.ts";

/** What the status bar item reads, and the id of the extension for its walkthrough. */
export interface StatusDeps {
  readonly store: FindingStore;
  readonly iamStore: FindingStore;
  readonly mcpStore: FindingStore;
  readonly kiroStore: FindingStore;
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly extensionId: string;
}

/** The status bar item, its menu, and the commands that show the log, the walkthrough and an example. */
export function registerStatus(deps: StatusDeps): vscode.Disposable {
  const all = createDisposables();
  const item = all.add(vscode.window.createStatusBarItem("picket.status", vscode.StatusBarAlignment.Left, 0));
  item.name = "Picket";
  item.command = "picket.showMenu";
  const update = (): void => render(item, deps);
  all.add(deps.store.onDidChange(update));
  all.add(deps.iamStore.onDidChange(update));
  all.add(deps.mcpStore.onDidChange(update));
  all.add(deps.kiroStore.onDidChange(update));
  all.add(deps.settings.onDidChange(update));
  all.add(vscode.window.onDidChangeActiveTextEditor(update));
  all.add(vscode.window.tabGroups.onDidChangeTabs(update));
  all.add(vscode.commands.registerCommand("picket.showMenu", () => showMenu(deps)));
  all.add(vscode.commands.registerCommand("picket.showLog", () => deps.log.show()));
  all.add(
    vscode.commands.registerCommand("picket.openWalkthrough", () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", `${deps.extensionId}#start`, false),
    ),
  );
  all.add(vscode.commands.registerCommand("picket.openExample", openExample));
  update();
  item.show();
  return all;
}

function render(item: vscode.StatusBarItem, deps: StatusDeps): void {
  const input = inputOf(deps);
  const view = statusView(input);
  // The editor's own menus ask for this key.
  void vscode.commands.executeCommand("setContext", "picket.fileHasFindings", input.findings.length > 0);
  const count = view.errors + view.warnings + view.others;
  item.text = `${view.icon} ${view.kind === "found" ? `Picket: ${count}` : "Picket"}`;
  const summary = describe(view);
  item.tooltip = `${summary}\n${totalsOf(deps)}`;
  item.accessibilityInformation = { label: `Picket: ${summary}`, role: "button" };
  item.backgroundColor =
    view.kind === "found" && view.errors > 0
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
}

function inputOf({
  store,
  iamStore,
  mcpStore,
  kiroStore,
  settings,
}: StatusDeps): Parameters<typeof statusView>[0] {
  if (settings.engines().length === 0) return { state: "off", findings: [] };
  const document = vscode.window.activeTextEditor?.document;
  // A text too large for extensions has a tab and no document.
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (!document) {
    return { state: input instanceof vscode.TabInputText ? "beyond-editor" : "no-document", findings: [] };
  }
  if (!isScannable(document)) return { state: "no-document", findings: [] };
  const used = settings.secretsEnabled() ? store : iamStore;
  const state = used.state(document.uri) ?? "scanning";
  return {
    state,
    findings: [store, iamStore, mcpStore, kiroStore].flatMap(
      (one) => one.latest(document.uri)?.findings ?? [],
    ),
  };
}

function describe(view: StatusView): string {
  const { l10n } = vscode;
  const { errors, warnings, others } = view;
  const texts: Readonly<Record<StatusView["kind"], string>> = {
    found: l10n.t("Findings in this file. Errors: {0}. Warnings: {1}. Other: {2}.", errors, warnings, others),
    clean: l10n.t("Nothing found in this file"),
    scanning: l10n.t("Scanning this file…"),
    off: l10n.t("Everything is off (settings picket.secrets.enabled and picket.iam.enabled)"),
    ignored: l10n.t("This file is left out by an ignore pattern"),
    "too-large": l10n.t("Not scanned: the file is too large, or the editor does not show it as text"),
    failed: l10n.t("The scan of this file failed; the log says why"),
    idle: l10n.t("No text file is open"),
  };
  return texts[view.kind];
}

function totalsOf({ store, iamStore, mcpStore, kiroStore }: StatusDeps): string {
  const counts = [store, iamStore, mcpStore, kiroStore].map((one) => one.counts());
  const documents = new Set(counts.flatMap((count) => [...count.keys()]));
  const findings = counts.flatMap((count) => [...count.values()]).reduce((sum, count) => sum + count, 0);
  return vscode.l10n.t("Open files: {0} findings in {1} files", findings, documents.size);
}
