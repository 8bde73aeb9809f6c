import type { ActivityRow } from "../row.ts";

/** An event that the feed holds. */
export interface FeedRow extends ActivityRow {
  /** Number of the row, unique in its feed; larger came later. */
  readonly n: number;
  /** It came when everything up to its time was taken to be there: somebody may have read past its place. */
  readonly late: boolean;
}

/** What became of some records. */
export interface FeedChange {
  /** Rows that were added, and rows whose risk is louder now; each once, in order of time. */
  readonly rows: readonly FeedRow[];
  /** Numbers of rows that are no longer held, older ones that made room. */
  readonly removed: readonly number[];
}
