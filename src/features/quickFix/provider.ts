import * as vscode from "vscode";
import type { Finding } from "../../core/model/finding.ts";
import type { Span } from "../../core/model/span.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { toRange, toSpan } from "../../editor/positions.ts";
import {
  actionsFor,
  fileActions,
  ignoreActions,
  touching,
  type ActionContext,
  type FixAction,
  type Obstacles,
} from "./actions.ts";

/** Most findings at one place that get actions of their own; a menu with more cannot be read. */
const mostAtOnce = 3;

/** What the menu is made from. */
export interface ProviderDeps {
  readonly store: FindingStore;
  /** Findings of the other engines: this menu offers to ignore them, their features fix them. */
  readonly otherStores: readonly FindingStore[];
  /** What stands against the fixes of one finding of the document's present version. Never rejects. */
  readonly obstacles: (document: vscode.TextDocument, finding: Finding) => Promise<Obstacles>;
}

/**
 * Quick fixes on every document that has findings: files of any language, untitled texts, notebook cells. All actions
 * are commands with questions of their own; none is a fix-all kind, so that none can run on save.
 */
export function registerProvider(deps: ProviderDeps): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    [{ scheme: "*" }],
    {
      provideCodeActions: (document, range, context, token) => provide(deps, document, range, context, token),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

async function provide(
  deps: ProviderDeps,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  token: vscode.CancellationToken,
): Promise<vscode.CodeAction[]> {
  const { store, obstacles } = deps;
  const all = store.get(document)?.findings ?? [];
  const span = toSpan(document, range);
  const here = touching(all, span).slice(0, mostAtOnce);
  const actions: vscode.CodeAction[] = [];
  for (const finding of here) {
    const actionContext: ActionContext = {
      uri: document.uri.toString(),
      total: all.length,
      suffix: here.length > 1 ? suffixOf(document, finding) : "",
      obstacles: await obstacles(document, finding),
    };
    if (token.isCancellationRequested) return [];
    const own = actionsFor(finding, actionContext, vscode.l10n);
    const file = finding === here.at(-1) ? fileActions(finding, actionContext, vscode.l10n) : [];
    const diagnostics = diagnosticsOf(document, finding, context);
    actions.push(...[...own, ...file].map((action) => toCodeAction(action, diagnostics)));
  }
  if (here.length > 0) return actions;
  return ignoring(deps, document, span, context);
}

/** Ways to accept what other engines found here; they come last, behind the fixes of those engines. */
async function ignoring(
  { otherStores, obstacles }: ProviderDeps,
  document: vscode.TextDocument,
  span: Span,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const found = otherStores.flatMap((store) => store.get(document)?.findings ?? []);
  const here = touching(found, span).slice(0, mostAtOnce);
  const menus = here.map(async (finding) => {
    const actionContext: ActionContext = {
      uri: document.uri.toString(),
      total: 0,
      suffix: here.length > 1 ? suffixOf(document, finding) : "",
      obstacles: await obstacles(document, finding),
    };
    const diagnostics = diagnosticsOf(document, finding, context);
    return ignoreActions(finding, actionContext, vscode.l10n).map((action) =>
      toCodeAction(action, diagnostics),
    );
  });
  return (await Promise.all(menus)).flat();
}

function suffixOf(document: vscode.TextDocument, finding: Finding): string {
  const line = document.positionAt(finding.span.start).line + 1;
  return ` (${finding.ruleId.slice(finding.ruleId.indexOf("/") + 1)}, ${vscode.l10n.t("line {0}", line)})`;
}

function diagnosticsOf(
  document: vscode.TextDocument,
  finding: Finding,
  context: vscode.CodeActionContext,
): vscode.Diagnostic[] {
  const range = toRange(document, finding.span);
  return context.diagnostics.filter((diagnostic) => {
    const code = typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code;
    return code === finding.ruleId && diagnostic.range.isEqual(range);
  });
}

function toCodeAction(action: FixAction, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  const codeAction = new vscode.CodeAction(action.title, vscode.CodeActionKind.QuickFix);
  codeAction.command = { title: action.title, command: action.command, arguments: [action.argument] };
  codeAction.diagnostics = diagnostics;
  codeAction.isPreferred = action.preferred;
  if (action.disabled !== undefined) codeAction.disabled = { reason: action.disabled };
  return codeAction;
}
