import { availableParallelism } from "node:os";
import { createIamEngine } from "../../adapters/node/iamScanner.ts";
import { scanKiroText } from "../../adapters/node/kiroScanner.ts";
import { scanMcpText, type McpJob } from "../../adapters/node/mcpScanner.ts";
import { scanFile, type Engines } from "../../adapters/node/scanFile.ts";
import type { WalkEntry } from "../../adapters/node/walk.ts";
import type { FileJob, FileLimits, FileOutcome } from "../../adapters/node/workerMessages.ts";
import { createWorkerPool, WorkerError, type WorkerPool } from "../../adapters/node/workerPool.ts";
import { kiroPlaceOf } from "../../core/kiro/files/kiroPlace.ts";
import { kindOfPath } from "../../core/mcp/files/kindOfPath.ts";
import type { PolicyState } from "../../core/mcp/model/policy.ts";
import type { PolicyType } from "../../core/iam/model/located.ts";
import type { EngineName } from "../../core/model/engine.ts";
import type { ScanContext } from "../../core/secrets/options.ts";
import { scanDetailed } from "../../core/secrets/scan.ts";
import { findIamParts } from "../installation.ts";

/** The engines on this thread. */
export const engines: Engines = {
  secrets: scanDetailed,
  iam: createIamEngine(findIamParts).scan,
  mcp: scanMcpText,
  kiro: scanKiroText,
};

/** How files are scanned. */
export interface FileSettings {
  readonly engines: readonly EngineName[];
  /** Type of the policies of the file of that name, when the configuration says it. */
  readonly policyTypeOf?: (name: string) => PolicyType | undefined;
  /** What MCP servers are held against; absent: no policy is. */
  readonly mcpPolicy?: PolicyState;
  readonly limits: FileLimits;
  readonly severities?: NonNullable<ScanContext["severities"]>;
  /** Rules of the configuration. */
  readonly customRules?: NonNullable<ScanContext["customRules"]>;
  /** Threads; undefined: decided by the number of files and the machine. */
  readonly jobs: number | undefined;
  /** Script of the scan worker; undefined: none is at hand, everything runs on this thread. */
  readonly workerPath: string | undefined;
}

/** Fewer files than this are done before a thread would have started. */
const filesForThreads = 400;

/** Files handed to a thread at once: a message costs about as much as a small file. */
const batchSize = 48;

/** Batches per thread that are on their way, so that none waits for this thread. */
const batchesAhead = 3;

/** Batches that may wait beside those under way, below what the pool's queue takes. */
const queued = 200;

/** Scans the files of a walk and passes on what it skipped, in the walk's order. */
export async function* scanEntries(
  entries: Iterable<WalkEntry>,
  settings: FileSettings,
): AsyncGenerator<FileOutcome> {
  const iterator = entries[Symbol.iterator]();
  const head: WalkEntry[] = [];
  let files = 0;
  const enough = settings.jobs === undefined ? filesForThreads : 1;
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    head.push(next.value);
    if (next.value.kind === "file" && ++files >= enough) break;
  }
  const threads = files < enough ? 1 : threadCount(settings);
  const all = (function* (): Generator<WalkEntry> {
    yield* head;
    for (let next = iterator.next(); !next.done; next = iterator.next()) yield next.value;
  })();
  yield* threads > 1 ? scanOnThreads(all, settings, threads) : scanHere(all, settings);
}

/** How many threads scan: as said, or by the machine; 1 when no worker is at hand. */
export function threadCount({ jobs, workerPath }: FileSettings): number {
  if (workerPath === undefined) return 1;
  return jobs ?? Math.min(availableParallelism(), 8);
}

async function* scanHere(entries: Iterable<WalkEntry>, settings: FileSettings): AsyncGenerator<FileOutcome> {
  for (const entry of entries) {
    if (entry.kind === "skipped") yield { name: entry.name, skipped: entry.reason };
    else yield await scanFile(toJob(entry, settings), settings.limits, engines);
  }
}

