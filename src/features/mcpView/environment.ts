import * as vscode from "vscode";
import type * as mcp from "../../bundles/mcp.ts";
import type { OverviewRow } from "../../core/mcp/overview/overview.ts";
import type { McpState } from "../../editor/mcpState.ts";
import type { EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import { shortenPath } from "./shortPath.ts";
import { identityText, shownName, type TreeNode } from "./tree.ts";
import { statusLabel } from "./wording.ts";

/** What the features for MCP servers need. */
export interface McpDeps {
  readonly mcpState: McpState;
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly loadMcp: () => Promise<typeof mcp>;
}

/** How paths are shortened for a person, by what is known now. */
export function shortPathOf(state: McpState): (path: string) => string {
  const home = state.current()?.home;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    name,
    path: uri.fsPath,
  }));
  return (path) => shortenPath(path, { home, folders });
}

/** The server that a menu or a link names; else the one that the person picks, undefined when they pick none. */
export async function chosenRow(
  { mcpState: state }: Pick<McpDeps, "mcpState">,
  argument: unknown,
  accept: (row: OverviewRow) => boolean = () => true,
): Promise<OverviewRow | undefined> {
  const rows = (await state.ready())?.overview.rows ?? [];
  const id = idOf(argument);
  if (id !== undefined) return rows.find((row) => row.id === id);
  return pickRow(rows.filter(accept), shortPathOf(state));
}

/** The id of a definition in what a menu hands to a command: a node of the tree, or the id itself. */
function idOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument;
  return isNode(argument) && argument.kind === "server" ? argument.row.id : undefined;
}

/** Whether a menu of the tree handed its node over. */
export function isNode(argument: unknown): argument is TreeNode {
  return typeof argument === "object" && argument !== null && "kind" in argument;
}

async function pickRow(
  rows: readonly OverviewRow[],
  shortPath: (path: string) => string,
): Promise<OverviewRow | undefined> {
  const { l10n } = vscode;
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("There is no MCP server for this."));
    return undefined;
  }
  const items = rows.map((row) => ({
    label: shownName(row.name),
    description: statusLabel(row.verdict.status),
    detail: [identityText(row), shortPath(row.file.path)].filter(Boolean).join(" · "),
    row,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("Picket: MCP servers"),
    placeHolder: l10n.t("Choose a server"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.row;
}
