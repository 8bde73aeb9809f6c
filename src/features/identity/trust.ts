import * as vscode from "vscode";

/**
 * Whether AWS may be used here; tells the person why not, with the way out. A workspace nobody trusts gets no call, even
 * though its own settings could not redirect one.
 */
export async function requireTrust(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "This workspace is in Restricted Mode, so Picket makes no AWS call. Trust the workspace to use AWS.",
    ),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand("workbench.trust.manage");
  return vscode.workspace.isTrusted;
}
