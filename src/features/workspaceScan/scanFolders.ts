import * as vscode from "vscode";
import { kiroPlaceOf } from "../../core/kiro/files/kiroPlace.ts";
import type { WalkEntry } from "../../adapters/node/walk.ts";
import type { FileOutcome } from "../../adapters/node/workerMessages.ts";
import type { WorkerPool } from "../../adapters/node/workerPool.ts";
import type { Baselines } from "../../editor/baselines.ts";
import type { CustomRules } from "../../editor/customRules.ts";
import { describeError, type EditorLog } from "../../editor/log.ts";
import type { Settings } from "../../editor/settings.ts";
import { inBatches, type Batch, type ListedFile } from "./batches.ts";
import type { Results } from "./results.ts";
import { emptyTally, type Tally } from "./summary.ts";

/** What scanning the folders of the workspace needs. */
export interface FolderScanDeps {
  readonly settings: Settings;
  readonly log: EditorLog;
  readonly baselines: Baselines;
  readonly results: Results;
  readonly customRules: Pick<CustomRules, "current">;
  /** Threads that read and scan files; the caller disposes of them. */
  readonly pool: WorkerPool;
  readonly listFiles: ListFiles;
  /** Whether a reason to leave a file out leaves open what is in it. */
  readonly isUnjudged: (reason: string) => boolean;
}

/** Lists the files below `root` (an absolute path). Patterns are those of `.gitignore` and always count. */
export type ListFiles = (
  root: string,
  options: { readonly patterns: readonly string[]; readonly ignoreFiles: boolean },
) => Iterable<WalkEntry>;

/** Findings listed in Problems at most; the rest is counted. */
const maxListed = 10_000;

const bytesPerMegabyte = 1_000_000;

/** Batches under way at once: enough to keep every thread busy. */
const inFlight = 4;

/**
 * Scans every file of the folders that are on disk and lists what is found. Stops quietly when aborted.
 * @param progress called with the number of files done so far
 */
export async function scanFolders(
  deps: FolderScanDeps,
  folders: readonly vscode.WorkspaceFolder[],
  signal: AbortSignal,
  progress: (files: number) => void,
): Promise<Tally> {
  const tally = emptyTally();
  for (const folder of folders) {
    const walk = listFolder(deps, folder, tally);
    const running = new Set<Promise<void>>();
    for await (const batch of inBatches(walk, nextTurn, signal)) {
      const one = scanBatch(deps, folder, batch, tally, signal).then(() => {
        running.delete(one);
        progress(tally.files);
      });
      running.add(one);
      if (running.size >= inFlight) await Promise.race(running);
    }
    await Promise.all(running);
  }
  return tally;
}

/** A folder that is gone, or cannot be read, does not end the scan of the others. */
function listFolder(deps: FolderScanDeps, folder: vscode.WorkspaceFolder, tally: Tally): Iterable<WalkEntry> {
  try {
    return deps.listFiles(folder.uri.fsPath, listing(deps.settings));
  } catch (error) {
    skip(deps, tally, folder.name, "unreadable");
    deps.log.debug(describeError(error));
    return [];
  }
}

/** Which files count. A folder that is not trusted must not hide files behind its own ignore files. */
function listing(settings: Settings): Parameters<ListFiles>[1] {
  const patterns = settings.ignoreGlobs();
  if (vscode.workspace.isTrusted) return { patterns, ignoreFiles: true };
  return { patterns: [...patterns, "node_modules/"], ignoreFiles: false };
}

async function scanBatch(
  deps: FolderScanDeps,
  folder: vscode.WorkspaceFolder,
  { files, skipped }: Batch,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  for (const { name, reason } of skipped) skip(deps, tally, name, reason);
  if (files.length === 0 || signal.aborted) return;
  const outcomes = await scanFiles(deps, files, signal);
  if (signal.aborted) return;
  for (const outcome of outcomes) {
    if ("skipped" in outcome) skip(deps, tally, outcome.name, outcome.skipped);
    else await keep(deps, tally, vscode.Uri.joinPath(folder.uri, outcome.name), outcome);
  }
}

async function scanFiles(
  deps: FolderScanDeps,
  files: readonly ListedFile[],
  signal: AbortSignal,
): Promise<readonly FileOutcome[]> {
  const { pool, settings } = deps;
  const severities = settings.severities();
  const customRules = await deps.customRules.current();
  const limits = { maxBytes: settings.maxFileSizeMB() * bytesPerMegabyte };
  const isKiro = (path: string): boolean => settings.kiroEnabled() && kiroPlaceOf(path) !== undefined;
  const jobs = files.map((file) => ({
    ...file,
    severities,
    customRules,
    engines: settings.engines(),
    ...(isKiro(file.path) && { kiro: { path: file.path } }),
  }));
  try {
    const answer = await pool.run({ kind: "files", files: jobs, limits }, signal);
    if ("files" in answer) return answer.files;
  } catch {
    if (signal.aborted) return [];
  }
  if (files.length === 1) return files.map(({ name }) => ({ name, skipped: "unreadable" }));
  // One file ended the thread, or the engine: alone, it takes no other with it.
  const alone = await Promise.all(files.map((file) => scanFiles(deps, [file], signal)));
  return alone.flat();
}

async function keep(
  deps: FolderScanDeps,
  tally: Tally,
  uri: vscode.Uri,
  outcome: Extract<FileOutcome, { bytes: number }>,
): Promise<void> {
  tally.files++;
  if (outcome.leftOut) deps.log.warn(`not judged, ${outcome.leftOut}: ${outcome.name}`);
  const text = outcome.shown?.text ?? "";
  const findings = await deps.baselines.unknown(uri, text, outcome.findings);
  if (findings.length === 0) return;
  const listed = Math.max(0, maxListed - (tally.findings - tally.unlisted));
  tally.filesWithFindings++;
  tally.findings += findings.length;
  tally.unlisted += Math.max(0, findings.length - listed);
  deps.results.put(uri, text, findings.slice(0, listed));
}

function skip({ log, isUnjudged }: FolderScanDeps, tally: Tally, name: string, reason: string): void {
  if (!isUnjudged(reason)) return log.debug(`left out, ${reason}: ${name}`);
  tally.unjudged++;
  log.warn(`not scanned, ${reason}: ${name}`);
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
