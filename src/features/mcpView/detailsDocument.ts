import * as vscode from "vscode";
import { describeError } from "../../editor/log.ts";
import { chosenRow, shortPathOf, type McpDeps } from "./environment.ts";
import { shownName } from "./tree.ts";
import { policyLine, statusLabel } from "./wording.ts";

const scheme = "picket-mcp";

/** The pages on servers, which follow every change, and the command that opens one. */
export function registerDetails(deps: McpDeps): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const pages = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => pageOf(deps, uri),
  });
  const following = deps.mcpState.onDidChange(() => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  });
  const command = vscode.commands.registerCommand("picket.mcp.showDetails", async (argument?: unknown) => {
    const row = await chosenRow(deps, argument);
    if (!row) return;
    const name = shownName(row.name).replace(/[\\/:*?"<>|#%]/g, "_");
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: JSON.stringify(row.id) });
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch (error) {
      // The editor's own Markdown extension can be disabled; the source is still readable.
      deps.log.debug(`no Markdown preview: ${describeError(error)}`);
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  });
  return vscode.Disposable.from(changed, pages, following, command);
}

async function pageOf({ mcpState: state, loadMcp }: McpDeps, uri: vscode.Uri): Promise<string> {
  const overview = (await state.ready())?.overview;
  const row = overview?.rows.find(({ id }) => id === idIn(uri));
  if (!overview || !row) return vscode.l10n.t("The server is not configured any more.");
  const { detailsPage } = await loadMcp();
  return detailsPage(row, {
    statusLabel: statusLabel(row.verdict.status),
    shortPath: shortPathOf(state),
    policy: policyLine(overview),
  });
}

function idIn({ query }: vscode.Uri): unknown {
  try {
    return JSON.parse(query);
  } catch {
    return undefined;
  }
}
