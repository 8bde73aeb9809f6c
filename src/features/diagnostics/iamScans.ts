import type * as vscode from "vscode";
import { isScannable, scanPath } from "../../editor/documents.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import type { IamDocuments } from "../../editor/iamDocuments.ts";
import { describeFault, type EditorLog } from "../../editor/log.ts";

/** What judging the policies of a document needs. */
export interface IamScanDeps {
  readonly iamStore: FindingStore;
  readonly iamDocuments: IamDocuments;
  readonly log: EditorLog;
}

/** Judges the policies of documents after a quiet time. */
export interface IamScans {
  /** Asks for a judgement after `delayMs`; a later call for the same document takes its place. */
  schedule(document: vscode.TextDocument, delayMs: number): void;
  /** Judges now; resolves when the store holds the result, or says why there is none. */
  scanNow(document: vscode.TextDocument): Promise<void>;
  forget(uri: vscode.Uri): void;
  dispose(): void;
}

/** Nothing is judged before the first call. */
export function createIamScans({ iamStore: store, iamDocuments, log }: IamScanDeps): IamScans {
  const timers = new Map<string, NodeJS.Timeout>();
  const stop = (uri: vscode.Uri): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const scan = async (document: vscode.TextDocument): Promise<void> => {
    const { uri } = document;
    if (!isScannable(document)) return;
    try {
      const refusal = await iamDocuments.refusalOf(document);
      if (refusal) return store.setState(uri, refusal);
      store.setState(uri, "scanning");
      const result = await iamDocuments.resultOf(document);
      // The document went on or was closed meanwhile: these offsets are of a text that is gone.
      if (!result || document.isClosed || document.version !== result.version) return;
      store.set(uri, result.version, result.findings);
      log.debug(`${result.findings.length} policy findings in ${uri.scheme}:${scanPath(uri)}`);
    } catch (error) {
      log.error(`the policies of ${uri.scheme}:${scanPath(uri)} were not judged: ${describeFault(error)}`);
      store.setState(uri, "failed");
    }
  };
  return {
    schedule(document, delayMs) {
      stop(document.uri);
      const timer = setTimeout(() => {
        timers.delete(document.uri.toString());
        void scan(document);
      }, delayMs);
      timers.set(document.uri.toString(), timer);
    },
    scanNow(document) {
      stop(document.uri);
      return scan(document);
    },
    forget(uri) {
      stop(uri);
      iamDocuments.forget(uri);
    },
    dispose() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
