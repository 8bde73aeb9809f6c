import type { Hash, RecordPacker, TrailBatch, TrailGap } from "../../ports.ts";
import type { ActivityEvent } from "../event.ts";
import type { Role } from "../identity/role.ts";
import type { ActivityCounts } from "../list.ts";
import type { Risk } from "../risk/risk.ts";
import type { RiskWatch } from "../risk/watch/riskWatch.ts";
import type { FeedChange, FeedRow } from "./feedRow.ts";

export interface ActivityFeedOptions {
  /** Whose events; absent: everybody's. Another role is another feed. */
  readonly role?: Role;
  /** Rows held at most: the newest. Absent: `mostEvents`. */
  readonly limit?: number;
  readonly hash: Hash;
  readonly judge: (event: ActivityEvent) => Risk;
  /** Judges what only several events together show; it must be this feed's own. */
  readonly watch?: RiskWatch;
  readonly pack: RecordPacker;
}

/** The events of a role, or of everybody, as they come from a source, with their records. Lives as long as it is shown. */
export class ActivityFeed {
  readonly #rows: FeedRow[] = [];

  constructor(_options: ActivityFeedOptions) {}

  /** In order of time. The array is the feed's own: it changes with the next step. */
  get rows(): readonly FeedRow[] {
    return this.#rows;
  }

  get counts(): ActivityCounts {
    return { records: 0, unreadable: 0, ofOthers: 0, filtered: 0, untimed: 0, repeated: 0, tooOld: 0 };
  }

  /** Account and Region of what came, listed or not, ordered: `111122223333 us-east-1`. */
  get places(): readonly string[] {
    return [];
  }

  /** Time of the newest event that came, of whomever, in ms since epoch. */
  get newest(): number | undefined {
    return undefined;
  }

  /** Everything up to here has come, as far as the source can tell. In ms since epoch. */
  get watermark(): number | undefined {
    return undefined;
  }

  get gaps(): readonly TrailGap[] {
    return [];
  }

  /** Takes a batch in, in steps of at most a hundred records, each after what it changed. Must be run to its end. */
  *take(_batch: TrailBatch): Generator<FeedChange> {}

  row(n: number): FeedRow | undefined {
    return this.#rows.find((row) => row.n === n);
  }

  /** The record of a row, not masked: see `maskRecord`. Parts too large to keep are replaced; undefined: no longer held. */
  recordOf(_n: number): unknown {
    return undefined;
  }

  /** Rows of the same call by the same session, in order of time. */
  similarTo(n: number): readonly FeedRow[] {
    return this.#rows.filter((row) => row.n === n);
  }
}
