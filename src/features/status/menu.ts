import * as vscode from "vscode";
import type { FindingStore } from "../../editor/findingStore.ts";

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: string;
}

/** Findings of the engines. */
interface MenuStores {
  readonly store: FindingStore;
  readonly iamStore: FindingStore;
  readonly mcpStore: FindingStore;
  readonly kiroStore: FindingStore;
}

interface MenuState {
  readonly hasDocument: boolean;
  readonly hasSecrets: boolean;
  readonly hasFindings: boolean;
}

/** Shows what Picket can do now; commands that need a finding are listed only when the file has one. */
export async function showMenu(stores: MenuStores): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const has = (store: FindingStore): boolean =>
    document !== undefined && (store.latest(document.uri)?.findings.length ?? 0) > 0;
  const state = {
    hasDocument: document !== undefined,
    hasSecrets: has(stores.store),
    hasFindings: [stores.store, stores.iamStore, stores.mcpStore, stores.kiroStore].some(has),
  };
  const picked = await vscode.window.showQuickPick(items(state), {
    title: "Picket",
    placeHolder: vscode.l10n.t("Choose what to do"),
  });
  if (picked?.command) await vscode.commands.executeCommand(picked.command);
}

function items({ hasDocument, hasSecrets, hasFindings }: MenuState): readonly MenuItem[] {
  const { t } = vscode.l10n;
  const separator = (label: string): MenuItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const found: readonly MenuItem[] = [
    separator(t("This file")),
    { label: `$(arrow-right) ${t("Go to the next problem")}`, command: "editor.action.marker.next" },
  ];
  const fixes: readonly MenuItem[] = [
    { label: `$(cloud-upload) ${t("Move all secrets of this file…")}`, command: "picket.fixAllInFile" },
    { label: `$(diff) ${t("Preview the fixes of this file…")}`, command: "picket.previewFixes" },
  ];
  const scanFile: readonly MenuItem[] = [
    { label: `$(refresh) ${t("Scan this file")}`, command: "picket.scanFile" },
  ];
  return [
    ...(hasFindings ? found : []),
    ...(hasSecrets ? fixes : []),
    ...(hasDocument ? scanFile : []),
    separator(t("Workspace")),
    { label: `$(search) ${t("Scan the workspace")}`, command: "picket.scanWorkspace" },
    { label: `$(warning) ${t("Show Problems")}`, command: "workbench.actions.view.problems" },
    { label: `$(plug) ${t("Show the MCP servers")}`, command: "picket.mcpServers.focus" },
    separator("AWS"),
    { label: `$(account) ${t("Show the AWS identity")}`, command: "picket.showAwsIdentity" },
    { label: `$(key) ${t("Choose AWS profile and Region…")}`, command: "picket.selectAwsProfile" },
    separator(t("Help")),
    { label: `$(book) ${t("Read about a rule…")}`, command: "picket.openRuleDocs" },
    { label: `$(rocket) ${t("Open the walkthrough")}`, command: "picket.openWalkthrough" },
    { label: `$(output) ${t("Show the log")}`, command: "picket.showLog" },
  ];
}
