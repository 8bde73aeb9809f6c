import * as vscode from "vscode";
import type { patternRules } from "../../adapters/node/ignoreRules.ts";
import type { walk } from "../../adapters/node/walk.ts";
import type { WorkerPool } from "../../adapters/node/workerPool.ts";
import { createDisposables } from "../../editor/disposable.ts";
import { describeError } from "../../editor/log.ts";
import { createResults, type Results, type ResultsDeps } from "./results.ts";
import { scanFolders, type FolderScanDeps, type ListFiles } from "./scanFolders.ts";
import type { Tally } from "./summary.ts";

/** What the workspace scan needs. `createPool` starts threads for one scan; they end with it. */
export interface WorkspaceScanDeps extends ResultsDeps {
  readonly loadSecrets: () => Promise<WalkModule>;
  readonly createPool: () => WorkerPool;
  readonly customRules: FolderScanDeps["customRules"];
}

/** The listing of files, which is loaded with the engine. */
interface WalkModule {
  readonly walk: typeof walk;
  readonly patternRules: typeof patternRules;
  readonly isUnjudged: (reason: string) => boolean;
}

/** Set while results are listed; the palette offers to clear them then. */
const resultsContext = "picket.hasWorkspaceResults";

/** The command that scans all files of the workspace into Problems, and the one that clears them. */
export function registerWorkspaceScan(deps: WorkspaceScanDeps): vscode.Disposable {
  const all = createDisposables();
  const results = all.add(createResults(deps));
  const showContext = (): Thenable<unknown> =>
    vscode.commands.executeCommand("setContext", resultsContext, results.size > 0);
  const clear = (): void => {
    results.clear();
    void showContext();
  };
  let running: Promise<void> | undefined;
  all.add(
    vscode.commands.registerCommand("picket.scanWorkspace", () => {
      running ??= scanWorkspace(deps, results, clear).finally(() => {
        running = undefined;
        void showContext();
      });
      return running;
    }),
  );
  all.add(vscode.commands.registerCommand("picket.clearWorkspaceResults", clear));
  return all;
}

async function scanWorkspace(deps: WorkspaceScanDeps, results: Results, clear: () => void): Promise<void> {
  const { l10n, window, workspace, ProgressLocation } = vscode;
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  if (folders.length === 0) {
    void window.showInformationMessage(l10n.t("Open a folder on disk to scan it."));
    return;
  }
  clear();
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t("Picket: scanning the workspace"),
    cancellable: true,
  };
  const pool = deps.createPool();
  try {
    const abort = new AbortController();
    const tally = await window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      const report = (files: number): void => progress.report({ message: l10n.t("{0} files", files) });
      const module = await deps.loadSecrets();
      const scanDeps = { ...deps, ...module, results, pool, listFiles: listFilesWith(module) };
      return scanFolders(scanDeps, folders, abort.signal, report);
    });
    // The message waits for the user; the command is done without it.
    void showSummary(deps, tally, abort.signal.aborted);
  } catch (error) {
    deps.log.error(`the workspace scan failed: ${describeError(error)}`);
    void window.showErrorMessage(l10n.t("The workspace scan failed. The log says why."));
  } finally {
    await pool.dispose();
  }
}

function listFilesWith({ walk, patternRules }: WalkModule): ListFiles {
  return (root, { patterns, ignoreFiles }) =>
    walk(["."], { base: root, ignoreFiles, rules: patternRules(root, patterns) });
}

async function showSummary({ log }: WorkspaceScanDeps, tally: Tally, cancelled: boolean): Promise<void> {
  const { l10n } = vscode;
  const counts = l10n.t(
    "{0} findings in {1} of {2} files",
    tally.findings,
    tally.filesWithFindings,
    tally.files,
  );
  const parts = [
    cancelled ? l10n.t("Picket: scan cancelled, {0} so far.", counts) : l10n.t("Picket: {0}.", counts),
    ...(tally.unlisted > 0 ? [l10n.t("{0} of them are not listed.", tally.unlisted)] : []),
    ...(tally.unjudged > 0 ? [l10n.t("{0} files could not be scanned.", tally.unjudged)] : []),
  ];
  log.info(parts.join(" "));
  const problems = l10n.t("Show Problems");
  const details = l10n.t("Show Log");
  const actions = [...(tally.findings > 0 ? [problems] : []), ...(tally.unjudged > 0 ? [details] : [])];
  const picked = await vscode.window.showInformationMessage(parts.join(" "), ...actions);
  if (picked === problems) await vscode.commands.executeCommand("workbench.actions.view.problems");
  if (picked === details) log.show();
}
