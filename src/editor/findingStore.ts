import * as vscode from "vscode";
import type { Finding } from "../core/model/finding.ts";

/** What the last finished scan of a document found, and the document version that its spans are of. */
interface DocumentFindings {
  readonly version: number;
  readonly findings: readonly Finding[];
}

/** Why a document has, or does not have, findings right now. */
export type ScanState = "scanning" | "done" | "too-large" | "ignored" | "off" | "failed";

/** Findings of the open documents: written by the diagnostics, read by quick fixes and the status bar. */
export interface FindingStore {
  set(uri: vscode.Uri, version: number, findings: readonly Finding[]): void;
  /** The findings of exactly this version of the document; undefined while a newer version awaits its scan. */
  get(document: vscode.TextDocument): DocumentFindings | undefined;
  /** The last findings of that document whatever its version, for counts only: their spans may be out of date. */
  latest(uri: vscode.Uri): DocumentFindings | undefined;
  /** Every state but `scanning` drops the findings: they would be of an older text. */
  setState(uri: vscode.Uri, state: ScanState): void;
  state(uri: vscode.Uri): ScanState | undefined;
  delete(uri: vscode.Uri): void;
  /** By URI of the open documents that have findings: how many. */
  counts(): ReadonlyMap<string, number>;
  /** Fires after a change of the findings or the state of that document. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
  dispose(): void;
}

/** An empty store. */
export function createFindingStore(): FindingStore {
  const found = new Map<string, DocumentFindings>();
  const states = new Map<string, ScanState>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return {
    set(uri, version, findings) {
      found.set(uri.toString(), { version, findings });
      states.set(uri.toString(), "done");
      changed.fire(uri);
    },
    get(document) {
      const entry = found.get(document.uri.toString());
      return entry?.version === document.version ? entry : undefined;
    },
    latest: (uri) => found.get(uri.toString()),
    setState(uri, state) {
      const key = uri.toString();
      const removed = state !== "scanning" && found.delete(key);
      if (states.get(key) === state && !removed) return;
      states.set(key, state);
      changed.fire(uri);
    },
    state: (uri) => states.get(uri.toString()),
    delete(uri) {
      const key = uri.toString();
      const had = found.delete(key);
      if (states.delete(key) || had) changed.fire(uri);
    },
    counts: () =>
      new Map(
        [...found].flatMap(([uri, { findings }]) =>
          findings.length > 0 ? [[uri, findings.length] as const] : [],
        ),
      ),
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}

/** The stores of a window, one for each engine. */
export function createFindingStores(): Readonly<
  Record<"store" | "iamStore" | "mcpStore" | "kiroStore", FindingStore>
> {
  return {
    store: createFindingStore(),
    iamStore: createFindingStore(),
    mcpStore: createFindingStore(),
    kiroStore: createFindingStore(),
  };
}
