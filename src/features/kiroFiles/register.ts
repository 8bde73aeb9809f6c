import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { describeFault } from "../../editor/log.ts";
import { registerKiroActions } from "./actions.ts";
import {
  createKiroDocuments,
  isKiroFile,
  type KiroDocumentDeps,
  type KiroDocuments,
} from "./documentScans.ts";

/** What the diagnostics and fixes of Kiro's files need. */
export interface KiroFilesDeps extends KiroDocumentDeps {
  readonly kiroStore: FindingStore;
}

/** As policies, these files are judged as a whole: a little after the secrets of a text, in ms. */
const extraDelay = 120;

/** Settings after whose change every open file is judged again. */
const deciding = new Set(["kiro.enabled", "kiro.severity", "secrets.ignore"]);

/** Judges every open file of Kiro after a quiet time, and offers fixes. The diagnostics show what the store holds. */
export function registerKiroFiles(deps: KiroFilesDeps): vscode.Disposable {
  const { settings, kiroStore: store, exclusions, baselines } = deps;
  const all = createDisposables();
  const documents = createKiroDocuments(deps);
  const timers = new Map<string, NodeJS.Timeout>();
  const stop = ({ uri }: vscode.TextDocument): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (!isKiroFile(document)) return;
    stop(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => void scan(deps, documents, document), delay),
    );
  };
  const scanAll = (): void => {
    documents.clear();
    for (const document of vscode.workspace.textDocuments) schedule(document, 0);
  };
  all.add({ dispose: () => vscode.workspace.textDocuments.forEach(stop) });
  all.add(registerKiroActions(deps, documents));
  all.add(exclusions.onDidChange(scanAll));
  all.add(baselines.onDidChange(scanAll));
  all.add(settings.onDidChange((names) => void (names.some((name) => deciding.has(name)) && scanAll())));
  all.add(vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)));
  all.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document, settings.delayMs() + extraDelay);
    }),
  );
  all.add(
    vscode.workspace.onDidSaveTextDocument((document) => {
      // Its encoding may be another one now, which the version does not tell.
      documents.forget(document.uri);
      schedule(document, 0);
    }),
  );
  all.add(
    vscode.workspace.onDidCloseTextDocument((document) => {
      stop(document);
      documents.forget(document.uri);
      store.delete(document.uri);
    }),
  );
  scanAll();
  return all;
}

async function scan(
  { kiroStore: store, log }: KiroFilesDeps,
  documents: KiroDocuments,
  document: vscode.TextDocument,
): Promise<void> {
  const { uri } = document;
  try {
    const result = await documents.resultOf(document);
    if (!result) return store.setState(uri, "off");
    // The document went on or was closed meanwhile: these offsets are of a text that is gone.
    if (document.isClosed || document.version !== result.version) return;
    store.set(uri, result.version, result.findings);
  } catch (error) {
    log.error(`a file of Kiro (${uri.scheme}) was not judged: ${describeFault(error)}`);
    store.setState(uri, "failed");
  }
}
