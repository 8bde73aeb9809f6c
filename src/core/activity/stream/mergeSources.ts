import type { TrailBatch, TrailSource } from "../../ports.ts";
import { mergedCursor, readMergedCursor } from "./mergedCursor.ts";
import { MergedState } from "./mergedState.ts";

/** One of several sources, such as that of a Region. */
export interface NamedSource {
  /** Told apart by it, in cursors and for the person: `eu-west-1`. Unique. */
  readonly name: string;
  readonly source: TrailSource;
}

/**
 * Several sources as one. It has caught up when all have, its watermark is the lowest of those that have one, and it ends
 * when all have ended. Notices and gaps say whose they are. A source that failed, or throws against its contract, does not
 * stop the others. Of each source at most one batch is held: who is not read does not run ahead.
 */
export function mergeSources(named: readonly NamedSource[]): TrailSource {
  return { start: (cursor, signal) => merged(named, cursor, signal) };
}

/** What a source said: a batch, or that it has ended. */
interface Said {
  readonly name: string;
  readonly batch: TrailBatch | undefined;
  /** Lets the source go on. */
  readonly next: () => void;
}

async function* merged(
  named: readonly NamedSource[],
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<TrailBatch> {
  // Also ends the sources when nobody reads any more.
  const ended = new AbortController();
  const both = AbortSignal.any([signal, ended.signal]);
  const cursors = readMergedCursor(cursor);
  const state = new MergedState(named.map(({ name }) => name));
  const said = new Mailbox<Said>();
  signal.addEventListener("abort", () => said.close(), { once: true });
  for (const one of named) listen(one, cursors.get(one.name), both, (message) => said.put(message));
  try {
    if (named.length === 0) yield state.end();
    for (let left = named.length; left > 0 && !signal.aborted;) {
      const message = await said.take();
      if (!message) return;
      const { name, batch, next } = message;
      if (batch?.cursor !== undefined) cursors.set(name, batch.cursor);
      if (batch) {
        const given = state.take(name, batch);
        yield batch.cursor === undefined ? given : { ...given, cursor: mergedCursor(cursors) };
        next();
      } else {
        left--;
        const last = state.endOf(name);
        if (last) yield last;
      }
    }
  } finally {
    ended.abort();
  }
}

/** Reads a source, one batch at a time. */
function listen(
  { name, source }: NamedSource,
  cursor: string | undefined,
  signal: AbortSignal,
  say: (said: Said) => void,
): void {
  const end = (): void => say({ name, batch: undefined, next: end });
  const batches = source.start(cursor, signal)[Symbol.asyncIterator]();
  const next = (): void => {
    batches.next().then(
      ({ done, value }) => (done === true ? end() : say({ name, batch: value, next })),
      // A defect of the source; without it, the others would not be heard.
      () => {
        const notice = { kind: "failed", message: "It stopped because of an error in Picket." } as const;
        const batch = { records: [], gaps: [], sampled: false, skipped: [], caughtUp: true, notice };
        say({ name, batch, next: end });
      },
    );
  };
  next();
}

/** Messages in the order in which they came; one reader. */
class Mailbox<T> {
  readonly #messages: T[] = [];
  #wake: (() => void) | undefined;
  #isClosed = false;

  put(message: T): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  /** Nothing is taken from now on, whatever has come or comes. */
  close(): void {
    this.#isClosed = true;
    this.#wake?.();
  }

  /** Undefined: closed. */
  async take(): Promise<T | undefined> {
    for (;;) {
      if (this.#isClosed) return undefined;
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
