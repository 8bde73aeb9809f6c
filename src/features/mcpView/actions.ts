import * as vscode from "vscode";
import type { McpFix } from "../../core/mcp/fixes/mcpFix.ts";
import { describeFault } from "../../editor/log.ts";
import { mcpRights } from "../../editor/mcpRole.ts";
import { plainMessage } from "../../editor/plainMessage.ts";
import { toRange, toSpan } from "../../editor/positions.ts";
import { configuresServers, type McpDocument, type McpDocuments } from "./documentScans.ts";
import type { McpDeps } from "./environment.ts";
import { approvable } from "./verdictLook.ts";

/** What the actions in configuration files need. */
export interface McpActionDeps extends McpDeps {
  readonly mcpDocuments: McpDocuments;
}

/** Runs after a fix was applied: what the person should know or still do. */
const showNotes = "picket.internal.showMcpFixNotes";

/** The fixes of what is underlined in configuration files, each one edit of one document; and the way to approval. */
export function registerMcpActions(deps: McpActionDeps): vscode.Disposable {
  const provider = vscode.languages.registerCodeActionsProvider(
    [{ scheme: "*" }],
    {
      provideCodeActions: (document, range, context, token) =>
        provide(deps, document, { range, context, token }),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(
    provider,
    vscode.commands.registerCommand(showNotes, (notes: unknown) => {
      if (typeof notes === "string") void vscode.window.showInformationMessage(plainMessage(notes));
    }),
  );
}

interface Asked {
  readonly range: vscode.Range;
  readonly context: vscode.CodeActionContext;
  readonly token: vscode.CancellationToken;
}

async function provide(
  deps: McpActionDeps,
  document: vscode.TextDocument,
  { range, context, token }: Asked,
): Promise<vscode.CodeAction[]> {
  const wanted = context.only === undefined || context.only.contains(vscode.CodeActionKind.QuickFix);
  if (!wanted || !configuresServers(document)) return [];
  const rights = mcpRights[deps.settings.mcp().role];
  const judged = await currentResult(deps, document);
  if (!judged || token.isCancellationRequested) return [];
  const span = toSpan(document, range);
  const { planMcpFixes } = await deps.loadMcp();
  const { text, result, context: given } = judged;
  const fixes = rights.fixes ? planMcpFixes({ text, result, context: given, span }) : [];
  if (token.isCancellationRequested || document.version !== judged.version) return [];
  const asks = rights.asks !== undefined || rights.drafts;
  return [
    ...fixes.map((fix) => toAction(document, fix, context)),
    ...(asks ? approvalActions(deps, document, { judged, offset: span.start, context }) : []),
  ];
}

/** The judgement on the document as it is now; undefined when it is left out or went on meanwhile. */
export async function currentResult(
  { mcpDocuments, log }: McpActionDeps,
  document: vscode.TextDocument,
): Promise<McpDocument | undefined> {
  try {
    const judged = await mcpDocuments.resultOf(document);
    return judged?.version === document.version && !document.isClosed ? judged : undefined;
  } catch (error) {
    log.debug(`no MCP servers of a ${document.uri.scheme} document: ${describeFault(error)}`);
    return undefined;
  }
}

function toAction(
  document: vscode.TextDocument,
  fix: McpFix,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  const edit = new vscode.WorkspaceEdit();
  const edits = fix.edits.map(({ span, newText }) =>
    vscode.TextEdit.replace(toRange(document, span), newText),
  );
  edit.set(document.uri, edits);
  action.edit = edit;
  action.diagnostics = context.diagnostics.filter((one) => answers(fix, one, toRange(document, fix.span)));
  action.isPreferred = fix.preferred && action.diagnostics.length > 0;
  if (fix.notes.length > 0)
    action.command = { title: fix.title, command: showNotes, arguments: [fix.notes.join(" ")] };
  return action;
}

function answers({ ruleIds }: McpFix, { code, range }: vscode.Diagnostic, place: vscode.Range): boolean {
  const id = typeof code === "object" ? code.value : code;
  return typeof id === "string" && ruleIds.includes(id) && range.intersection(place) !== undefined;
}

interface ApprovalPlace {
  readonly judged: McpDocument;
  readonly offset: number;
  readonly context: vscode.CodeActionContext;
}

/** For a server at the cursor that is not simply allowed: ask for approval, or draft the entry, as the role does. */
function approvalActions(
  { mcpState: state, settings }: McpActionDeps,
  document: vscode.TextDocument,
  { judged, offset, context }: ApprovalPlace,
): readonly vscode.CodeAction[] {
  const { l10n } = vscode;
  const entry = judged.result.verdicts.find(
    ({ server: { span, overridden } }) => !overridden && span.start <= offset && offset <= span.end,
  );
  if (!entry || !approvable.has(entry.verdict.status)) return [];
  const row = state
    .current()
    ?.overview.rows.find(
      ({ file, server }) => file.path === document.uri.fsPath && server.name === entry.server.name,
    );
  if (!row) return [];
  const drafts = mcpRights[settings.mcp().role].drafts;
  const title = drafts ? l10n.t("Draft an allowlist entry…") : l10n.t("Request approval…");
  const details = l10n.t("Why this verdict?");
  const actions = [
    commandAction(title, drafts ? "picket.mcp.draftEntry" : "picket.mcp.requestApproval", row.id),
    commandAction(details, "picket.mcp.showDetails", row.id),
  ];
  // The editor lists what answers a problem above what does not.
  const own = context.diagnostics.filter(
    ({ code }) => typeof code === "object" && String(code.value).startsWith("mcp/"),
  );
  for (const action of actions) action.diagnostics = own;
  return actions;
}

function commandAction(title: string, command: string, id: string): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: [id] };
  return action;
}
