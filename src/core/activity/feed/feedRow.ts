import type { ActivityRow } from "../row.ts";

/** An event that is held. The same object for as long as it is held: its risk may become louder. */
export interface FeedRow extends ActivityRow {
  /** Number of the row, unique among those of its list or feed; larger came later. */
  readonly n: number;
  /** It came when everything up to its time was taken to be there: somebody may have read past its place. */
  readonly late: boolean;
}

/** What became of some records. */
export interface FeedChange {
  /** Rows that were added, then rows whose risk is louder now; each once. */
  readonly rows: readonly FeedRow[];
  /** Numbers of rows that are no longer held, older ones that made room. */
  readonly removed: readonly number[];
}
