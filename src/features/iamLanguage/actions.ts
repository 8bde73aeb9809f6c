import * as vscode from "vscode";
import type { IamFix } from "../../core/iam/fixes/iamFix.ts";
import type { TextEdit } from "../../core/model/edit.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import { toRange, toSpan } from "../../editor/positions.ts";
import { accountFacts, policiesOf, type IamLanguageDeps } from "./environment.ts";

/** Most actions of one menu. */
const most = 24;

/**
 * The proved fixes of policies: quick fixes for what is underlined, refactorings for a token that is only pointed at.
 * Each is one edit of one document, so one undo takes it back.
 */
export function registerActions(deps: IamLanguageDeps): vscode.Disposable {
  const kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];
  const provider = vscode.languages.registerCodeActionsProvider(
    [{ scheme: "*" }],
    {
      provideCodeActions: (document, range, context, token) =>
        provide(deps, document, { range, context, token }),
    },
    { providedCodeActionKinds: kinds },
  );
  return vscode.Disposable.from(provider, vscode.commands.registerCommand(showNotes, tell));
}

/** Runs after a fix was applied: what the person should know or still do. */
const showNotes = "picket.internal.showFixNotes";

function tell(notes: unknown): void {
  if (typeof notes === "string") void vscode.window.showInformationMessage(plainMessage(notes));
}

interface Asked {
  readonly range: vscode.Range;
  readonly context: vscode.CodeActionContext;
  readonly token: vscode.CancellationToken;
}

async function provide(
  deps: IamLanguageDeps,
  document: vscode.TextDocument,
  { range, context, token }: Asked,
): Promise<vscode.CodeAction[]> {
  const result = await policiesOf(deps, document);
  if (!result || token.isCancellationRequested) return [];
  const { iam, catalogue } = await deps.loadIam();
  const { text, policies, findings } = result;
  const span = toSpan(document, range);
  const facts = accountFacts(deps);
  const fixes = iam.planIamFixes({ text, policies, findings, span, catalogue, facts });
  if (token.isCancellationRequested || document.version !== result.version) return [];
  const actions = fixes.slice(0, most).map((fix) => toAction(document, fix, context));
  const pointed = iam.tokenAt(policies, span.start);
  if (pointed?.kind === "action" && pointed.node.value.includes("*")) actions.push(narrowingAction());
  return actions.filter(({ kind }) => kind && (context.only === undefined || context.only.contains(kind)));
}

/** A wildcard can be narrowed to what CloudTrail saw; the command asks where its files are. */
function narrowingAction(): vscode.CodeAction {
  const title = vscode.l10n.t("Narrow to the actions seen in CloudTrail files…");
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.command = { title, command: "picket.narrowPolicy" };
  return action;
}

function toAction(
  document: vscode.TextDocument,
  fix: IamFix,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const diagnostics = context.diagnostics.filter((one) => answers(fix, one, toRange(document, fix.span)));
  const kind =
    diagnostics.length > 0 ? vscode.CodeActionKind.QuickFix : vscode.CodeActionKind.RefactorRewrite;
  const action = new vscode.CodeAction(fix.title, kind);
  action.edit = editOf(document, fix.edits);
  action.diagnostics = diagnostics;
  if (fix.notes.length > 0)
    action.command = { title: fix.title, command: showNotes, arguments: [fix.notes.join(" ")] };
  action.isPreferred = fix.preferred && diagnostics.length > 0;
  return action;
}

function answers({ ruleIds }: IamFix, { code, range }: vscode.Diagnostic, place: vscode.Range): boolean {
  const id = typeof code === "object" ? code.value : code;
  return typeof id === "string" && ruleIds.includes(id) && range.intersection(place) !== undefined;
}

/** The edits of a plan as one edit of the document. */
export function editOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const list = edits.map(({ span, newText }) => vscode.TextEdit.replace(toRange(document, span), newText));
  edit.set(document.uri, list);
  return edit;
}
