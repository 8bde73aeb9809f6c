import { join, resolve } from "node:path";
import { commitOf, findRepository, nameBelow } from "../../../adapters/node/git.ts";
import { createBlobReader, type BlobReader } from "../../../adapters/node/history/blobs.ts";
import { countCommits, type LogRange } from "../../../adapters/node/history/readLog.ts";
import type { Io } from "../../io.ts";
import { plural, type ReportedFinding } from "../../report/report.ts";
import { emptyCollection, type Collected, type Selection } from "../collect.ts";
import { notIgnored, type InputSettings } from "../inputs.ts";
import type { HistorySource } from "../scanOptions.ts";
import { createHeadFiles } from "./headFiles.ts";
import { createHistoryFindings } from "./historyFindings.ts";
import { readState, writeState, type HistoryState } from "./historyState.ts";
import { holdInterrupts, type Interrupt } from "./interrupt.ts";
import type { JudgeParts } from "./judgeChanges.ts";
import { stateKey } from "./stateKey.ts";
import { takeCommits } from "./takeCommits.ts";
import { takeState } from "./takeState.ts";

/** What a scan of a history takes. */
export interface HistoryRun {
  readonly source: HistorySource;
  readonly settings: InputSettings;
  readonly selection: Selection;
  /** What of the configuration the outcome depends on, as plain data. */
  readonly config: object;
  readonly quiet: boolean;
  readonly io: Io;
}

/** Fewer commits than this are done before threads would have started. */
const commitsForThreads = 60;

/**
 * Scans what the commits of a repository added. Of all branches it goes on from where the run before came to, and reports
 * again what that found; of paths or a range it scans everything each time. Ends the process when a signal asks for it, once
 * what is done is kept.
 * @throws GitError
 */
export async function scanHistory(run: HistoryRun): Promise<Collected> {
  const { source, settings, io } = run;
  const repository = await findRepository(io.cwd);
  if (repository.isShallow) {
    note(
      run,
      "the clone is shallow: nothing before its first commits is seen, and they seem to add all they hold",
    );
  }
  const whole = source.revision === undefined && source.paths.length === 0;
  const path = resolve(io.cwd, source.state ?? join(repository.commonFolder, "picket", "history.json"));
  const readsIgnoreFiles = repository.hasWorkingTree && settings.ignoreFiles;
  const memory = whole && {
    path,
    key: await stateKey(io.cwd, readsIgnoreFiles, [run.config, settings.limits]),
  };
  const state = memory && !source.full ? readState(memory.path, memory.key) : undefined;
  const blobs = createBlobReader(io.cwd, settings.limits.maxBytes);
  const interrupt = holdInterrupts();
  const nameOf = (file: string): string => nameBelow(repository, file);
  const scan = { run, blobs, interrupt, nameOf, ...(memory && { memory }) };
  try {
    const resumed = state && (await scanFrom(scan, state));
    if (resumed) return resumed;
    if (state) note(run, "commits that earlier runs knew are gone: everything is scanned again");
    return (await scanFrom(scan, undefined)) ?? emptyCollection();
  } finally {
    blobs.dispose();
    interrupt.release();
  }
}

interface Scan {
  readonly run: HistoryRun;
  readonly blobs: BlobReader;
  readonly interrupt: Interrupt;
  readonly nameOf: (path: string) => string;
  /** Where and under which key the state is kept; absent: it is not. */
  readonly memory?: { readonly path: string; readonly key: string };
}

/** Scans what is not done yet; undefined when the state does not fit the repository any more. */
async function scanFrom(scan: Scan, state: HistoryState | undefined): Promise<Collected | undefined> {
  const { run, blobs, interrupt, nameOf } = scan;
  const { io, settings, selection } = run;
  const tips = state?.tips ?? [];
  const range = await rangeOf(run, tips);
  const total = await countCommits(io.cwd, range);
  const parts: JudgeParts = {
    cwd: io.cwd,
    settings: { ...settings, engines: ["secrets"] },
    blobs,
    nameOf,
    isLong: total + (state?.findings.length ?? 0) >= commitsForThreads,
  };
  const findings = createHistoryFindings(emptyCollection(), selection, createHeadFiles(io.cwd, blobs));
  if (state && !(await takeState(state, findings, parts))) return undefined;
  const notLeftOut = notIgnored(settings, io.cwd);
  // The baseline itself is full of hashes, and none of them is a secret.
  const isWanted = (name: string): boolean => name !== selection.baseline.name && notLeftOut({ name });
  let problem: string | undefined;
  const keep = (reached: Omit<HistoryState, "version" | "key">): void => {
    const { memory } = scan;
    if (memory) problem = writeState(memory.path, { version: 1, key: memory.key, ...reached });
  };
  const done = await takeCommits({ io, range, total, parts, findings, tips, isWanted, interrupt, keep });
  if (interrupt.signal.aborted)
    note(run, `interrupted after ${plural(done, "commit")}${goesOn(scan, problem)}`);
  else
    note(run, `${plural(done, "commit")} scanned${state ? "; what earlier runs found is reported too" : ""}`);
  if (problem !== undefined)
    note(run, `how far it came cannot be kept (${problem}): the next run starts over`);
  findings.collected.findings.sort(byCommit);
  return findings.collected;
}

function goesOn({ memory }: Scan, problem: string | undefined): string {
  return memory && problem === undefined ? ", the next run goes on from there" : "";
}

async function rangeOf({ source, io }: HistoryRun, tips: readonly string[]): Promise<LogRange> {
  const { revision, paths } = source;
  if (revision === undefined) return { from: undefined, without: tips, paths };
  return { from: await commitOf(io.cwd, "HEAD"), without: [await commitOf(io.cwd, revision)], paths };
}

/** Oldest first, in an order that does not depend on what was scanned in which run. */
function byCommit(a: ReportedFinding, b: ReportedFinding): number {
  const [left, right] = [a, b].map(({ finding, path }) => ({
    time: Date.parse(String(finding.data["commitDate"])) || 0,
    place: `${String(finding.data["commit"])} ${path}`,
  }));
  if (!left || !right || left.time !== right.time) return (left?.time ?? 0) - (right?.time ?? 0);
  if (left.place !== right.place) return left.place < right.place ? -1 : 1;
  return a.finding.span.start - b.finding.span.start;
}

function note({ quiet, io }: HistoryRun, text: string): void {
  if (!quiet) io.stderr(`picket: ${text}\n`);
}
