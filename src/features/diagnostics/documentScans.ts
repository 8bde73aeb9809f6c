import * as vscode from "vscode";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";
import { isScannable, scanPath } from "../../editor/documents.ts";
import type { Baselines } from "../../editor/baselines.ts";
import type { Exclusions } from "../../editor/exclusions.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { describeError, type EditorLog } from "../../editor/log.ts";
import { textLength } from "../../editor/positions.ts";
import type { Settings } from "../../editor/settings.ts";
import { workerThreshold, type DocumentScanner } from "../../editor/textScanner.ts";
import { widen, type ChangeWindow, type Replacement } from "./changeWindow.ts";

/** What scanning a document needs. */
export interface DocumentScanDeps {
  readonly settings: Settings;
  readonly store: FindingStore;
  readonly exclusions: Exclusions;
  readonly baselines: Baselines;
  readonly scanner: DocumentScanner;
  readonly log: EditorLog;
}

/** Scans documents after a quiet time, one at a time, and gives each result only while it is still true. */
export interface DocumentScans {
  /** Asks for a scan after `delayMs`; a later call for the same document takes its place. */
  schedule(document: vscode.TextDocument, delayMs: number, changes?: readonly Replacement[]): void;
  /** Scans the whole text now and resolves when the store holds the result, or says why there is none. */
  scanNow(document: vscode.TextDocument): Promise<void>;
  /** Stops what is under way for a document and forgets it. */
  forget(uri: vscode.Uri): void;
  dispose(): void;
}

interface Entry {
  timer?: NodeJS.Timeout;
  abort?: AbortController;
  /** The last whole result with the length of its text, and what changed in the text since. */
  base?: { readonly result: ScanResult; readonly length: number };
  change?: ChangeWindow | undefined;
}

const unitsPerMegabyte = 1_000_000;

/** Nothing is scanned before the first call. */
export function createDocumentScans(deps: DocumentScanDeps): DocumentScans {
  const entries = new Map<string, Entry>();
  let queue: Promise<void> = Promise.resolve();
  const entryOf = (uri: vscode.Uri): Entry => {
    const entry = entries.get(uri.toString()) ?? {};
    entries.set(uri.toString(), entry);
    return entry;
  };
  const stop = (entry: Entry): void => {
    clearTimeout(entry.timer);
    entry.abort?.abort();
  };
  const start = (document: vscode.TextDocument): Promise<void> => {
    const entry = entryOf(document.uri);
    stop(entry);
    const abort = new AbortController();
    entry.abort = abort;
    const scan = (): Promise<void> => scanDocument(deps, document, entry, abort.signal);
    if (textLength(document) > workerThreshold) return scan();
    // One after the other with a turn of the event loop between, so that many open documents never add up to a stall.
    queue = queue.then(nextTurn).then(scan);
    return queue;
  };
  return {
    schedule(document, delayMs, changes = []) {
      const entry = entryOf(document.uri);
      stop(entry);
      entry.change = widen(entry.change, changes);
      entry.timer = setTimeout(() => void start(document), delayMs);
    },
    scanNow(document) {
      delete entryOf(document.uri).base;
      return start(document);
    },
    forget(uri) {
      const entry = entries.get(uri.toString());
      if (entry) stop(entry);
      entries.delete(uri.toString());
    },
    dispose() {
      for (const entry of entries.values()) stop(entry);
      entries.clear();
    },
  };
}

async function scanDocument(
  deps: DocumentScanDeps,
  document: vscode.TextDocument,
  entry: Entry,
  signal: AbortSignal,
): Promise<void> {
  const { settings, store, baselines, log } = deps;
  if (signal.aborted || !isScannable(document)) return;
  const { uri, version, languageId } = document;
  try {
    const refusal = await refusalOf(deps, document);
    if (signal.aborted) return;
    if (refusal) return store.setState(uri, refusal);
    store.setState(uri, "scanning");
    const context: ScanContext = {
      path: scanPath(uri),
      languageId,
      severities: settings.severities(),
      signal,
    };
    const text = document.getText();
    const result = await scanText(deps.scanner, text, entry, context);
    if (signal.aborted) return;
    entry.base = { result, length: text.length };
    entry.change = undefined;
    const findings = await baselines.unknown(uri, text, result.findings);
    // The document went on, or was closed, while it was scanned: these offsets are of a text that is gone.
    if (signal.aborted || document.isClosed || document.version !== version) return;
    store.set(uri, version, findings);
    log.debug(`${findings.length} findings in ${uri.scheme}:${scanPath(uri)}`);
  } catch (error) {
    if (signal.aborted) return;
    log.error(`the scan of ${uri.scheme}:${scanPath(uri)} failed: ${describeError(error)}`);
    store.setState(uri, "failed");
  }
}

/** Goes on from the last result where there is one. Without a change, settings may have changed: it is concluded anew. */
function scanText(
  scanner: DocumentScanner,
  text: string,
  { base, change }: Entry,
  context: ScanContext,
): Promise<ScanResult> {
  const { start, oldEnd, newEnd } = change ?? { start: 0, oldEnd: 0, newEnd: 0 };
  // A length that the known changes do not explain: the document changed in a way that the editor did not tell.
  if (base?.length !== text.length + oldEnd - newEnd) return scanner.scanDetailed(text, context);
  return scanner.rescan(
    base.result,
    text,
    { start, removed: oldEnd - start, inserted: newEnd - start },
    context,
  );
}

async function refusalOf(
  { settings, exclusions }: DocumentScanDeps,
  document: vscode.TextDocument,
): Promise<"off" | "too-large" | "ignored" | undefined> {
  if (!settings.secretsEnabled()) return "off";
  if (textLength(document) > settings.maxFileSizeMB() * unitsPerMegabyte) return "too-large";
  return (await exclusions.isIgnored(document.uri)) ? "ignored" : undefined;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
