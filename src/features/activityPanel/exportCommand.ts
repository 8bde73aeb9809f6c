import * as vscode from "vscode";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import { compileFilter, narrowings } from "../../protocol/activityFilter.ts";
import { describeError } from "../../editor/log.ts";
import type { ActivityDeps } from "./environment.ts";
import { toPanelRow } from "./panelRow.ts";
import type { PanelView } from "./panelView.ts";
import type { ActivitySession } from "./session.ts";

export interface ExportDeps extends ActivityDeps {
  readonly session: ActivitySession;
  readonly view: PanelView;
}

/** Lines that are joined at once; between two such parts others get their turn. */
const linesAtOnce = 500;

/** Writes the events to a file: those that the filter leaves, or all; as CSV, or as JSON lines with the masked records. */
export async function exportActivity(deps: ExportDeps, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const rows = await chosenRows(deps, argument);
  if (!rows) return;
  const target = argument instanceof vscode.Uri ? argument : await askTarget();
  if (!target) return;
  try {
    const text = await textOf(deps, rows, /\.csv$/i.test(target.path));
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    deps.log.error(`the activity was not exported: ${describeError(error)}`);
    void vscode.window.showErrorMessage(l10n.t("The file was not written. The log says why."));
    return;
  }
  const open = l10n.t("Open");
  const message = l10n.t("Events exported: {0}.", rows.length);
  if ((await vscode.window.showInformationMessage(message, open)) === open)
    await vscode.commands.executeCommand("vscode.open", target);
}

async function chosenRows(
  { session, view }: ExportDeps,
  argument: unknown,
): Promise<readonly FeedRow[] | undefined> {
  const { l10n } = vscode;
  const rows = [...(session.feed?.rows ?? [])];
  if (rows.length === 0) {
    void vscode.window.showInformationMessage(l10n.t("There are no events to export yet."));
    return undefined;
  }
  if (narrowings(view.filter) === 0 || argument instanceof vscode.Uri) return rows;
  const isShown = compileFilter(view.filter, Date.now());
  const shown = rows.filter((row) => isShown(toPanelRow(row, true)));
  const picked = await vscode.window.showQuickPick(
    [
      { label: l10n.t("Events that the filter shows"), description: String(shown.length), rows: shown },
      { label: l10n.t("All events"), description: String(rows.length), rows },
    ],
    { title: l10n.t("Which events?") },
  );
  return picked?.rows;
}

async function textOf(
  { session, loadActivity }: ExportDeps,
  rows: readonly FeedRow[],
  asCsv: boolean,
): Promise<string> {
  const { exportCsv, exportJsonl } = await loadActivity();
  const lines = asCsv ? exportCsv(rows) : exportJsonl(rows, ({ n }) => session.recordOf(n));
  const parts: string[] = [];
  let part: string[] = [];
  for (const line of lines) {
    part.push(line);
    if (part.length < linesAtOnce) continue;
    parts.push(part.join(""));
    part = [];
    await new Promise((resolve) => setImmediate(resolve));
  }
  return [...parts, ...part].join("");
}

async function askTarget(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `agent-activity-${new Date().toISOString().slice(0, 10)}.csv`;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export agent activity"),
    filters: { CSV: ["csv"], [vscode.l10n.t("JSON lines, with records")]: ["jsonl"] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}
