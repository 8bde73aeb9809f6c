import * as vscode from "vscode";
import type { Finding } from "../../core/model/finding.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import type { Baselines } from "../../editor/baselines.ts";
import { createDisposables } from "../../editor/disposable.ts";
import { scanPath } from "../../editor/documents.ts";
import { describeError, describeFault, type EditorLog } from "../../editor/log.ts";
import { rangesOf } from "../../editor/positions.ts";
import type { Settings } from "../../editor/settings.ts";
import type { TextScanner } from "../../editor/textScanner.ts";

/** What keeping the results true needs. */
export interface ResultsDeps {
  readonly settings: Settings;
  readonly scanner: TextScanner;
  readonly baselines: Baselines;
  readonly log: EditorLog;
  readonly pageOf: (ruleId: string) => vscode.Uri;
  /** Makes the diagnostics of one file, as the live ones are made. */
  readonly toDiagnostics: (findings: readonly Finding[], place: ListedPlace) => vscode.Diagnostic[];
}

interface ListedPlace {
  readonly uri: vscode.Uri;
  readonly rangeOf: ReturnType<typeof rangesOf>;
  readonly pageOf: (ruleId: string) => vscode.Uri;
}

/** The findings of files that are not open, in Problems, until they are cleared or their files go. */
export interface Results {
  /** Lists the findings of a file as it was read; nothing while it is open, where the live ones count. */
  put(uri: vscode.Uri, text: string, findings: readonly Finding[]): void;
  readonly size: number;
  clear(): void;
  dispose(): void;
}

const bytesPerMegabyte = 1_000_000;

/** Follows each listed file: hidden while it is open, read again when it is closed or changes on disk. */
export function createResults(deps: ResultsDeps): Results {
  const all = createDisposables();
  const collection = all.add(vscode.languages.createDiagnosticCollection("picket-workspace"));
  const listed = new Map<string, vscode.Uri>();
  let watching: vscode.Disposable | undefined;
  const put: Results["put"] = (uri, text, findings) => {
    const key = uri.toString();
    if (findings.length === 0) {
      listed.delete(key);
      collection.delete(uri);
      return;
    }
    listed.set(key, uri);
    watching ??= watch();
    if (isOpen(uri)) collection.delete(uri);
    else
      collection.set(
        uri,
        deps.toDiagnostics(findings, { uri, rangeOf: rangesOf(text), pageOf: deps.pageOf }),
      );
  };
  const isWanted = (uri: vscode.Uri): boolean => listed.has(uri.toString()) && !isOpen(uri);
  const rescan = async (uri: vscode.Uri): Promise<void> => {
    if (!isWanted(uri)) return;
    const text = await readText(uri, deps.settings).catch((error: unknown) => {
      deps.log.debug(`${scanPath(uri)} was not read again: ${describeError(error)}`);
      return undefined;
    });
    const context: ScanContext = { path: scanPath(uri), severities: deps.settings.severities() };
    const found = text === undefined ? [] : await deps.scanner.scan(text, context);
    const findings = await deps.baselines.unknown(uri, text ?? "", found);
    if (isWanted(uri)) put(uri, text ?? "", findings);
  };
  // One after the other: a checkout changes hundreds of files at once.
  const waiting = new Set<string>();
  let last = Promise.resolve();
  const refresh = (uri: vscode.Uri): void => {
    const key = uri.toString();
    if (waiting.has(key) || !isWanted(uri)) return;
    waiting.add(key);
    last = last.then(async () => {
      waiting.delete(key);
      // What could not be scanned stays listed: no answer is not "nothing found".
      await rescan(uri).catch((error: unknown) =>
        deps.log.warn(`${scanPath(uri)} was not scanned again: ${describeFault(error)}`),
      );
    });
  };
  all.add(
    vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (listed.has(uri.toString())) collection.delete(uri);
    }),
  );
  all.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => refresh(uri)));
  // A watcher of every file costs something: there is one only while something is listed.
  const watch = (): vscode.Disposable => {
    const watcher = vscode.workspace.createFileSystemWatcher("**/*", true);
    watcher.onDidChange(refresh);
    watcher.onDidDelete((uri) => put(uri, "", []));
    return watcher;
  };
  return {
    put,
    get size() {
      return listed.size;
    },
    clear() {
      listed.clear();
      collection.clear();
      watching?.dispose();
      watching = undefined;
    },
    dispose() {
      listed.clear();
      watching?.dispose();
      all.dispose();
    },
  };
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString());
}

/** The file's text as the editor would decode it, or undefined when it is too large. Rejects for a binary file. */
async function readText(uri: vscode.Uri, settings: Settings): Promise<string | undefined> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > settings.maxFileSizeMB() * bytesPerMegabyte) return undefined;
  return vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
}
