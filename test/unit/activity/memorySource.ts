import type { TrailBatch, TrailSource } from "../../../src/core/ports.ts";

/** A source of records in memory, as a test lays them out. */
export class MemorySource {
  readonly #records: object[] = [];
  readonly #size: number;
  #wake: (() => void)[] = [];
  /** Batches that were taken from it. */
  taken = 0;

  /** @param size records of a batch */
  constructor(size = 300) {
    this.#size = size;
  }

  deliver(records: readonly object[]): void {
    this.#records.push(...records);
    for (const wake of this.#wake.splice(0)) wake();
  }

  open(follow: boolean): TrailSource {
    return { start: (cursor, signal) => this.#batches(follow, cursor, signal) };
  }

  async *#batches(
    follow: boolean,
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<TrailBatch> {
    let at = /^memory:\d+$/.test(cursor ?? "") ? Number(cursor?.slice(7)) : 0;
    let isFirst = true;
    while (!signal.aborted) {
      while (!signal.aborted && (at < this.#records.length || isFirst)) {
        isFirst = false;
        const records = this.#records.slice(at, at + this.#size);
        at += records.length;
        this.taken++;
        const caughtUp = at >= this.#records.length;
        yield { ...nothing, records, caughtUp, cursor: `memory:${at}` };
      }
      if (!follow) return;
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }
}

/** A batch with nothing in it. */
export const nothing: TrailBatch = { records: [], gaps: [], sampled: false, skipped: [], caughtUp: false };

/** A source that gives these batches and ends, or fails with an error after them. */
export function scripted(batches: readonly Partial<TrailBatch>[], error?: Error): TrailSource {
  return {
    async *start() {
      for (const batch of batches) {
        await Promise.resolve();
        yield { ...nothing, ...batch };
      }
      if (error) throw error;
    },
  };
}
