import * as vscode from "vscode";
import { describeError } from "../../editor/log.ts";
import type { McpDeps } from "./environment.ts";

/** The command that writes the effective state to a file, for an audit: read anew, as CSV or JSON. */
export function registerExport({ mcpState: state, log, loadMcp }: McpDeps): vscode.Disposable {
  return vscode.commands.registerCommand("picket.mcp.export", async (argument?: unknown) => {
    const { l10n } = vscode;
    const reading = await state.refresh({ force: true });
    if (!reading) return;
    const target = argument instanceof vscode.Uri ? argument : await askTarget();
    if (!target) return;
    const { overviewCsv, overviewJson } = await loadMcp();
    const write = /\.json$/i.test(target.path) ? overviewJson : overviewCsv;
    try {
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(write(reading.overview)));
    } catch (error) {
      log.error(`the MCP servers were not exported: ${describeError(error)}`);
      void vscode.window.showErrorMessage(l10n.t("The file was not written. The log says why."));
      return;
    }
    const open = l10n.t("Open");
    const count = reading.overview.rows.length;
    const message = l10n.t("{0} definitions of MCP servers were exported.", count);
    if ((await vscode.window.showInformationMessage(message, open)) === open)
      await vscode.window.showTextDocument(target);
  });
}

async function askTarget(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `mcp-servers-${new Date().toISOString().slice(0, 10)}.csv`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export the effective MCP servers"),
    filters: { CSV: ["csv"], JSON: ["json"] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}
