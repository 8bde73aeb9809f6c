import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import { isScannable } from "../../editor/documents.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { toRange } from "../../editor/positions.ts";
import { createDocumentScans, type DocumentScanDeps } from "./documentScans.ts";
import { toDiagnostics } from "./diagnostic.ts";

/** What the diagnostics need; `pageOf` gives the URI that opens a rule's page. */
export interface DiagnosticsDeps extends DocumentScanDeps {
  readonly pageOf: (ruleId: string) => vscode.Uri;
}

/** How long the result of a scan on demand stays in the status bar, in ms. */
const messageTime = 5000;

/** Underlines the findings of every open text document and keeps them true while it is edited. */
export function registerDiagnostics(deps: DiagnosticsDeps): vscode.Disposable {
  const { settings, store, exclusions, baselines } = deps;
  const all = createDisposables();
  const scans = all.add(createDocumentScans(deps));
  const collection = all.add(vscode.languages.createDiagnosticCollection("picket"));
  const show = (uri: vscode.Uri): void => {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    const found = document && store.get(document);
    if (found && found.findings.length > 0) {
      const rangeOf = toRange.bind(undefined, document);
      collection.set(uri, toDiagnostics(found.findings, { uri, rangeOf, pageOf: deps.pageOf }));
    } else if (found || !store.latest(uri)) {
      collection.delete(uri);
    }
  };
  const scanAll = (): void =>
    inOrder(vscode.workspace.textDocuments).forEach((open) => scans.schedule(open, 0));
  const scanOpened = (document: vscode.TextDocument): void => {
    if (isScannable(document)) scans.schedule(document, 0);
  };
  const forget = ({ uri }: vscode.TextDocument): void => {
    scans.forget(uri);
    store.delete(uri);
    // An untitled name is soon used again: the next document of that name may be open before this one is gone.
    const next = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (next) scanOpened(next);
  };
  all.add(store.onDidChange(show));
  all.add(vscode.workspace.onDidOpenTextDocument(scanOpened));
  all.add(vscode.workspace.onDidCloseTextDocument(forget));
  all.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // An event without a change tells that the document was saved or became dirty, unless the version went on.
      const changed = contentChanges.length > 0 || scans.isBehind(document);
      if (changed && isScannable(document)) {
        scans.schedule(document, settings.delayMs(), contentChanges);
      }
    }),
  );
  all.add(exclusions.onDidChange(scanAll));
  all.add(baselines.onDidChange(scanAll));
  all.add(
    settings.onDidChange((names) => {
      if (
        names.some(
          (name) =>
            name === "secrets.enabled" || name === "secrets.severity" || name === "scan.maxFileSizeMB",
        )
      )
        scanAll();
    }),
  );
  all.add(
    vscode.commands.registerCommand("picket.scanFile", async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) return;
      await scans.scanNow(document);
      vscode.window.setStatusBarMessage(resultOf(document, store), messageTime);
    }),
  );
  scanAll();
  return all;
}

/** What a scan on demand came to; the status bar item says why when there is no result. */
function resultOf(document: vscode.TextDocument, store: FindingStore): string {
  const found = store.get(document);
  if (!found) return vscode.l10n.t("Picket: this file was not scanned");
  return vscode.l10n.t("Picket: {0} findings in this file", found.findings.length);
}

/** The documents that the user looks at first. */
function inOrder(documents: readonly vscode.TextDocument[]): readonly vscode.TextDocument[] {
  const visible = new Set(vscode.window.visibleTextEditors.map((editor) => editor.document));
  const scannable = documents.filter(isScannable);
  return [...scannable.filter((one) => visible.has(one)), ...scannable.filter((one) => !visible.has(one))];
}
