import * as vscode from "vscode";

/**
 * Schemes of documents that are copies of others or the editor's own output. Findings in them would repeat those of
 * the real document, or could not be fixed there.
 */
const copies: ReadonlySet<string> = new Set([
  "output",
  "extension-output",
  "log",
  "git",
  "git-commit",
  "gitfs",
  "gitlens",
  "git-graph",
  "svn",
  "hg",
  "pr",
  "review",
  "scm-history-item",
  "search-editor",
  "merge-conflict.conflict-diff",
  "chat-editing-snapshot-text-model",
  "chat-editing-text-model",
  "vscode-bulkeditpreview-editor",
  "vscode-bulkeditpreview-multieditor",
  "vscode-local-history",
  "picket-activity",
  "picket-activity-text",
  "picket-fix",
  "picket-iam",
  "picket-mcp",
  "picket-posture",
  "vscode-terminal",
  "walkThrough",
  "walkThroughSnippet",
  "debug",
]);

/** Whether Picket looks at the document: any scheme and language but copies of other documents. */
export function isScannable(document: vscode.TextDocument): boolean {
  return !document.isClosed && !copies.has(document.uri.scheme);
}

/**
 * The path under which the engine, the ignore patterns and the baseline know a resource: relative to its workspace
 * folder, else the whole path, with `/`. A notebook cell has its notebook's path.
 */
export function scanPath(uri: vscode.Uri): string {
  const folder = vscode.workspace.getWorkspaceFolder(notebookOf(uri) ?? uri);
  const base = folder ? `${folder.uri.path.replace(/\/$/, "")}/` : undefined;
  return base && uri.path.startsWith(base) ? uri.path.slice(base.length) : uri.path.replace(/^\//, "");
}

/** The workspace folder that the resource, or its notebook, stands in. */
export function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  return vscode.workspace.getWorkspaceFolder(notebookOf(uri) ?? uri);
}

function notebookOf(uri: vscode.Uri): vscode.Uri | undefined {
  if (uri.scheme !== "vscode-notebook-cell") return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document.uri.toString() === uri.toString()),
  )?.uri;
}
