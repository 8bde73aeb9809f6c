import * as vscode from "vscode";
import type { CustomRules } from "../../editor/customRules.ts";
import { createDisposables } from "../../editor/disposable.ts";
import { isScannable } from "../../editor/documents.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { toRange } from "../../editor/positions.ts";
import { createDocumentScans, type DocumentScanDeps } from "./documentScans.ts";
import { toDiagnostics } from "./diagnostic.ts";
import { createIamScans, type IamScanDeps } from "./iamScans.ts";

/** What the diagnostics need; `pageOf` gives the URI that opens a rule's page. */
export interface DiagnosticsDeps extends DocumentScanDeps, IamScanDeps {
  readonly pageOf: (ruleId: string) => vscode.Uri;
  /** Rules of the user's own, after whose change every open document is scanned again. */
  readonly customRules: Pick<CustomRules, "onDidChange">;
  /** Findings of configurations of MCP servers, which another feature keeps. */
  readonly mcpStore: FindingStore;
  /** Findings of Kiro's own files, which another feature keeps. */
  readonly kiroStore: FindingStore;
}

/** How long the result of a scan on demand stays in the status bar, in ms. */
const messageTime = 5000;

/** How much longer policies wait for a quiet time than secrets, in ms: they are judged as a whole. */
const extraDelay = 120;

/** Settings after whose change every open document is scanned again. */
const deciding = new Set([
  "secrets.enabled",
  "secrets.severity",
  "iam.enabled",
  "iam.severity",
  "iam.policyTypes",
  "scan.maxFileSizeMB",
]);

/** Underlines the findings of every open text document and keeps them true while it is edited. */
export function registerDiagnostics(deps: DiagnosticsDeps): vscode.Disposable {
  const { settings, store, iamStore, exclusions, baselines } = deps;
  const all = createDisposables();
  const scans = all.add(createDocumentScans(deps));
  const iamScans = all.add(createIamScans(deps));
  all.add(showFindings(store, "picket", deps.pageOf));
  all.add(showFindings(iamStore, "picket-iam", deps.pageOf));
  all.add(showFindings(deps.mcpStore, "picket-mcp", deps.pageOf));
  all.add(showFindings(deps.kiroStore, "picket-kiro", deps.pageOf));
  const scanSoon = (document: vscode.TextDocument): void => {
    scans.schedule(document, 0);
    iamScans.schedule(document, 0);
  };
  const scanAll = (): void => {
    deps.iamDocuments.clear();
    inOrder(vscode.workspace.textDocuments).forEach(scanSoon);
  };
  const scanOpened = (document: vscode.TextDocument): void => {
    if (isScannable(document)) scanSoon(document);
  };
  const forget = ({ uri }: vscode.TextDocument): void => {
    scans.forget(uri);
    iamScans.forget(uri);
    store.delete(uri);
    iamStore.delete(uri);
    // An untitled name is soon used again: the next document of that name may be open before this one is gone.
    const next = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    if (next) scanOpened(next);
  };
  all.add(vscode.workspace.onDidOpenTextDocument(scanOpened));
  all.add(vscode.workspace.onDidCloseTextDocument(forget));
  all.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // An event without a change tells that the document was saved or became dirty, unless the version went on.
      const changed = contentChanges.length > 0 || scans.isBehind(document);
      if (!changed || !isScannable(document)) return;
      scans.schedule(document, settings.delayMs(), contentChanges);
      iamScans.schedule(document, settings.delayMs() + extraDelay);
    }),
  );
  all.add(exclusions.onDidChange(scanAll));
  all.add(baselines.onDidChange(scanAll));
  all.add(deps.customRules.onDidChange(scanAll));
  all.add(settings.onDidChange((names) => void (names.some((name) => deciding.has(name)) && scanAll())));
  all.add(
    vscode.commands.registerCommand("picket.scanFile", async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document) return;
      iamScans.forget(document.uri);
      await Promise.all([scans.scanNow(document), iamScans.scanNow(document)]);
      vscode.window.setStatusBarMessage(resultOf(document, [store, iamStore]), messageTime);
    }),
  );
  scanAll();
  return all;
}

/**
 * Shows the findings of a store. Each engine has a collection of its own: one that is behind keeps its underlines, which
 * the editor moves along, until its next result.
 */
function showFindings(
  store: FindingStore,
  name: string,
  pageOf: (ruleId: string) => vscode.Uri,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(name);
  const listener = store.onDidChange((uri) => {
    const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
    const found = document && store.get(document);
    if (found && found.findings.length > 0) {
      const rangeOf = toRange.bind(undefined, document);
      collection.set(uri, toDiagnostics(found.findings, { uri, rangeOf, pageOf }));
    } else if (found || !store.latest(uri)) {
      collection.delete(uri);
    }
  });
  return {
    dispose() {
      listener.dispose();
      collection.dispose();
    },
  };
}

/** What a scan on demand came to; the status bar item says why when there is no result. */
function resultOf(document: vscode.TextDocument, stores: readonly FindingStore[]): string {
  const found = stores.flatMap((store) => store.get(document) ?? []);
  if (found.length === 0) return vscode.l10n.t("Picket: this file was not scanned");
  const count = found.reduce((sum, { findings }) => sum + findings.length, 0);
  return vscode.l10n.t("Picket: {0} findings in this file", count);
}

/** The documents that the user looks at first. */
function inOrder(documents: readonly vscode.TextDocument[]): readonly vscode.TextDocument[] {
  const visible = new Set(vscode.window.visibleTextEditors.map((editor) => editor.document));
  const scannable = documents.filter(isScannable);
  return [...scannable.filter((one) => visible.has(one)), ...scannable.filter((one) => !visible.has(one))];
}
