import * as vscode from "vscode";
import { toRange } from "../../editor/positions.ts";
import { currentResult, type McpActionDeps } from "./actions.ts";
import { configuresServers } from "./documentScans.ts";

/** The verdict over the key of a server, and the servers of the policy where a server is typed. */
export function registerMcpLanguage(deps: McpActionDeps): vscode.Disposable {
  const selector = [{ scheme: "*" }];
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, position) => hover(deps, document, position),
    }),
    vscode.languages.registerCompletionItemProvider(
      selector,
      { provideCompletionItems: (document, position) => complete(deps, document, position) },
      '"',
    ),
  );
}

async function hover(
  deps: McpActionDeps,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  if (!configuresServers(document)) return undefined;
  const judged = await currentResult(deps, document);
  if (!judged) return undefined;
  const { hoverMcp } = await deps.loadMcp();
  const found = hoverMcp(judged.result, document.offsetAt(position), judged.context);
  // Neither trusted nor with HTML: names come from files.
  return found && new vscode.Hover(new vscode.MarkdownString(found.markdown), toRange(document, found.span));
}

async function complete(
  deps: McpActionDeps,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[] | undefined> {
  if (!configuresServers(document) || !deps.settings.mcp().enabled) return undefined;
  const { completeMcp } = await deps.loadMcp();
  const reading = await deps.mcpState.ready();
  const [policy] = reading?.policies ?? [];
  if (!policy) return undefined;
  const context = { path: document.uri.path, policy, now: Date.now() };
  const list = completeMcp(document.getText(), document.offsetAt(position), context);
  if (!list) return undefined;
  const range = toRange(document, list.span);
  return list.items.map((entry) => {
    const item = new vscode.CompletionItem(
      { label: entry.label, description: entry.detail },
      vscode.CompletionItemKind.Module,
    );
    item.insertText = entry.insertText;
    item.filterText = entry.filterText;
    item.documentation = new vscode.MarkdownString(entry.documentation);
    item.range = range;
    return item;
  });
}
