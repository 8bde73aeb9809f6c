import * as vscode from "vscode";
import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import type { ActivityDeps } from "./environment.ts";
import type { PanelView } from "./panelView.ts";
import { recordText, tellGone, type RecordDocuments } from "./recordDocument.ts";
import type { ActivitySession } from "./session.ts";
import type { TextDocuments } from "./textDocuments.ts";

export interface RowDeps extends ActivityDeps {
  readonly session: ActivitySession;
  readonly view: PanelView;
  readonly documents: RecordDocuments;
  readonly texts: TextDocuments;
}

/** The event that a menu, a tree or a link names, else the one that is selected; undefined, and said, when there is none. */
export function chosenRow(
  { session, view }: Pick<RowDeps, "session" | "view">,
  argument: unknown,
): FeedRow | undefined {
  const n = numberIn(argument) ?? view.selected;
  if (n === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Select an event in the view first."));
    return undefined;
  }
  const row = session.feed?.row(n);
  if (!row) tellGone();
  return row;
}

/** A number itself, `{ n }` of the page's context menu, or a node of the tree of alerts with its `row`. */
function numberIn(argument: unknown): number | undefined {
  if (typeof argument === "number") return argument;
  if (typeof argument !== "object" || argument === null) return undefined;
  if ("n" in argument && typeof argument.n === "number") return argument.n;
  return "row" in argument ? numberIn(argument.row) : undefined;
}

export async function openRecord(deps: RowDeps, argument: unknown): Promise<void> {
  const row = chosenRow(deps, argument);
  if (row) await deps.documents.open(row.n);
}

export async function copyRecord(deps: RowDeps, argument: unknown): Promise<void> {
  const row = chosenRow(deps, argument);
  const text = row && recordText(deps.session, row.n);
  if (text !== undefined) await copy(text, vscode.l10n.t("The record was copied, with secrets masked."));
  else if (row) tellGone();
}

export async function copyLookup(deps: RowDeps, argument: unknown): Promise<void> {
  const { l10n } = vscode;
  const row = chosenRow(deps, argument);
  if (!row) return;
  const { lookupCommand } = await deps.loadActivity();
  const command = lookupCommand(row);
  if (command !== undefined) return copy(command, l10n.t("The command was copied."));
  const message = l10n.t("This event has no id or Region that a lookup could use.");
  void vscode.window.showInformationMessage(message);
}

async function copy(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(message, 4_000);
}

/** Narrows the list to calls of the same name to the same service. */
export function showSimilar(deps: RowDeps, argument: unknown): void {
  const row = chosenRow(deps, argument);
  if (row) deps.view.narrow({ services: [row.service], names: [row.name] });
}
