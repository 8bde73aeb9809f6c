import * as vscode from "vscode";
import { plainMessage } from "../../editor/plainMessage.ts";
import type { CheckResult } from "../../core/posture/result.ts";
import { evidencePaths } from "./evidencePaths.ts";

/** Opens a file that a result speaks of; with several, the one that the person picks. */
export async function openEvidence(result: CheckResult): Promise<void> {
  const { l10n } = vscode;
  const uris = evidencePaths(result).map((path) => vscode.Uri.file(path));
  const files = (await Promise.all(uris.map(async (uri) => ((await isFile(uri)) ? [uri] : [])))).flat();
  if (files.length === 0) {
    const message = l10n.t("None of the files that {0} speaks of is there.", result.id);
    void vscode.window.showInformationMessage(plainMessage(message));
    return;
  }
  const picked =
    files.length === 1
      ? files[0]
      : await vscode.window
          .showQuickPick(
            files.map((uri) => ({ label: uri.fsPath.replaceAll("$(", "$ ("), uri })),
            { title: l10n.t("Which file?") },
          )
          .then((item) => item?.uri);
  if (picked) await vscode.commands.executeCommand("vscode.open", picked);
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}
