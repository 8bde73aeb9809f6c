import assert from "node:assert/strict";
import * as vscode from "vscode";

/**
 * Picket's quick fixes at a place, as the editor's menu has them. Waits until there are some: the editor cancels a request
 * when another extension registers its own fixes meanwhile, and has no text of a notebook cell before it is drawn.
 */
export async function fixesAt(document: vscode.TextDocument, at: vscode.Range): Promise<vscode.CodeAction[]> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const fixes = await requestFixes(document, at).catch(() => []);
    if (fixes.length > 0) return fixes;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`there are no quick fixes in ${document.uri.path}`);
}

/** Picket's quick fixes at a place as they are now. */
export async function requestFixes(
  document: vscode.TextDocument,
  at: vscode.Range,
  kind: vscode.CodeActionKind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    at,
    kind.value,
  );
  return actions.filter((action) => action.command?.command.startsWith("picket."));
}

/** The place of a text in a document. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, "the text is in the document");
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Runs the fix of that title, as choosing it in the menu does. */
export async function runFix(fixes: readonly vscode.CodeAction[], title: string): Promise<void> {
  const fix = fixes.find((action) => action.title === title);
  assert.ok(fix?.command, `there is no fix "${title}"`);
  assert.equal(fix.disabled, undefined, fix.disabled?.reason);
  await vscode.commands.executeCommand(fix.command.command, ...(fix.command.arguments ?? []));
}
