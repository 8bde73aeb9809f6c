import * as vscode from "vscode";
import { rangesOf } from "../../editor/positions.ts";
import { chosenRow, isNode, type McpDeps } from "./environment.ts";

/** The command that opens the file of a server with its key selected. */
export function registerGoToDefinition(deps: McpDeps): vscode.Disposable {
  return vscode.commands.registerCommand("picket.mcp.goToDefinition", async (argument?: unknown) => {
    if (isNode(argument) && argument.kind === "file") {
      await vscode.window.showTextDocument(vscode.Uri.file(argument.file.path), { preview: true });
      return;
    }
    const row = await chosenRow(deps, argument);
    if (!row) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(row.file.path));
    const editor = await vscode.window.showTextDocument(document, { preview: true });
    const range = nameRange(document, row.server.name, row.server.nameSpan);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  });
}

/** Where the key stands; an unsaved change may have moved it, then the nearest text that reads the same. */
function nameRange(
  document: vscode.TextDocument,
  name: string,
  span: { readonly start: number; readonly end: number },
): vscode.Range {
  const text = document.getText();
  const range = rangesOf(text)(span);
  if (document.getText(range) === name) return range;
  const at = text.indexOf(JSON.stringify(name));
  return at < 0 ? range : rangesOf(text)({ start: at + 1, end: at - 1 + JSON.stringify(name).length });
}