/** How many batches may be on their way: more than the pool's queue takes are refused. */
export function batchesUnderWay(threads: number): number {
  return Math.min(threads * batchesAhead, threads + queued);
}

/** Threads take whole batches, in any order; what they give is passed on in the walk's. */
async function* scanOnThreads(
  entries: Iterable<WalkEntry>,
  settings: FileSettings,
  threads: number,
): AsyncGenerator<FileOutcome> {
  const pool = createWorkerPool(settings.workerPath ?? "", { size: threads, keepAlive: true });
  const waiting: Promise<readonly FileOutcome[]>[] = [];
  const most = batchesUnderWay(threads);
  try {
    for (const batch of batches(entries)) {
      const outcome = scanBatch(pool, batch, settings);
      // A failure is met when the batch's turn comes; until then it must not count as unhandled.
      outcome.catch(() => undefined);
      waiting.push(outcome);
      if (waiting.length >= most) yield* (await waiting.shift()) ?? [];
    }
    for (const outcome of waiting) yield* await outcome;
  } finally {
    await pool.dispose();
  }
}

async function scanBatch(
  pool: WorkerPool,
  batch: readonly WalkEntry[],
  settings: FileSettings,
): Promise<readonly FileOutcome[]> {
  const files = batch.flatMap((entry) => (entry.kind === "file" ? [toJob(entry, settings)] : []));
  const outcomes = (await scanJobs(pool, files, settings.limits)).values();
  return batch.flatMap((entry) =>
    entry.kind === "skipped" ? [{ name: entry.name, skipped: entry.reason }] : (outcomes.next().value ?? []),
  );
}

/** A thread that dies takes its batch with it: the files are tried again one by one, to name the one that did it. */
export async function scanJobs(
  pool: WorkerPool,
  files: readonly FileJob[],
  limits: FileLimits,
): Promise<readonly FileOutcome[]> {
  if (files.length === 0) return [];
  try {
    const answer = await pool.run({ kind: "files", files, limits });
    if ("files" in answer) return answer.files;
    throw new WorkerError("failed", "error" in answer ? answer.error.message : "unexpected answer");
  } catch (error) {
    if (!(error instanceof WorkerError) || error.code === "disposed") throw error;
    const [only] = files;
    if (files.length === 1 && only) return [{ name: only.name, skipped: "failed" }];
    const outcomes: FileOutcome[] = [];
    for (const file of files) outcomes.push(...(await scanJobs(pool, [file], limits)));
    return outcomes;
  }
}

function* batches(entries: Iterable<WalkEntry>): Generator<readonly WalkEntry[]> {
  let batch: WalkEntry[] = [];
  for (const entry of entries) {
    batch.push(entry);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function toJob(entry: { readonly path: string; readonly name: string }, settings: FileSettings): FileJob {
  return { path: entry.path, ...jobOptions(entry.name, entry.path, settings) };
}

/** What the engines are told of a text of that name. @param path absolute */
export function jobOptions(
  name: string,
  path: string,
  { severities, customRules, engines: wanted, policyTypeOf, mcpPolicy }: FileSettings,
): Omit<FileJob, "path"> {
  const policyType = policyTypeOf?.(name);
  const mcp = wanted.includes("mcp") ? mcpJob(path, mcpPolicy) : undefined;
  const isKiro = wanted.includes("kiro") && kiroPlaceOf(path) !== undefined;
  return {
    name,
    engines: wanted,
    ...(severities && { severities }),
    ...(customRules && { customRules }),
    ...(policyType && { policyType }),
    ...(mcp && { mcp }),
    ...(isKiro && { kiro: { path } }),
  };
}

/** Files of servers are told by their place alone: in any other, `servers` may be anything. */
function mcpJob(path: string, policy: PolicyState | undefined): McpJob | undefined {
  if (!/\.(?:json|md)$/i.test(path)) return undefined;
  const kind = kindOfPath(path);
  return kind === "unknown" ? undefined : { kind, now: Date.now(), ...(policy && { policy }) };
}
