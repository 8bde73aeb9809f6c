import * as vscode from "vscode";
import { inertText } from "../../core/mcp/overview/inertText.ts";
import type { CheckResult } from "../../core/posture/result.ts";
import type { AreaNode, LineNode, PostureNode } from "./environment.ts";
import { evidencePaths } from "./evidencePaths.ts";
import { mappingLines } from "./mappingLines.ts";
import { countLine, countsOf, severityWord, statusLook, statusWord } from "./statusLook.ts";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** The editor's item for a node. */
export function toTreeItem(node: PostureNode): vscode.TreeItem {
  if (node.kind === "area") return areaItem(node);
  return node.kind === "check" ? checkItem(node.result) : lineItem(node);
}

function areaItem({ area, results }: AreaNode): vscode.TreeItem {
  const { FAIL, UNKNOWN } = countsOf(results);
  const item = new vscode.TreeItem(area, FAIL + UNKNOWN > 0 ? Expanded : Collapsed);
  item.id = `area:${area}`;
  item.description = countLine(results, vscode.l10n.t);
  item.contextValue = "area";
  item.accessibilityInformation = { label: `${area}, ${item.description}` };
  return item;
}

function checkItem(result: CheckResult): vscode.TreeItem {
  const { id, title, status, severity, reason } = result;
  const { l10n } = vscode;
  // The word first: in a narrow view it is what stays.
  const label = `${statusWord(status, l10n.t)} ${title}`;
  const item = new vscode.TreeItem(label, Collapsed);
  const { icon, color } = statusLook(result);
  const weight = status === "FAIL" ? [severityWord(severity, l10n.t)] : [];
  const said = [...weight, id, oneLine(reason)].join(" · ");
  item.id = `check:${id}`;
  item.description = said;
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = ["check", ...(evidencePaths(result).length > 0 ? ["file"] : [])].join(" ");
  item.accessibilityInformation = { label: `${label}, ${said}` };
  item.tooltip = tooltipOf(result);
  return item;
}

/** Neither trusted nor with HTML: reasons and evidence come from the machine. */
function tooltipOf(result: CheckResult): vscode.MarkdownString {
  const { l10n } = vscode;
  const { id, title, status, reason, remedy } = result;
  const text = new vscode.MarkdownString();
  const paragraph = (line: string): void => void text.appendMarkdown(`${inertText(line)}\n\n`);
  paragraph(`${id} ${title}: ${statusWord(status, l10n.t)}`);
  paragraph(reason);
  if (status === "FAIL" || status === "UNKNOWN") paragraph(l10n.t("What to do: {0}", remedy));
  paragraph(mappingLines(result).join(" · "));
  return text;
}

const icons: Readonly<Record<LineNode["role"], string>> = {
  reason: "comment",
  evidence: "search",
  note: "info",
  remedy: "lightbulb",
  mapping: "law",
  action: "arrow-right",
};

function lineItem({ id, role, text, command }: LineNode): vscode.TreeItem {
  const label = oneLine(text);
  const item = new vscode.TreeItem(label, None);
  item.id = `line:${id}`;
  item.iconPath = new vscode.ThemeIcon(icons[role]);
  item.contextValue = role;
  item.accessibilityInformation = { label };
  item.tooltip = new vscode.MarkdownString(inertText(text));
  if (command) {
    item.command = { title: label, command: command.command, arguments: [...command.arguments] };
  }
  return item;
}

/** Bounded, and without what the editor would take for an icon. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("$(", "$ (");
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
