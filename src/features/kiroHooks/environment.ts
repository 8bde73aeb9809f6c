import * as vscode from "vscode";
import type * as hooks from "../../bundles/hooks.ts";
import { hookDefinitions, type HookKind } from "../../core/kiro/hookFiles/hookKinds.ts";
import { describeError, type EditorLog } from "../../editor/log.ts";

/** What the commands for Kiro's hooks need. */
export interface KiroHooksDeps {
  readonly log: EditorLog;
  readonly loadHooks: () => Promise<typeof hooks>;
  /** Path of a file of the installation's `dist`. */
  readonly inDist: (name: string) => string;
}

/** Where hooks stand. */
export interface HookPlace {
  /** Undefined: the user's own. */
  readonly folder: string | undefined;
}

/** A place that the person picks; undefined when they pick none. Workspace folders count only when they are trusted. */
export async function pickPlace(title: string): Promise<HookPlace | undefined> {
  const { l10n, workspace } = vscode;
  const folders = workspace.isTrusted
    ? (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file")
    : [];
  const items: (vscode.QuickPickItem & HookPlace)[] = [
    {
      label: `$(account) ${l10n.t("For every workspace")}`,
      detail: l10n.t("In your home folder, where no workspace can change them"),
      folder: undefined,
    },
    ...folders.map(({ name, uri }) => ({
      label: `$(root-folder) ${name}`,
      detail: l10n.t("In this workspace folder; the files name paths of this machine"),
      folder: uri.fsPath,
    })),
  ];
  const placeHolder = workspace.isTrusted
    ? l10n.t("Where do the hooks stand?")
    : l10n.t("Restricted Mode: the hooks of workspace folders are left alone");
  return vscode.window.showQuickPick(items, { title, placeHolder });
}

/** The hooks that the person ticks; undefined when they go back. */
export async function pickKinds(title: string): Promise<readonly HookKind[] | undefined> {
  const { l10n } = vscode;
  const texts: Readonly<Record<HookKind, readonly [string, string]>> = {
    guard: [l10n.t("Guard"), l10n.t("Blocks secrets, dangerous commands and changes of Kiro's own files")],
    dependencies: [l10n.t("Dependency guard"), l10n.t("Looks at packages before they are installed")],
    save: [l10n.t("Scan on save"), l10n.t("Tells the agent what is wrong in a file that was saved")],
    prompt: [l10n.t("Prompt scan"), l10n.t("Advice only: Kiro may send the prompt all the same")],
  };
  const items = hookDefinitions.map(({ kind }) => ({
    label: texts[kind][0],
    detail: texts[kind][1],
    picked: true,
    hook: kind,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ hook }) => hook);
}

/** Runs a command; what goes wrong is logged, and the person is told. */
export async function guarded(log: EditorLog, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    log.error(`Kiro's hooks: ${describeError(error)}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t("Kiro's hooks could not be changed. The log says why."),
    );
  }
}

/** Shows a text that can be read and closed without a question. */
export async function showText(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document, { preview: true });
}
