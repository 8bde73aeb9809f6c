import * as vscode from "vscode";
import type { KiroFix } from "../../core/kiro/fixes/kiroFix.ts";
import { describeFault } from "../../editor/log.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import { toRange, toSpan } from "../../editor/positions.ts";
import { isKiroFile, type KiroDocumentDeps, type KiroDocuments } from "./documentScans.ts";

/** Runs after a fix was applied: what the person should know or still do. */
const showNotes = "picket.internal.showKiroFixNotes";

/** Writes the file that takes the place of another one; an edit of a menu cannot carry the content of a new file. */
const replaceFile = "picket.internal.replaceKiroFile";

/** The fixes of what is underlined in Kiro's files. */
export function registerKiroActions(deps: KiroDocumentDeps, documents: KiroDocuments): vscode.Disposable {
  const provider = vscode.languages.registerCodeActionsProvider(
    [{ scheme: "*" }],
    {
      provideCodeActions: (document, range, context, token) =>
        provide(deps, documents, { document, range, context, token }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(
    provider,
    vscode.commands.registerCommand(showNotes, (notes: unknown) => {
      if (typeof notes === "string") void vscode.window.showInformationMessage(plainMessage(notes));
    }),
    vscode.commands.registerCommand(replaceFile, replace),
  );
}

interface Asked {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly context: vscode.CodeActionContext;
  readonly token: vscode.CancellationToken;
}

async function provide(
  { loadKiro, log }: KiroDocumentDeps,
  documents: KiroDocuments,
  { document, range, context, token }: Asked,
): Promise<vscode.CodeAction[]> {
  const wanted = context.only === undefined || context.only.contains(vscode.CodeActionKind.QuickFix);
  if (!wanted || !isKiroFile(document)) return [];
  try {
    const judged = await documents.resultOf(document);
    if (!judged) return [];
    const { planKiroFixes } = await loadKiro();
    if (token.isCancellationRequested || document.isClosed || document.version !== judged.version) return [];
    const fixes = planKiroFixes({ ...judged, span: toSpan(document, range) });
    return fixes.map((fix) => toAction(document, fix, context));
  } catch (error) {
    log.debug(`no fixes for a file of Kiro (${document.uri.scheme}): ${describeFault(error)}`);
    return [];
  }
}

function toAction(
  document: vscode.TextDocument,
  fix: KiroFix,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = context.diagnostics.filter(({ code, range }) => {
    const id = typeof code === "object" ? code.value : code;
    return id === fix.ruleId && range.intersection(toRange(document, fix.span)) !== undefined;
  });
  action.isPreferred = fix.preferred && action.diagnostics.length > 0;
  const notes = fix.notes.join(" ");
  const { title, replacedBy } = fix;
  if (replacedBy) {
    const target = vscode.Uri.joinPath(document.uri, "..", replacedBy.name);
    const places = [document.uri.toString(), target.toString()];
    action.command = { title, command: replaceFile, arguments: [...places, replacedBy.text, notes] };
    return action;
  }
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(
    document.uri,
    fix.edits.map(({ span, newText }) => vscode.TextEdit.replace(toRange(document, span), newText)),
  );
  if (notes !== "") action.command = { title, command: showNotes, arguments: [notes] };
  return action;
}

/** Nothing is changed when the new file is there already. One step of undo takes both changes back. */
async function replace(...given: readonly unknown[]): Promise<void> {
  const [from, to, text, notes] = given.map((one) => (typeof one === "string" ? one : ""));
  if (!from || !to || !text) return;
  const edit = new vscode.WorkspaceEdit();
  const contents = new TextEncoder().encode(text);
  edit.createFile(vscode.Uri.parse(to), { overwrite: false, ignoreIfExists: false, contents });
  edit.deleteFile(vscode.Uri.parse(from), { ignoreIfNotExists: true });
  const done = await vscode.workspace.applyEdit(edit).then(undefined, () => false);
  const failure = vscode.l10n.t("The hook was not migrated: there may be a file of the new name already.");
  if (!done) void vscode.window.showWarningMessage(failure);
  else if (notes) void vscode.window.showInformationMessage(plainMessage(notes));
}
