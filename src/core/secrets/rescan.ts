import { margin, moved, scanStretch } from "./localScan.ts";
import type { ScanContext } from "./options.ts";
import { conclude, scanDetailed, type ScanResult } from "./scan.ts";

/** One edit: at `start`, `removed` code units gave way to `inserted` others. As an editor's change event tells it. */
export interface TextChange {
  readonly start: number;
  readonly removed: number;
  readonly inserted: number;
}

/**
 * The result for a text after an edit, from the result before it: equal to that of a full scan. What starts far enough
 * from the edit cannot have changed and is moved along; the stretch around it is scanned again, about 50,000 code
 * units; what depends on the whole file (pairs, overlaps, suppressions) is decided anew.
 * @param previous of the text before the edit, with the same context
 * @param text after the edit
 * @throws the signal's reason when `context.signal` is aborted
 */
export async function rescan(
  previous: ScanResult,
  text: string,
  change: TextChange,
  context: ScanContext,
): Promise<ScanResult> {
  context.signal?.throwIfAborted();
  // A value is decided by what stands up to `before` in front of its start and up to `after` behind it.
  const from = Math.max(0, change.start - margin.after);
  const to = Math.min(text.length, change.start + change.inserted + margin.before);
  if (2 * (to - from) > text.length) return scanDetailed(text, context);
  const by = change.inserted - change.removed;
  const stopped = new Set(previous.stopped);
  const fresh = await scanStretch(text, from, to, { ...context, stopped });
  context.signal?.throwIfAborted();
  const before = previous.seen.filter(({ candidate }) => candidate.span.start < from);
  const after = previous.seen.filter(({ candidate }) => candidate.span.start + by >= to);
  const seen = [
    ...before,
    ...fresh,
    ...after.map(({ voice, candidate }) => ({ voice, candidate: moved(candidate, by) })),
  ];
  return conclude(text, seen, context, [...stopped]);
}
