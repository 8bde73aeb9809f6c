import type { WalkEntry } from "../../adapters/node/walk.ts";

/** A file on disk: `path` opens it, `name` is relative to its workspace folder, with `/`. */
export interface ListedFile {
  readonly path: string;
  readonly name: string;
}

/** What a walk came to so far: files to scan together, and what was left out with the reason. */
export interface Batch {
  readonly files: readonly ListedFile[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** Files per message to a worker: enough to hide the message's cost, few enough to cancel soon. */
const batchSize = 24;

/** Entries read in one turn of the event loop, at most. A folder is read at once when the walk enters it. */
const entriesPerTurn = 64;

/**
 * Cuts a walk into batches and lets the event loop turn in between. Ends early, without an error, when aborted.
 * @param nextTurn resolves in a later turn of the event loop
 */
export async function* inBatches(
  walk: Iterable<WalkEntry>,
  nextTurn: () => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<Batch> {
  let files: ListedFile[] = [];
  let skipped: { name: string; reason: string }[] = [];
  let entries = 0;
  for (const entry of walk) {
    if (signal.aborted) return;
    if (entry.kind === "file") files.push({ path: entry.path, name: entry.name });
    else skipped.push({ name: entry.name, reason: entry.reason });
    if (files.length === batchSize) {
      yield { files, skipped };
      [files, skipped] = [[], []];
    }
    if (++entries % entriesPerTurn === 0) await nextTurn();
  }
  if (files.length > 0 || skipped.length > 0) yield { files, skipped };
}
