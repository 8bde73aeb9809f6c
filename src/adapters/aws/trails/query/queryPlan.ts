/** A stretch of time that one query reads. In ms since epoch, `to` excluded. */
export interface QueryWindow {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;

/** Windows one after the other: a day at first, which tells what it costs, then more, or less where that was too much. */
export class QueryWindows {
  #length = day;
  #longest = 7 * day;

  /** The next window from `from` on. */
  next(from: number, now: number): QueryWindow {
    return { from, to: Math.min(now, from + this.#length) };
  }

  /** A window was read. @param isCut because a longer one was too much */
  done({ from, to }: QueryWindow, isCut: boolean): void {
    if (isCut) this.#longest = to - from;
    this.#length = this.#longest;
  }
}

/** More than this is asked about, in bytes: Athena and Lake charge by what a query reads. */
const muchBytes = 10e9;
/** After so much, a person is asked again: following reads little at a time, but for hours. */
const muchTogether = 100e9;

/** Knows what queries read, and when a person must be asked. */
export class QueryCosts {
  #perUnit = 0;
  #largest = 0;
  #agreed: number | undefined;
  #sinceAgreed = 0;

  /** Bytes that a query over so many units will read; undefined before the first one. */
  estimate(units: number): number | undefined {
    return this.#perUnit === 0 ? undefined : Math.ceil(this.#perUnit * units);
  }

  /**
   * Whether to ask: for the first query, one ten times as large as any before, a large one not yet agreed to, and when
   * many have read much since the last answer.
   */
  mustAsk(units: number): boolean {
    if (this.#agreed === undefined || this.#sinceAgreed > muchTogether) return true;
    const bytes = this.estimate(units) ?? 0;
    return bytes > this.#agreed && (bytes > muchBytes || (this.#largest > 0 && bytes > 10 * this.#largest));
  }

  agree(units: number): void {
    this.#agreed = Math.max(this.#agreed ?? 0, this.estimate(units) ?? 0);
    this.#sinceAgreed = 0;
  }

  /** @param bytes that a query over so many units has read */
  learn(units: number, bytes: number): void {
    this.#perUnit = Math.max(this.#perUnit, bytes / Math.max(1, units));
    this.#largest = Math.max(this.#largest, bytes);
    this.#sinceAgreed += bytes;
  }
}
