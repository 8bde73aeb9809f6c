import { stat } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { readTime } from "../../core/activity/eventTime.ts";
import type { TrailBatch, TrailGap, TrailProgress, TrailSkip, TrailSource } from "../../core/ports.ts";
import { readTrailFile, trailFilesBelow } from "./trailFiles.ts";
import { readTrailCursor, trailCursor } from "./trailCursor.ts";

export interface TrailFolderOptions {
  /** Absolute paths of files, and of folders whose files all count. */
  readonly paths: readonly string[];
  /** Whether to go on when everything has been given, and look for what is new. */
  readonly follow: boolean;
  /** Between two looks, in ms; a look that takes long is made less often. */
  readonly pollMs?: number;
}

/** Records given at once: reading so many takes a part of a frame. */
const batchSize = 100;
/** Files after which a new cursor is given, at the least: a cursor names all files, so there are fewer of them as they grow. */
const filesPerCursor = 1000;
/**
 * How long after an event its file may come, in ms. CloudTrail promises nothing; of 2,900 real records none took longer
 * than ten minutes.
 */
const delivery = 15 * 60_000;

/**
 * A source of delivered CloudTrail files. A file that changed is read again from its start: the records in front come
 * twice, none is lost. A file that cannot be read is tried again when it changes; while following, it is only reported
 * when it stays as it is from one look to the next, since it may still be being written.
 */
export function trailFolder(options: TrailFolderOptions): TrailSource {
  return {
    async *start(cursor, signal) {
      const state = new Look(options, cursor, signal);
      // What there is in all is counted beside the reading, so that nobody waits for it.
      void state.measure();
      do {
        const started = performance.now();
        yield* state.batches();
        if (!options.follow || signal.aborted) return;
        const pause = Math.max(options.pollMs ?? 1000, 9 * (performance.now() - started));
        await wait(pause, undefined, { signal }).catch(() => undefined);
      } while (!signal.aborted);
    },
  };
}

/** What is known from one look at the files to the next. */
class Look {
  readonly #options: TrailFolderOptions;
  readonly #signal: AbortSignal;
  /** Files that were read, by path, with what they looked like. */
  readonly #done: Map<string, string>;
  /** Files that could not be read, and what was reported. */
  readonly #failed = new Map<string, { readonly look: string; readonly reported: boolean }>();
  /** Folders and links that were reported. */
  readonly #reported = new Set<string>();
  /** The newest time of a file or an event, in ms since epoch. */
  #newest: number | undefined;
  #looks = 0;
  /** Bytes of the files that were met, and of all there are, in the first look. */
  #bytes = 0;
  #allBytes: number | undefined;
  #filesToCursor = filesPerCursor;
  #records: unknown[] = [];
  #skipped: TrailSkip[] = [];
  #gaps: TrailGap[] = [];

  constructor(options: TrailFolderOptions, cursor: string | undefined, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    const { files, newest } = readTrailCursor(cursor);
    this.#done = files;
    this.#newest = newest;
  }

