import type { Hash, RecordPacker, TrailBatch, TrailGap } from "../../ports.ts";
import type { ActivityEvent } from "../event.ts";
import type { Role } from "../identity/role.ts";
import { ActivityList, type ActivityCounts, type ListChange } from "../list.ts";
import { RecordStore } from "../records/recordStore.ts";
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
  /** Judges what only several events together show; the feed's own. */
  readonly watch?: RiskWatch;
  readonly pack: RecordPacker;
}

/**
 * Records of one step, and about how many characters of them: reading and judging so many takes some milliseconds. The
 * first ones take ten times as long, before the code is warm, so steps begin small and double.
 */
const step = { first: 5, records: 50, text: 262_144 };

/** The events of a role, or of everybody, as they come from a source, with their records. Lives as long as it is shown. */
export class ActivityFeed {
  readonly #list: ActivityList;
  readonly #records: RecordStore;
  readonly #byNumber = new Map<number, FeedRow>();
  #stepSize = step.first;

  constructor({ pack, ...options }: ActivityFeedOptions) {
    this.#records = new RecordStore(pack);
    this.#list = new ActivityList({ ...options, keeper: this.#records });
  }

  /** In order of time. The array is the feed's own: it changes with the next step. */
  get rows(): readonly FeedRow[] {
    return this.#list.rows;
  }

  get counts(): ActivityCounts {
    return this.#list.counts;
  }

  /** Account and Region of what came, listed or not, ordered: `111122223333 us-east-1`. */
  get places(): readonly string[] {
    return this.#list.places;
  }

  /** Time of the newest event that came, of whomever, in ms since epoch. */
  get newest(): number | undefined {
    return this.#list.newest;
  }

  /** Everything up to here has come, as far as the source can tell. In ms since epoch. */
  get watermark(): number | undefined {
    return this.#list.stream.watermark;
  }

  get gaps(): readonly TrailGap[] {
    return this.#list.stream.gaps;
  }

  /** Bytes that the packed records take. */
  get recordBytes(): number {
    return this.#records.bytes;
  }

  /**
   * Takes a batch in, in steps of at most fifty records, so that others can run in between. Gives what each step
   * changed, which may be nothing. Watermark and gaps count when it has run to its end: do not leave it before.
   */
  *take(batch: TrailBatch): Generator<FeedChange> {
    const { records } = batch;
    for (let from = 0; from < records.length;) {
      const some = records.slice(from, from + this.#stepSize);
      from += some.length;
      yield this.#step(some);
    }
    this.#list.settle(batch);
  }

  /** The row of a number, as long as it is held. */
  row(n: number): FeedRow | undefined {
    return this.#byNumber.get(n);
  }

  /**
   * The record of a row as it came, not masked: see `maskRecord`. Of one that was too large, notes stand in the place of
   * large members. Undefined when the row or its record is no longer held.
   */
  recordOf(n: number): unknown {
    return this.#byNumber.has(n) ? this.#records.get(n) : undefined;
  }

  /** Rows of the same call, by service and name, by the same caller: what a session did again. In order of time, it too. */
  similarTo(n: number): readonly FeedRow[] {
    const row = this.row(n);
    if (!row) return [];
    const { service, name, caller } = row;
    return this.rows.filter(
      (other) => other.name === name && other.service === service && other.caller === caller,
    );
  }

  /** Large records come together: after some, steps are shorter. */
  #step(records: readonly unknown[]): FeedChange {
    const before = this.#records.came;
    const change = this.#changed(this.#list.takeRecords(records));
    const length = (this.#records.came - before) / records.length;
    const most = Math.min(step.records, 2 * this.#stepSize);
    this.#stepSize = Math.max(1, Math.min(most, Math.floor(step.text / Math.max(1, length))));
    return change;
  }

  #changed({ added, raised, dropped }: ListChange): FeedChange {
    for (const row of added) this.#byNumber.set(row.n, row);
    for (const { n } of dropped) this.#byNumber.delete(n);
    return { rows: [...added, ...raised], removed: dropped.map(({ n }) => n) };
  }
}
