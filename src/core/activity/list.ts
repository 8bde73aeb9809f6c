import type { Hash, TrailBatch } from "../ports.ts";
import type { ActivityEvent } from "./event.ts";
import { AskedRows } from "./feed/askedRows.ts";
import { EventReader, type ReadEvent, type RecordKeeper } from "./feed/eventReader.ts";
import type { FeedRow } from "./feed/feedRow.ts";
import type { HeldRow } from "./feed/heldRow.ts";
import type { Role } from "./identity/role.ts";
import { raised } from "./risk/raised.ts";
import type { Risk, RiskSeverity } from "./risk/risk.ts";
import type { RiskWatch } from "./risk/watch/riskWatch.ts";
import type { EventStream } from "./stream/eventStream.ts";

/** Which events the list takes. Times in ms since epoch, both included. */
export interface ActivityListOptions {
  readonly role?: Role;
  readonly since?: number;
  readonly until?: number;
  readonly minRisk?: RiskSeverity;
  /** Events held at most. */
  readonly limit?: number;
  readonly hash: Hash;
  readonly judge: (event: ActivityEvent) => Risk;
  /** Judges what several events together show; the list's own. */
  readonly watch?: RiskWatch;
  /** Keeps the records of what is held. */
  readonly keeper?: RecordKeeper;
}

/** How many records came, and what became of those that are not listed. */
export interface ActivityCounts {
  /** Records that came, repeated ones too. */
  readonly records: number;
  /** Records that are no events. */
  readonly unreadable: number;
  /** Events of others than the role. */
  readonly ofOthers: number;
  /** Events left out by time or risk. */
  readonly filtered: number;
  /** Events left out because they have no time and one was asked for. */
  readonly untimed: number;
  /** Events that came more than once. */
  readonly repeated: number;
  /** Events that are older than the newest that fit. */
  readonly tooOld: number;
}

/** What became of some records. */
export interface ListChange {
  /** Rows that are new, in order. */
  readonly added: readonly FeedRow[];
  /** Rows that were there and are louder now. */
  readonly raised: readonly FeedRow[];
  /** Rows that made room. */
  readonly dropped: readonly FeedRow[];
}

/** The list of a role's events, or of all events: gathers batches of any source in any order. */
export class ActivityList {
  readonly #options: ActivityListOptions;
  readonly #reader: EventReader;
  readonly #rows: AskedRows;
  readonly #counts = { filtered: 0, untimed: 0, repeated: 0, tooOld: 0 };

  constructor(options: ActivityListOptions) {
    this.#options = options;
    this.#reader = new EventReader(options);
    this.#rows = new AskedRows(options, options.watch !== undefined);
  }

  /** Ordered by time. The array is the list's own: it changes with the next records. */
  get rows(): readonly FeedRow[] {
    return this.#rows.stream.events;
  }

  /** The row of a key, as long as it is listed. */
  rowOf(key: string): FeedRow | undefined {
    return this.#rows.stream.get(key);
  }

  get counts(): ActivityCounts {
    const { records, unreadable, ofOthers, repeated } = this.#reader.counts;
    const { filtered, untimed, tooOld } = this.#counts;
    return {
      records,
      unreadable,
      ofOthers,
      filtered: filtered + this.#rows.aside,
      untimed,
      repeated: repeated + this.#counts.repeated,
      tooOld,
    };
  }

  /** Account and Region of what came, listed or not, ordered: `111122223333 us-east-1`. */
  get places(): readonly string[] {
    return this.#reader.places;
  }

  /** Time of the newest event that came, listed or not, in ms since epoch. */
  get newest(): number | undefined {
    return this.#reader.newest;
  }

  get stream(): Pick<EventStream<HeldRow>, "watermark" | "gaps"> {
    return this.#rows.stream;
  }

  /** Takes a batch in. */
  take(batch: TrailBatch): ListChange {
    const change = this.takeRecords(batch.records);
    this.settle(batch);
    return change;
  }

  /** Takes some of a batch's records in; behind the last of them belongs `settle`. */
  takeRecords(records: readonly unknown[]): ListChange {
    const isHeld = (key: string): boolean => this.#rows.get(key) !== undefined;
    const read = records.flatMap((record) => this.#reader.read(record, isHeld));
    const inTime = read.filter(({ row }) => this.#isInTime(row));
    const arrival = this.#rows.add(inTime.map(({ row }) => row));
    const held = inTime.filter(({ row }) => this.#rows.get(row.key) === row);
    const louder = this.#louder(held);
    const lifted = this.#rows.lift(louder);
    this.#counts.repeated += arrival.repeated;
    for (const { tooOld, dropped } of [arrival, lifted]) this.#counts.tooOld += tooOld + dropped.length;
    const dropped = [...arrival.dropped, ...lifted.dropped];
    this.#release(read, dropped);
    const added = [...arrival.added, ...lifted.added];
    const isNew = new Set<FeedRow>(added);
    const raised = louder.filter((row) => !isNew.has(row) && this.rowOf(row.key) === row);
    return { added, raised, dropped };
  }

  /** What a batch says beside its records. */
  settle({ watermark, gaps, filled }: TrailBatch): void {
    const { stream } = this.#rows;
    if (watermark !== undefined) stream.advance(watermark);
    for (const gap of gaps) stream.addGap(gap);
    for (const stretch of filled ?? []) stream.fillGap(stretch);
  }

  /** Tells the watch of events. @returns rows that are louder now */
  #louder(events: readonly ReadEvent[]): readonly HeldRow[] {
    const { watch } = this.#options;
    if (!watch) return [];
    const louder = new Set<HeldRow>();
    for (const { row, event } of events) {
      for (const { key, verdict } of watch.take(event, row.key)) {
        const about = this.#rows.get(key);
        const risk = about && raised(about.risk, verdict);
        if (!about || !risk || risk === about.risk) continue;
        about.risk = this.#reader.shared(risk);
        louder.add(about);
      }
    }
    return [...louder];
  }

  #release(read: readonly ReadEvent[], dropped: readonly FeedRow[]): void {
    const { keeper } = this.#options;
    if (!keeper) return;
    for (const { row } of read) if (this.#rows.get(row.key) !== row) keeper.release(row.n);
    for (const { n } of dropped) keeper.release(n);
  }

  #isInTime({ time }: FeedRow): boolean {
    const { since, until } = this.#options;
    if (since === undefined && until === undefined) return true;
    if (time === undefined) {
      this.#counts.untimed++;
      return false;
    }
    const isIn = time >= (since ?? -Infinity) && time <= (until ?? Infinity);
    if (!isIn) this.#counts.filtered++;
    return isIn;
  }
}
