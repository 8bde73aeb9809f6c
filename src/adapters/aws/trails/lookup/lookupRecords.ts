import type { Event } from "@aws-sdk/client-cloudtrail";
import type { TrailSkip } from "../../../../core/ports.ts";

/** What of a page is new. */
export interface FreshRecords {
  readonly records: readonly object[];
  readonly skipped: readonly TrailSkip[];
}

/** Around the end of a window, in ms, the next one has the same events: times have seconds. */
const boundary = 1_000;

/** Ids that are put in order: beyond, it would take a turn of the host too long. */
const mostSorted = 10_000;

/** Longer ids are none of CloudTrail's. */
const longestId = 64;

/**
 * Takes the records out of LookupEvents' answers and gives each one once: windows overlap on purpose, and so do pages
 * when events come in between. Remembered are the ids of the time that will be read again.
 */
export class LookupRecords {
  readonly #where: string;
  /** Times, in ms since epoch, by id. */
  readonly #given = new Map<string, number>();

  /** @param region for messages */
  constructor(region: string) {
    this.#where = `LookupEvents ${region}`;
  }

  /** Ids of the events from a time on, the newest last; of very many those that came last. */
  idsFrom(time: number): readonly string[] {
    return [...this.#given]
      .filter(([, at]) => at >= time)
      .slice(-mostSorted)
      .sort(([, a], [, b]) => a - b)
      .map(([id]) => id);
  }

  /** Remembers ids of an earlier run. @param time up to which they may matter */
  remember(ids: readonly string[], time: number): void {
    for (const id of ids) this.#given.set(id, time);
  }

  /** Whether all of these were given before. */
  hasAll(events: readonly Event[]): boolean {
    return events.every(({ EventId: id }) => id !== undefined && this.#given.has(id));
  }

  /**
   * Forgets ids of events before a time, in ms since epoch, that will not be read again.
   * @param except the end of a window that another one shares
   */
  forgetBefore(time: number, except: number): void {
    for (const [id, at] of this.#given)
      if (at < time && Math.abs(at - except) > boundary) this.#given.delete(id);
  }

  forgetAll(): void {
    this.#given.clear();
  }

  take(events: readonly Event[]): FreshRecords {
    const records: object[] = [];
    let broken = 0;
    for (const { EventId: id, EventTime, CloudTrailEvent } of events) {
      const isKnown = id !== undefined && this.#given.has(id);
      if (id !== undefined && id.length <= longestId)
        this.#given.set(id, Math.max(this.#given.get(id) ?? 0, EventTime?.getTime() ?? 0));
      if (isKnown) continue;
      const record = recordOf(CloudTrailEvent);
      if (record) records.push(record);
      else broken++;
    }
    const reason = `${broken} event${broken === 1 ? "" : "s"} without a record that can be read`;
    return { records, skipped: broken === 0 ? [] : [{ path: this.#where, reason }] };
  }
}

/** The record of an event, which is JSON in a text; undefined when it is none. */
export function recordOf(text: string | undefined): object | undefined {
  try {
    const record: unknown = JSON.parse(text ?? "");
    return typeof record === "object" && record !== null && !Array.isArray(record) ? record : undefined;
  } catch {
    return undefined;
  }
}
