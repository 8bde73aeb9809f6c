import * as vscode from "vscode";
import { createDisposables } from "../../editor/disposable.ts";
import type { FindingStore } from "../../editor/findingStore.ts";
import { describeFault } from "../../editor/log.ts";
import type { McpDeps } from "./environment.ts";
import { configuresServers, type McpDocuments } from "./documentScans.ts";

/** What keeping the findings of open configuration files true needs. */
export interface McpDiagnosticsDeps extends McpDeps {
  readonly mcpStore: FindingStore;
  readonly mcpDocuments: McpDocuments;
}

/** As policies, configurations are judged as a whole: a little after the secrets of a text, in ms. */
const extraDelay = 120;

/** Judges every open configuration file after a quiet time, and again when a policy or another file changes. */
export function registerMcpScans(deps: McpDiagnosticsDeps): vscode.Disposable {
  const { mcpState: state, settings, mcpStore: store, mcpDocuments } = deps;
  const all = createDisposables();
  const timers = new Map<string, NodeJS.Timeout>();
  const stop = ({ uri }: vscode.TextDocument): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const schedule = (document: vscode.TextDocument, delay: number): void => {
    if (!configuresServers(document)) return;
    stop(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => void scan(deps, document), delay),
    );
  };
  const scanAll = (): void => {
    mcpDocuments.clear();
    for (const document of vscode.workspace.textDocuments) schedule(document, 0);
  };
  all.add({ dispose: () => vscode.workspace.textDocuments.forEach(stop) });
  all.add(state.onDidChange(scanAll));
  all.add(vscode.workspace.onDidOpenTextDocument((document) => schedule(document, 0)));
  all.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) schedule(document, settings.delayMs() + extraDelay);
    }),
  );
  all.add(
    vscode.workspace.onDidCloseTextDocument((document) => {
      stop(document);
      mcpDocuments.forget(document.uri);
      store.delete(document.uri);
    }),
  );
  scanAll();
  return all;
}

async function scan(
  { mcpStore: store, mcpDocuments, log }: McpDiagnosticsDeps,
  document: vscode.TextDocument,
): Promise<void> {
  const { uri } = document;
  try {
    const result = await mcpDocuments.resultOf(document);
    if (!result) return store.setState(uri, "off");
    // The document went on or was closed meanwhile: these offsets are of a text that is gone.
    if (document.isClosed || document.version !== result.version) return;
    store.set(uri, result.version, result.findings);
  } catch (error) {
    log.error(`the MCP servers of a ${uri.scheme} document were not judged: ${describeFault(error)}`);
    store.setState(uri, "failed");
  }
}
