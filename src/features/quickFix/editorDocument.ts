import * as vscode from "vscode";
import { applyEdits, type TextEdit } from "../../core/model/edit.ts";
import type { Baselines } from "../../editor/baselines.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { scanPath } from "../../editor/documents.ts";
import { toRange } from "../../editor/positions.ts";
import type { Settings } from "../../editor/settings.ts";
import type { TextScanner } from "../../editor/textScanner.ts";
import type { ApplyOutcome, FlowDocument, Snapshot } from "./flowDocument.ts";
import { pageScheme, type Pages } from "./pages.ts";

/** What an editor document needs from outside. */
export interface EditorDocumentDeps {
  readonly findings: FindingStore;
  readonly pages: Pages;
  readonly scanner: TextScanner;
  readonly severities: Settings["severities"];
  readonly baselines: Pick<Baselines, "unknown">;
  /** Whether this account may write the local file. */
  readonly canWrite: (fsPath: string) => Promise<boolean>;
}

/** A flow's view of one document of the editor: a file, an untitled text or a notebook cell. */
export function createEditorDocument(uri: vscode.Uri, deps: EditorDocumentDeps): FlowDocument {
  const path = scanPath(uri);
  return {
    path,
    label: path.slice(path.lastIndexOf("/") + 1),
    async current() {
      const document = await openDocument(uri);
      return document && snapshotOf(document);
    },
    async findings(snapshot) {
      const document = openNow(uri);
      const known = document && deps.findings.get(document);
      if (known?.version === snapshot.version && document?.getText() === snapshot.text) return known.findings;
      const context = { path, languageId: snapshot.languageId, severities: deps.severities() };
      const found = await deps.scanner.scan(snapshot.text, context);
      return deps.baselines.unknown(uri, snapshot.text, found);
    },
    readOnlyReason: () => readOnlyReason(uri, deps.canWrite),
    apply: (snapshot, edits, preview) => apply(uri, snapshot, edits, preview),
    async compare(snapshot, edits) {
      const result = deps.pages.add(path.slice(path.lastIndexOf("/") + 1), applyEdits(snapshot.text, edits));
      const title = vscode.l10n.t("{0}: now and after the fix", path);
      await vscode.commands.executeCommand("vscode.diff", uri, result, title, { preview: true });
    },
  };
}

/** The file behind a document: the notebook of a cell, else the document itself. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  return notebookOf(uri)?.uri ?? uri;
}

function notebookOf(uri: vscode.Uri): vscode.NotebookDocument | undefined {
  const key = uri.toString();
  const holds = (notebook: vscode.NotebookDocument): boolean =>
    notebook.getCells().some((cell) => cell.document.uri.toString() === key);
  return uri.scheme === "vscode-notebook-cell" ? vscode.workspace.notebookDocuments.find(holds) : undefined;
}

function openNow(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
}

/** Opens a file again when it was closed; an untitled text or a cell that is closed is gone. */
async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = openNow(uri);
  if (open || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === undefined) return open;
  return vscode.workspace.openTextDocument(uri).then(
    (document) => document,
    () => undefined,
  );
}

function snapshotOf(document: vscode.TextDocument): Snapshot {
  return { version: document.version, text: document.getText(), languageId: document.languageId };
}

async function readOnlyReason(
  uri: vscode.Uri,
  canWrite: EditorDocumentDeps["canWrite"],
): Promise<string | undefined> {
  if (uri.scheme === "untitled") return undefined;
  const file = fileOf(uri);
  if (file.scheme !== "untitled" && vscode.workspace.fs.isWritableFileSystem(file.scheme) !== true) {
    return vscode.l10n.t("This view is read-only.");
  }
  const stat = await vscode.workspace.fs.stat(file).then(
    (found) => found,
    () => undefined,
  );
  const marked = ((stat?.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0;
  const locked = stat !== undefined && file.scheme === "file" && !(await canWrite(file.fsPath));
  return marked || locked ? vscode.l10n.t("This file is read-only.") : undefined;
}

async function apply(
  uri: vscode.Uri,
  snapshot: Snapshot,
  edits: readonly TextEdit[],
  preview: string | undefined,
): Promise<ApplyOutcome> {
  const document = await openDocument(uri);
  if (document?.getText() !== snapshot.text) return "stale";
  const workspaceEdit = toWorkspaceEdit(document, edits, preview);
  // The editor itself refuses the edit when its text is newer than ours: nothing can slip in between.
  // Not marked as a refactoring: the editor would save the file on its own ("files.refactoring.autoSave").
  const applied = await vscode.workspace.applyEdit(workspaceEdit);
  const now = (await openDocument(uri))?.getText();
  if (!applied) return now === snapshot.text ? (preview === undefined ? "refused" : "discarded") : "stale";
  await closeComparisons(uri);
  if (preview === undefined) return "applied";
  return plainLines(now ?? "") === plainLines(applyEdits(snapshot.text, edits)) ? "applied" : "partly";
}

/** Closes comparisons of the document with a plan's result: the text is now what they showed. */
async function closeComparisons(uri: vscode.Uri): Promise<void> {
  const stale = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff &&
        input.original.toString() === uri.toString() &&
        input.modified.scheme === pageScheme,
    );
  if (stale.length === 0) return;
  // The text has changed by now: a tab that cannot be closed must not look like a fix that failed.
  await vscode.window.tabGroups.close(stale, true).then(undefined, () => false);
}

/**
 * One workspace edit for the whole plan: one undo step. With `preview` (a label for the changes) the editor shows its
 * refactor preview and leaves the decision to the person.
 */
function toWorkspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
  preview?: string,
): vscode.WorkspaceEdit {
  const workspaceEdit = new vscode.WorkspaceEdit();
  const changes = edits.map((edit) => new vscode.TextEdit(toRange(document, edit.span), edit.newText));
  if (preview === undefined) {
    workspaceEdit.set(document.uri, changes);
  } else {
    const metadata = { needsConfirmation: true, label: preview };
    workspaceEdit.set(
      document.uri,
      changes.map((change): [vscode.TextEdit, vscode.WorkspaceEditEntryMetadata] => [change, metadata]),
    );
  }
  return workspaceEdit;
}

/** The editor writes its own line ends, whatever the plan had. */
function plainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
