import type * as vscode from "vscode";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { ScanResult } from "../../core/secrets/scan.ts";
import { isScannable, scanPath } from "../../editor/documents.ts";
import type { Baselines } from "../../editor/baselines.ts";
import type { Exclusions } from "../../editor/exclusions.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { describeFault, type EditorLog } from "../../editor/log.ts";
import { textLength } from "../../editor/positions.ts";
import type { Settings } from "../../editor/settings.ts";
import { workerThreshold, type DocumentScanner } from "../../editor/textScanner.ts";
import { widen, type ChangeWindow, type Replacement } from "./changeWindow.ts";
import { createTurns, type Turns } from "./turns.ts";

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
  /** Whether the document is at another version than at the last call of `schedule` for it. */
  isBehind(document: vscode.TextDocument): boolean;
  /** Scans the whole text now and resolves when the store holds the result, or says why there is none. */
  scanNow(document: vscode.TextDocument): Promise<void>;
  /** Stops what is under way for a document and forgets it. */
  forget(uri: vscode.Uri): void;
  dispose(): void;
}

interface Entry {
  timer?: NodeJS.Timeout;
  abort?: AbortController;
  version?: number;
  /** The last whole result with the length of its text, and what changed in the text since. */
  base?: { readonly result: ScanResult; readonly length: number };
  change?: ChangeWindow | undefined;
}

const unitsPerMegabyte = 1_000_000;

/** Nothing is scanned before the first call. */
export function createDocumentScans(deps: DocumentScanDeps): DocumentScans {
  const entries = new Map<string, Entry>();
  // Many open documents never add up to a stall.
  const turns = createTurns();
  const entryOf = (uri: vscode.Uri): Entry => {
    const entry = entries.get(uri.toString()) ?? {};
    entries.set(uri.toString(), entry);
    return entry;
  };
  const start = (document: vscode.TextDocument): Promise<void> => {
    const entry = entryOf(document.uri);
    stop(entry);
    const abort = new AbortController();
    entry.abort = abort;
    return scanDocument(deps, document, { entry, turns, signal: abort.signal });
  };
  return {
    schedule(document, delayMs, changes = []) {
      const entry = entryOf(document.uri);
      stop(entry);
      // A new version without changes that tell what is new: there is nothing to go on from.
      if (changes.length === 0 && entry.version !== document.version) delete entry.base;
      entry.version = document.version;
      entry.change = widen(entry.change, changes);
      entry.timer = setTimeout(() => void start(document), delayMs);
    },
    isBehind: (document) => entries.get(document.uri.toString())?.version !== document.version,
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

function stop(entry: Entry): void {
  clearTimeout(entry.timer);
  entry.abort?.abort();
}

/** One scan of a document: it is for nothing once `signal` is aborted. */
interface Run {
  readonly entry: Entry;
  readonly turns: Turns;
  readonly signal: AbortSignal;
}

async function scanDocument(deps: DocumentScanDeps, document: vscode.TextDocument, run: Run): Promise<void> {
  const { store, log } = deps;
  const { signal } = run;
  const { uri } = document;
  try {
    const refusal = await refusalOf(deps, document);
    if (signal.aborted || !isScannable(document)) return;
    if (refusal) return store.setState(uri, refusal);
    store.setState(uri, "scanning");
    // The worker has a queue of its own.
    const large = textLength(document) > workerThreshold;
    const scan = (): Promise<Scanned> => scanText(deps, document, run);
    const { text, result, version } = await (large ? scan() : run.turns.take(scan));
    if (signal.aborted) return;
    run.entry.base = { result, length: text.length };
    run.entry.change = undefined;
    const findings = await deps.baselines.unknown(uri, text, result.findings);
    // The document went on, or was closed, while it was scanned: these offsets are of a text that is gone.
    if (signal.aborted || document.isClosed || document.version !== version) return;
    store.set(uri, version, findings);
    log.debug(`${findings.length} findings in ${uri.scheme}:${scanPath(uri)}`);
  } catch (error) {
    if (signal.aborted) return;
    log.error(`the scan of ${uri.scheme}:${scanPath(uri)} failed: ${describeFault(error)}`);
    store.setState(uri, "failed");
  }
}

interface Scanned {
  readonly text: string;
  readonly version: number;
  readonly result: ScanResult;
}

/**
 * Scans the text as it is now. Goes on from the last result where there is one; without a change, settings may have
 * changed, and the result is concluded anew.
 */
async function scanText(
  { scanner, settings }: DocumentScanDeps,
  document: vscode.TextDocument,
  { entry, signal }: Run,
): Promise<Scanned> {
  signal.throwIfAborted();
  const { uri, version, languageId } = document;
  const text = document.getText();
  const context: ScanContext = { path: scanPath(uri), languageId, severities: settings.severities(), signal };
  const { base, change } = entry;
  const { start, oldEnd, newEnd } = change ?? { start: 0, oldEnd: 0, newEnd: 0 };
  // A length that the known changes do not explain: the document changed in a way that the editor did not tell.
  const known = base?.length === text.length + oldEnd - newEnd ? base : undefined;
  const edit = { start, removed: oldEnd - start, inserted: newEnd - start };
  const result = known
    ? await scanner.rescan(known.result, text, edit, context)
    : await scanner.scanDetailed(text, context);
  return { text, version, result };
}

async function refusalOf(
  { settings, exclusions }: DocumentScanDeps,
  document: vscode.TextDocument,
): Promise<"off" | "too-large" | "ignored" | undefined> {
  if (!settings.secretsEnabled()) return "off";
  if (textLength(document) > settings.maxFileSizeMB() * unitsPerMegabyte) return "too-large";
  return (await exclusions.isIgnored(document.uri)) ? "ignored" : undefined;
}