  /** Counts the bytes of all files. Never rejects: files that cannot be looked at are told by the reading. */
  async measure(): Promise<void> {
    let bytes = 0;
    for (const root of this.#options.paths)
      for await (const entry of trailFilesBelow(root)) {
        if (this.#signal.aborted) return;
        if (entry.kind === "file") bytes += (await lookOf(entry.path)).size;
      }
    this.#allBytes = bytes;
  }

  /** One look at all files. */
  async *batches(): AsyncGenerator<TrailBatch> {
    const met = new Set<string>();
    let read = 0;
    for (const root of this.#options.paths) {
      for await (const entry of trailFilesBelow(root)) {
        if (this.#signal.aborted) return;
        if (entry.kind === "skipped") this.#report(entry);
        else {
          if (met.has(entry.path)) continue;
          met.add(entry.path);
          const { look, size } = await lookOf(entry.path);
          if (this.#done.get(entry.path) === look || this.#gaveUp(entry.path, look)) {
            this.#bytes += size;
            continue;
          }
          yield* this.#file(entry.path, look);
          read++;
          if (--this.#filesToCursor > 0) continue;
          this.#filesToCursor = Math.max(filesPerCursor, this.#done.size);
          yield this.#batch({ caughtUp: false, withCursor: true });
        }
      }
    }
    for (const path of this.#done.keys()) if (!met.has(path)) this.#done.delete(path);
    for (const path of this.#failed.keys()) if (!met.has(path)) this.#failed.delete(path);
    if (this.#looks === 0 || read > 0 || this.#skipped.length > 0)
      yield this.#batch({ caughtUp: true, withCursor: true });
    this.#looks++;
  }

  async *#file(path: string, before: string): AsyncGenerator<TrailBatch> {
    const problems: TrailSkip[] = [];
    const reading = { bytes: 0, lines: 0 };
    const bytes = this.#bytes;
    for await (const entry of readTrailFile(path, reading)) {
      if (this.#signal.aborted) return;
      this.#bytes = bytes + reading.bytes;
      if (entry.kind === "skipped") problems.push({ path, reason: entry.reason });
      else {
        this.#see(readTime(entry.record["eventTime"]));
        this.#records.push(entry.record);
        if (this.#records.length >= batchSize) yield this.#batch({ caughtUp: false, withCursor: false });
      }
    }
    this.#bytes = bytes + reading.bytes;
    this.#see(deliveredAt(path));
    if (problems.length === 0) {
      this.#done.set(path, before);
      this.#failed.delete(path);
      return;
    }
    const reported = !this.#options.follow || this.#failed.get(path)?.look === before;
    this.#failed.set(path, { look: before, reported });
    if (!reported) return;
    this.#skipped.push(...problems);
    const to = deliveredAt(path);
    if (to !== undefined)
      this.#gaps.push({ from: to - delivery, to, reason: "a delivered file could not be read" });
  }

  /** Whether the file was reported as it is now. */
  #gaveUp(path: string, look: string): boolean {
    const failed = this.#failed.get(path);
    return failed !== undefined && failed.reported && failed.look === look;
  }

  #report({ path, reason }: TrailSkip): void {
    const key = JSON.stringify([path, reason]);
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#skipped.push({ path, reason });
  }

  /** A time that lies in the future says nothing about what has come. */
  #see(time: number | undefined): void {
    if (time !== undefined && time > (this.#newest ?? 0) && time <= Date.now()) this.#newest = time;
  }

  /** Only of what was there at the start: what comes later has no end. */
  #progress(caughtUp: boolean): TrailProgress | undefined {
    if (this.#looks > 0) return undefined;
    const total = caughtUp ? this.#bytes : this.#allBytes;
    // Files grow and come while they are read.
    const done = Math.min(this.#bytes, total ?? Infinity);
    return { done, ...(total !== undefined && { total }), unit: "bytes" };
  }

  #batch({ caughtUp, withCursor }: { caughtUp: boolean; withCursor: boolean }): TrailBatch {
    const progress = this.#progress(caughtUp);
    const batch: TrailBatch = {
      records: this.#records,
      ...(progress && { progress }),
      ...(caughtUp && this.#newest !== undefined && { watermark: this.#newest - delivery }),
      gaps: this.#gaps,
      sampled: false,
      skipped: this.#skipped,
      caughtUp,
      ...(withCursor && { cursor: trailCursor(this.#done, this.#newest) }),
    };
    this.#records = [];
    this.#skipped = [];
    this.#gaps = [];
    return batch;
  }
}

/** The size of a file, and what changes with its content; the same for every file that is not there. */
async function lookOf(path: string): Promise<{ readonly look: string; readonly size: number }> {
  return stat(path).then(
    ({ size, mtimeMs }) => ({ look: `${size}:${Math.round(mtimeMs)}`, size }),
    () => ({ look: "none", size: 0 }),
  );
}

/** When a delivered file was made, by its name: `…_CloudTrail_<Region>_20250121T1750Z_<id>.json.gz`. */
function deliveredAt(path: string): number | undefined {
  const [, year, month, day, hour, minute] =
    /_CloudTrail_[a-z0-9-]{1,40}_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/\\]*$/.exec(path) ?? [];
  return year === undefined ? undefined : readTime(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
}
