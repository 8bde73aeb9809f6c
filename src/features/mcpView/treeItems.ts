import * as vscode from "vscode";
import { shown } from "../../core/mcp/identity/shown.ts";
import { inertText } from "../../core/mcp/overview/inertText.ts";
import type { OverviewFile, OverviewRow } from "../../core/mcp/overview/overview.ts";
import { identityText, shownName, struck, type ServerNode, type TreeNode } from "./tree.ts";
import { approvable, badgeFlags, verdictLooks } from "./verdictLook.ts";
import { flagLabel, statusLabel } from "./wording.ts";

/** Scheme of the addresses that carry a server's look to the decorations. */
export const serverScheme = "picket-mcp-server";

/** Colour of what does not count. */
export const dimmed = "disabledForeground";

/** What the item needs to know of the tree. */
export interface ItemContext {
  /** How paths are shortened for a person. */
  readonly shortPath: (path: string) => string;
  /** Whether the groups are files, so that a server need not name its own. */
  readonly namesFile: boolean;
}

/** The editor's item for a node. */
export function toTreeItem(node: TreeNode, context: ItemContext): vscode.TreeItem {
  if (node.kind === "file") return fileItem(node.file, node.children.length, context);
  return node.kind === "verdict" ? verdictItem(node.status, node.children.length) : serverItem(node, context);
}

function fileItem(file: OverviewFile, count: number, { shortPath }: ItemContext): vscode.TreeItem {
  const { path, scope, error, readByKiro, linkTarget } = file;
  const state = count > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None;
  const item = new vscode.TreeItem(scope.label, state);
  item.id = `file:${path}:${scope.kind}`;
  item.description = error === undefined ? shortPath(path) : `${shortPath(path)} · ${error}`;
  const icon = error === undefined ? iconOf(scope.kind) : "warning";
  const color = error === undefined ? undefined : new vscode.ThemeColor("problemsErrorIcon.foreground");
  item.iconPath = new vscode.ThemeIcon(icon, color);
  item.contextValue = "file";
  const tooltip = new vscode.MarkdownString();
  const paragraph = (line: string): void => void tooltip.appendMarkdown(`${inertText(line)}\n\n`);
  paragraph(shown(path, 400));
  if (linkTarget !== undefined) paragraph(vscode.l10n.t("It is a link to {0}.", shown(linkTarget, 400)));
  if (!readByKiro) paragraph(vscode.l10n.t("Kiro does not read this file as its configuration."));
  if (error !== undefined) paragraph(error);
  item.tooltip = tooltip;
  return item;
}

function verdictItem(status: keyof typeof verdictLooks, count: number): vscode.TreeItem {
  const item = new vscode.TreeItem(statusLabel(status), vscode.TreeItemCollapsibleState.Expanded);
  const { icon, color } = verdictLooks[status];
  item.id = `verdict:${status}`;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = "verdict";
  return item;
}

function serverItem({ row }: ServerNode, context: ItemContext): vscode.TreeItem {
  const { verdict, counts, name, id } = row;
  const label = shownName(name);
  const item = new vscode.TreeItem(isLoser(row) ? struck(label) : label);
  const { icon, color } = verdictLooks[verdict.status];
  const line = lineOf(row, context);
  item.id = `server:${id}`;
  item.description = line;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(isLoser(row) ? dimmed : color));
  const marks = [
    ...(isLoser(row) ? ["shadowed"] : []),
    ...(verdict.flags.includes("DISABLED") ? ["disabled"] : []),
    ...(isStale(row) ? ["stale"] : []),
  ];
  item.resourceUri = vscode.Uri.from({
    scheme: serverScheme,
    path: `/${marks.join(",") || "plain"}/${encodeURIComponent(id)}`,
  });
  item.contextValue = ["server", ...(approvable.has(verdict.status) && counts ? ["open"] : [])].join(" ");
  item.command = { command: "picket.mcp.goToDefinition", title: "", arguments: [{ kind: "server", row }] };
  item.accessibilityInformation = { label: `${label}, ${line}` };
  item.tooltip = tooltipOf(row, context);
  return item;
}

/** Whether another definition took its place. */
function isLoser({ shadowedBy, server }: OverviewRow): boolean {
  return shadowedBy !== undefined || server.overridden;
}

function isStale({ verdict: { flags } }: OverviewRow): boolean {
  return flags.some((flag) => flag === "POLICY_EXPIRED" || flag === "POLICY_STALE");
}

/** The verdict, what else is true in a word each, and the first reason. */
function lineOf(row: OverviewRow, { shortPath, namesFile }: ItemContext): string {
  const { verdict, shadowedBy, file } = row;
  const badges = badgeFlags
    .filter((flag) => verdict.flags.includes(flag) && !(flag === "SHADOWED" && isLoser(row)))
    .map(flagLabel);
  const loser = isLoser(row) ? [loserText(shadowedBy === file.path ? undefined : shadowedBy, shortPath)] : [];
  const place = namesFile ? [] : [file.scope.label];
  const reason = verdict.reasons[0];
  const status = [statusLabel(verdict.status)];
  return [...loser, ...status, ...place, ...badges, ...(reason === undefined ? [] : [reason])].join(" · ");
}

function loserText(shadowedBy: string | undefined, shortPath: (path: string) => string): string {
  return shadowedBy === undefined
    ? vscode.l10n.t("replaced by a later key of the same name")
    : vscode.l10n.t("shadowed by {0}", shortPath(shadowedBy));
}

function tooltipOf(row: OverviewRow, { shortPath }: ItemContext): vscode.MarkdownString {
  const { l10n } = vscode;
  const { verdict, file, kiro } = row;
  // Not trusted and without HTML: names and reasons come from files.
  const text = new vscode.MarkdownString();
  const paragraph = (line: string): void => void text.appendMarkdown(`${inertText(line)}\n\n`);
  paragraph(`${shownName(row.name)}: ${statusLabel(verdict.status)}`);
  for (const reason of verdict.reasons.slice(0, 5)) paragraph(reason);
  const identity = identityText(row);
  if (identity !== "") paragraph(l10n.t("What it is: {0}", identity));
  if (verdict.policyEntry !== undefined)
    paragraph(l10n.t("Entry of the policy: {0}", shown(verdict.policyEntry)));
  if (verdict.flags.length > 0) paragraph(l10n.t("Also: {0}", verdict.flags.map(flagLabel).join(", ")));
  paragraph(l10n.t("In Kiro: {0}", kiro.reasons.slice(0, 3).join(" ")));
  paragraph(`${file.scope.label}: ${shown(shortPath(file.path), 300)}`);
  return text;
}

function iconOf(scope: string): string {
  const icons: Readonly<Record<string, string>> = {
    managed: "organization",
    central: "organization",
    user: "account",
    workspace: "root-folder",
    power: "zap",
    agent: "hubot",
    registry: "library",
  };
  return Object.hasOwn(icons, scope) ? (icons[scope] ?? "plug") : "plug";
}
