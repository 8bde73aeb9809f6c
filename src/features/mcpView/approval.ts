import * as vscode from "vscode";
import type { OverviewRow } from "../../core/mcp/overview/overview.ts";
import { mcpRights, type McpRole } from "../../editor/mcpRole.ts";
import { chosenRow, shortPathOf, type McpDeps } from "./environment.ts";
import { approvable } from "./verdictLook.ts";

/** The commands that lead to approval: a filled request for whoever decides, or a draft of the policy's entry. */
export function registerApproval(deps: McpDeps): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("picket.mcp.requestApproval", (argument?: unknown) =>
      request(deps, argument),
    ),
    vscode.commands.registerCommand("picket.mcp.draftEntry", (argument?: unknown) => draft(deps, argument)),
  );
}

async function request(deps: McpDeps, argument: unknown): Promise<void> {
  const { role } = deps.settings.mcp();
  const { asks } = mcpRights[role];
  if (asks === undefined) return tellRole();
  const row = await chosenRow(deps, argument, isOpen);
  if (!row) return;
  const { identify, requestApproval } = await deps.loadMcp();
  const { server, verdict, file } = row;
  const judged = { server, verdict, found: identify(server.definition) };
  const text = requestApproval(judged, {
    role: roleName(role),
    to: roleName(asks),
    path: shortPathOf(deps.mcpState)(file.path),
    scope: file.scope.label,
    now: Date.now(),
  });
  await show(text, "markdown");
}

async function draft(deps: McpDeps, argument: unknown): Promise<void> {
  if (!mcpRights[deps.settings.mcp().role].drafts) return tellRole();
  const row = await chosenRow(deps, argument, isOpen);
  if (!row) return;
  const { identify, toPolicyEntry } = await deps.loadMcp();
  const { server, verdict } = row;
  const { entry, notes } = toPolicyEntry({ server, found: identify(server.definition) });
  if (!entry) {
    void vscode.window.showWarningMessage(notes.join(" "));
    return;
  }
  const { l10n } = vscode;
  const lines = [
    l10n.t("An entry for the servers of the allowlist. Review it before it is signed."),
    ...notes,
    ...verdict.reasons.slice(0, 3),
  ];
  const comments = lines.map((line) => `// ${line.replace(/\s+/g, " ")}`);
  await show([...comments, JSON.stringify(entry, undefined, 2), ""].join("\n"), "jsonc");
}

function isOpen({ counts, verdict }: OverviewRow): boolean {
  return counts && approvable.has(verdict.status);
}

/** An unsaved document: nothing is sent, the person does with it what their organisation asks for. */
async function show(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}

function tellRole(): void {
  const message = vscode.l10n.t("This is not for your role (setting picket.mcp.role).");
  void vscode.window.showInformationMessage(message);
}

function roleName(role: McpRole): string {
  const { l10n } = vscode;
  const names: Readonly<Record<McpRole, string>> = {
    developer: l10n.t("developer"),
    lead: l10n.t("lead"),
    securityAdmin: l10n.t("security administrator"),
    compliance: l10n.t("compliance officer"),
  };
  return names[role];
}
