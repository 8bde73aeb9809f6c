import * as vscode from "vscode";
import { describeError } from "../../editor/log.ts";
import type { ReportFormat } from "./environment.ts";
import type { PostureParts } from "./parts.ts";

/** Writes the last report to a file: for a person as HTML, for a spreadsheet as CSV, with its proof as JSON. */
export async function exportReport(parts: PostureParts, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const { runner, loadPosture, log } = parts;
  const run = await runner.ready();
  if (!run) {
    void vscode.window.showInformationMessage(l10n.t("There are no results yet. Check the posture first."));
    return;
  }
  const target = argument instanceof vscode.Uri ? argument : await askTarget();
  if (!target) return;
  const text = await (await loadPosture()).render(run, formatOf(target.path));
  try {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    log.error(`the posture report was not exported: ${describeError(error)}`);
    void vscode.window.showErrorMessage(l10n.t("The file was not written. The log says why."));
    return;
  }
  const open = l10n.t("Open");
  if ((await vscode.window.showInformationMessage(l10n.t("The report was exported."), open)) === open)
    await vscode.commands.executeCommand("vscode.open", target);
}

function formatOf(path: string): ReportFormat {
  const [, ending] = /\.(json|csv)$/i.exec(path) ?? [];
  return ending === undefined ? "html" : ending.toLowerCase() === "csv" ? "csv" : "json";
}

async function askTarget(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `posture-${new Date().toISOString().slice(0, 10)}.html`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export the posture report"),
    filters: { HTML: ["html"], CSV: ["csv"], [vscode.l10n.t("JSON, with its proof")]: ["json"] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}
