import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { dayOfAgent, filesOfDay, type DayFile, type DayOptions } from "./day.ts";

const pack = promisify(gzip);

/** Writes one file below a folder, whole or not at all: who reads meanwhile never sees half of it. */
async function writeDayFile(folder: string, file: DayFile): Promise<void> {
  const path = join(folder, ...file.path.split("/"));
  await mkdir(dirname(path), { recursive: true });
  const bytes = await pack(JSON.stringify({ Records: file.records }));
  await writeFile(`${path}.part`, file.isCut ? bytes.subarray(0, bytes.length / 2) : bytes);
  await rename(`${path}.part`, path);
}

/** Writes a whole day at once. @returns how many files and records it has */
export async function writeDay(
  folder: string,
  options: DayOptions,
): Promise<{ readonly files: number; readonly records: number }> {
  let files = 0;
  let records = 0;
  for (const file of filesOfDay(options)) {
    await writeDayFile(folder, file);
    files++;
    records += file.records.length;
  }
  return { files, records };
}

/** How a day is replayed. */
export interface ReplayOptions extends Partial<DayOptions> {
  /** How many times faster than they happened the last events come. Default 1: for five minutes, every few seconds. */
  readonly speed?: number;
  /** Ends it; what is written then stays. */
  readonly signal?: AbortSignal;
  /** Told when all that was delivered before `now` is there. */
  readonly onHistory?: () => void;
}

/** Writes what was delivered up to now at once, and the rest when it comes. Resolves at the end or when it is aborted. */
export async function replayDay(folder: string, options: ReplayOptions = {}): Promise<void> {
  const { speed = 1, signal, onHistory, now = Date.now() } = options;
  let isLater = false;
  const start = performance.now();
  for (const file of dayOfAgent({ ...options, now }).files) {
    if (file.atMs > now && !isLater) {
      isLater = true;
      onHistory?.();
    }
    const ms = (file.atMs - now) / speed - (performance.now() - start);
    if (isLater && ms > 0) await wait(ms, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted) return;
    await writeDayFile(folder, file);
  }
}

/** A replay that runs beside what its caller does. */
export interface RunningReplay {
  /** Resolves when the history is there; rejects when it cannot be written. */
  readonly ready: Promise<void>;
  /** Resolves when the day is over or the replay was stopped or failed. */
  readonly over: Promise<void>;
  /** Nothing is written after it. */
  stop(): Promise<void>;
}

/** Starts a replay in this process. A folder that cannot be written to ends it. */
export function startReplay(folder: string, options: Omit<ReplayOptions, "signal"> = {}): RunningReplay {
  const controller = new AbortController();
  let onHistory = (): void => {};
  const history = new Promise<void>((resolve) => (onHistory = resolve));
  const replay = replayDay(folder, {
    ...options,
    signal: controller.signal,
    onHistory: () => {
      options.onHistory?.();
      onHistory();
    },
  });
  const ready = Promise.race([history, replay]);
  const over = replay.catch(() => undefined);
  // Who does not wait for it is not to be ended by it.
  ready.catch(() => {});
  return {
    ready,
    over,
    async stop() {
      controller.abort();
      await over;
    },
  };
}
