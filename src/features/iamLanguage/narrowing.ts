import * as vscode from "vscode";
import type { IamFix } from "../../core/iam/fixes/iamFix.ts";
import { describeFault } from "../../editor/log.ts";
import { editOf } from "./actions.ts";
import { accountFacts, activePolicies, type IamLanguageDeps, type IamTools } from "./environment.ts";

/** Narrows actions of the policy in the active editor to those that the CloudTrail files of a folder show. */
export function registerNarrowing(deps: IamLanguageDeps): vscode.Disposable {
  return vscode.commands.registerCommand("picket.narrowPolicy", async () => {
    try {
      await narrow(deps);
    } catch (error) {
      deps.log.error(`Narrowing a policy failed: ${describeFault(error)}`);
      const message = vscode.l10n.t("The policy could not be narrowed; the log has details.");
      void vscode.window.showErrorMessage(message);
    }
  });
}

async function narrow(deps: IamLanguageDeps): Promise<void> {
  const { l10n } = vscode;
  const active = await activePolicies(deps);
  if (!active) return;
  const title = l10n.t("Folder with CloudTrail files (.json, .json.gz)");
  const dialog = { title, canSelectFolders: true, canSelectFiles: false, openLabel: l10n.t("Read Events") };
  const [folder] = (await vscode.window.showOpenDialog(dialog)) ?? [];
  if (!folder) return;
  const tools = await deps.loadIam();
  const seenActions = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t("Reading CloudTrail files"),
      cancellable: true,
    },
    (_progress, token) => readSeen(folder, tools, token),
  );
  if (!seenActions) return;
  const { editor, result } = active;
  if (editor.document.version !== result.version) {
    void vscode.window.showInformationMessage(l10n.t("The text changed meanwhile. Run the command again."));
    return;
  }
  const { text, policies, findings } = result;
  const facts = { ...accountFacts(deps), seenActions };
  const only = new Set(["narrow-to-seen"] as const);
  const fixes = tools.iam.planIamFixes({ text, policies, findings, only, catalogue: tools.catalogue, facts });
  const fix = await choose(fixes, editor.document);
  if (!fix) return;
  await vscode.workspace.applyEdit(editOf(editor.document, fix.edits));
  if (fix.notes.length > 0) void vscode.window.showInformationMessage(fix.notes.join(" "));
}

/** The actions seen; undefined when the person cancelled or nothing was readable. */
async function readSeen(
  folder: vscode.Uri,
  { iam, catalogue }: IamTools,
  token: vscode.CancellationToken,
): Promise<readonly string[] | undefined> {
  const seen = new iam.SeenActions(catalogue);
  let records = 0;
  for await (const entry of iam.readTrail(folder.fsPath)) {
    if (token.isCancellationRequested) return undefined;
    if (entry.kind !== "record") continue;
    records++;
    seen.add(entry.record);
  }
  if (records > 0) return seen.actions;
  void vscode.window.showWarningMessage(vscode.l10n.t("There are no CloudTrail events in this folder."));
  return undefined;
}

async function choose(fixes: readonly IamFix[], document: vscode.TextDocument): Promise<IamFix | undefined> {
  const { l10n } = vscode;
  if (fixes.length === 0) {
    const message = l10n.t(
      "Nothing can be narrowed: the events use all that the policy names, or none of it.",
    );
    void vscode.window.showInformationMessage(message);
    return undefined;
  }
  if (fixes.length === 1) return fixes[0];
  const items = fixes.map((fix) => ({
    label: fix.title,
    description: l10n.t("line {0}", document.positionAt(fix.span.start).line + 1),
    fix,
  }));
  return (await vscode.window.showQuickPick(items, { title: l10n.t("What to narrow?") }))?.fix;
}
