import * as vscode from "vscode";
import { createDisposables, type Disposable } from "../../editor/disposable.ts";
import type { ActivitySession } from "./session.ts";

const scheme = "picket-activity";

/** Read-only documents that show the record of an event, masked. Nothing is written anywhere. */
export interface RecordDocuments extends Disposable {
  open(n: number): Promise<void>;
}

/** The documents follow the session: an event of a source that was left, or that is no longer held, is gone from them too. */
export function createRecordDocuments(session: ActivitySession): RecordDocuments {
  const all = createDisposables();
  const changed = all.add(new vscode.EventEmitter<vscode.Uri>());
  all.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => textOf(session, uri),
    }),
  );
  const stop = session.onChange(({ kind }) => {
    if (kind !== "reset") return;
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  });
  all.add({ dispose: stop });
  return {
    async open(n) {
      const row = session.feed?.row(n);
      if (!row) return tellGone();
      const name = row.name.replace(/[^\w.-]/g, "_").slice(0, 80);
      const uri = vscode.Uri.from({ scheme, path: `/${name}-${n}.json`, query: `${session.life}.${n}` });
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.languages.setTextDocumentLanguage(document, "json");
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose: () => all.dispose(),
  };
}

function textOf(session: ActivitySession, { query }: vscode.Uri): string {
  const [life, n] = query.split(".").map(Number);
  const text = life === session.life && n !== undefined ? recordText(session, n) : undefined;
  return text ?? `${JSON.stringify({ picket: vscode.l10n.t("This event is no longer held.") })}\n`;
}

/** The record of an event as JSON, masked; undefined when it is no longer held. */
export function recordText(session: ActivitySession, n: number): string | undefined {
  const record = session.recordOf(n);
  return record === undefined ? undefined : `${escapedHidden(JSON.stringify(record, undefined, 2))}\n`;
}

/** Characters that would not show, or would move the text about, as JSON's own escapes: the value stays the same. */
export function escapedHidden(json: string): string {
  return json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f\u115f\u1160\u3164\uffa0]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/** Says that an event fell out of what is held. */
export function tellGone(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t("This event is no longer held."));
}
