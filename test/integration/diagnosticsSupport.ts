import assert from "node:assert/strict";
import * as vscode from "vscode";
import { nodeHash } from "../../src/adapters/node/hash.ts";
import { createBaseline, formatBaseline } from "../../src/core/secrets/baseline.ts";
import { scan } from "../../src/core/secrets/scan.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A GitHub token of the right format, made up from a number: the same number, the same token. */
export function madeUpToken(number: number): string {
  let state = (number * 2_654_435_761 + 97) >>> 0;
  const next = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return alphabet[Math.floor((state / 2 ** 32) * alphabet.length)] ?? "0";
  };
  return ["ghp", Array.from({ length: 36 }, next).join("")].join("_");
}

/** The folder that the host has open. */
function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the host has a folder open");
  return folder.uri;
}

/** Writes a file of the workspace, with its folders, and gives its URI. */
export async function writeFile(path: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), path);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}

/** Removes a file or folder of the workspace, if it is there. */
export async function remove(path: string): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), path);
  await vscode.workspace.fs
    .delete(uri, { recursive: true, useTrash: false })
    .then(undefined, () => undefined);
}

/**
 * Opens a document in an editor, as a person does. A document that an extension opened itself would stay open for
 * minutes after its editor is closed.
 */
export async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand("vscode.open", uri, { preview: false });
  const active = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;
  const isActive = (): boolean => active()?.uri.toString() === uri.toString();
  await until(isActive, () => assert.ok(isActive(), `${uri.path} is in the active editor`));
  return active()!;
}

/** Opens an unsaved document in an editor. */
export async function openUntitled(content: string, language = "plaintext"): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Closes every editor without saving. The editor's own files, which it may be writing, are left alone. */
export async function closeAll(): Promise<void> {
  const inside = ({ uri }: vscode.TextDocument): boolean =>
    uri.scheme !== "file" || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const dirty = vscode.workspace.textDocuments.filter((document) => document.isDirty && inside(document));
  for (const document of dirty) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Replaces a range of the document as typing or pasting does. */
export async function replace(
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Inserts text at an offset of the document. */
export async function insert(document: vscode.TextDocument, offset: number, text: string): Promise<void> {
  const at = document.positionAt(offset);
  await replace(document, new vscode.Range(at, at), text);
}

/** Picket's diagnostics of a resource, in the order of the text. */
export function picketDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "Picket")
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

/** The texts that Picket underlines in a document now. */
export function underlined(document: vscode.TextDocument): string[] {
  return picketDiagnostics(document.uri).map(({ range }) => document.getText(range));
}

/** Waits until Picket underlines exactly these texts of the document. A failure shows their ends only. */
export async function untilUnderlined(
  document: vscode.TextDocument,
  expected: readonly string[],
): Promise<void> {
  const matches = (): boolean => underlined(document).join("\n") === expected.join("\n");
  const masked = (values: readonly string[]): string[] =>
    values.map((value) => `…${value.slice(-3)}, ${value.length} long`);
  await until(matches, () => assert.deepEqual(masked(underlined(document)), masked(expected)));
}

/** Waits until Picket has this number of diagnostics for a resource. */
export async function untilCount(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  await until(
    () => picketDiagnostics(uri).length === count,
    () => assert.equal(picketDiagnostics(uri).length, count),
  );
  return picketDiagnostics(uri);
}

/** Polls a condition; after 15 s runs the assertion that says what is wrong. */
export async function until(condition: () => boolean, explain: () => void): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  explain();
  assert.fail("the condition was met too late");
}

/** Sets a setting of the user for the time of an action, then takes it back. */
export async function withSetting(name: string, value: unknown, action: () => Promise<void>): Promise<void> {
  const update = (wanted: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration("picket").update(name, wanted, vscode.ConfigurationTarget.Global);
  await update(value);
  try {
    await action();
  } finally {
    await update(undefined);
  }
}

/** A baseline that knows every finding of a text at a path of the workspace. */
export async function baselineOf(path: string, text: string): Promise<string> {
  const findings = await scan(text, { path });
  assert.ok(findings.length > 0);
  return formatBaseline(createBaseline("5".repeat(32), [{ path, text, findings }], nodeHash));
}
