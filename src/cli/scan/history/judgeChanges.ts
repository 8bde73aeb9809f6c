import { resolve } from "node:path";
import type { BlobReader } from "../../../adapters/node/history/blobs.ts";
import { scanPart } from "../../../adapters/node/history/scanPart.ts";
import type { FileJob, FileOutcome, PartJob } from "../../../adapters/node/workerMessages.ts";
import { createWorkerPool, WorkerError, type WorkerPool } from "../../../adapters/node/workerPool.ts";
import type { Commit, FileChange, HistoryEvent } from "../../../core/history/model.ts";
import { scanFile } from "../../../adapters/node/scanFile.ts";
import {
  batchesUnderWay,
  engines,
  jobOptions,
  scanJobs,
  threadCount,
  type FileSettings,
} from "../scanEntries.ts";

/** A file as a commit left it, judged; `outcome` is absent when nothing of the patch asked for more than a look. */
interface JudgedChange {
  readonly kind: "change";
  readonly commit: Commit;
  readonly change: FileChange;
  readonly outcome: FileOutcome | undefined;
}

/** What comes of an event, in the order of the events. */
export type Judged = JudgedChange | Extract<HistoryEvent, { kind: "finished" }>;

/** What judging takes beside the events. */
export interface JudgeParts {
  readonly cwd: string;
  readonly settings: FileSettings;
  readonly blobs: BlobReader;
  /** The name of a path from the top of the repository. */
  readonly nameOf: (path: string) => string;
  /** Whether to start threads at all, when the settings do not say. */
  readonly isLong: boolean;
}

/** A batch is handed on when it has this many changes, or this much text in code units. */
const batchChanges = 64;
const batchText = 262_144;
const batchEvents = 512;

/** Contents sent to a thread at once, in bytes. */
const batchBytes = 2_000_000;

/** In manifests a line far above says what a value is (`kind: Secret`): a hunk alone does not tell. */
const needsWhole = /\.ya?ml$/i;

/**
 * Judges changes, on threads when there are many. A patch only tells which files are worth a look: what is found is found
 * in the whole content of that version, so that spans, comments and fingerprints are those of the file.
 */
export async function* judgeChanges(
  events: AsyncIterable<HistoryEvent>,
  parts: JudgeParts,
): AsyncGenerator<Judged> {
  const { settings, isLong } = parts;
  const threads = isLong || settings.jobs !== undefined ? threadCount(settings) : 1;
  const pool =
    threads > 1 ? createWorkerPool(settings.workerPath ?? "", { size: threads, keepAlive: true }) : undefined;
  const waiting: Promise<readonly Judged[]>[] = [];
  try {
    for await (const batch of batches(events)) {
      const judged = judgeBatch(batch, parts, pool);
      // A failure is met when the batch's turn comes; until then it must not count as unhandled.
      judged.catch(() => undefined);
      waiting.push(judged);
      if (waiting.length >= batchesUnderWay(threads)) yield* (await waiting.shift()) ?? [];
    }
    for (const judged of waiting) yield* await judged;
  } finally {
    await pool?.dispose();
  }
}

async function* batches(events: AsyncIterable<HistoryEvent>): AsyncGenerator<readonly HistoryEvent[]> {
  let batch: HistoryEvent[] = [];
  let changes = 0;
  let text = 0;
  for await (const event of events) {
    batch.push(event);
    if (event.kind === "change") {
      changes++;
      text += event.change.text.length;
    }
    if (changes < batchChanges && text < batchText && batch.length < batchEvents) continue;
    yield batch;
    [batch, changes, text] = [[], 0, 0];
  }
  if (batch.length > 0) yield batch;
}

async function judgeBatch(
  batch: readonly HistoryEvent[],
  parts: JudgeParts,
  pool: WorkerPool | undefined,
): Promise<readonly Judged[]> {
  const changes = batch.flatMap((event) => (event.kind === "change" ? [event.change] : []));
  const certain = (change: FileChange): boolean => change.partial || needsWhole.test(change.path);
  const asked = changes.filter((change) => !certain(change));
  const hits = await judgeParts(
    asked.map((change) => partOf(change, parts)),
    pool,
  );
  const wanted = new Set([...changes.filter(certain), ...asked.filter((_, index) => hits[index])]);
  const outcomes = await judgeWhole([...wanted], parts, pool);
  return batch.map((event) =>
    event.kind === "change" ? { ...event, outcome: outcomes.get(event.change) } : event,
  );
}

function partOf({ path, text, added }: FileChange, { nameOf, settings, cwd }: JudgeParts): PartJob {
  const name = nameOf(path);
  return { job: jobOptions(name, resolve(cwd, name), settings), text, added };
}

async function judgeParts(
  parts: readonly PartJob[],
  pool: WorkerPool | undefined,
): Promise<readonly boolean[]> {
  if (parts.length === 0) return [];
  if (!pool) return Promise.all(parts.map((part) => scanPart(part, engines)));
  try {
    const answer = await pool.run({ kind: "parts", parts });
    if ("hits" in answer) return answer.hits;
  } catch (error) {
    if (!(error instanceof WorkerError) || error.code === "disposed") throw error;
  }
  // A thread that died says nothing: each file is judged, which also names the one that did it.
  return parts.map(() => true);
}

/** Contents are read and judged a few at a time, so that many large ones never stand in memory together. */
async function judgeWhole(
  changes: readonly FileChange[],
  { cwd, settings, blobs, nameOf }: JudgeParts,
  pool: WorkerPool | undefined,
): Promise<ReadonlyMap<FileChange, FileOutcome>> {
  const outcomes = new Map<FileChange, FileOutcome>();
  let group: { readonly change: FileChange; readonly job: FileJob }[] = [];
  let bytes = 0;
  const judge = async (): Promise<void> => {
    const jobs = group.map(({ job }) => job);
    const judged = pool
      ? await scanJobs(pool, jobs, settings.limits)
      : await Promise.all(jobs.map((job) => scanFile(job, settings.limits, engines)));
    group.forEach(({ change }, index) => judged[index] && outcomes.set(change, judged[index]));
    [group, bytes] = [[], 0];
  };
  for (const change of changes) {
    const name = nameOf(change.path);
    const blob = await blobs.read(change.oid);
    if (typeof blob === "string") {
      outcomes.set(change, { name, skipped: blob });
      continue;
    }
    const path = resolve(cwd, name);
    group.push({ change, job: { path, bytes: blob, ...jobOptions(name, path, settings) } });
    bytes += blob.length;
    if (bytes >= batchBytes) await judge();
  }
  if (group.length > 0) await judge();
  return outcomes;
}
