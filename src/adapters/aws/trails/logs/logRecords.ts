import { readTime } from "../../../../core/activity/eventTime.ts";
import type { TrailGap, TrailSkip } from "../../../../core/ports.ts";
import { readMessage } from "./readMessage.ts";
import type { LogCursor } from "./logCursor.ts";
import { SeenRecords } from "./seenRecords.ts";

/** A message as FilterLogEvents and Live Tail give it. */
export interface LogMessage {
  readonly message?: string | undefined;
  readonly logStreamName?: string | undefined;
  /** In ms since epoch: when the event was, or when it was delivered. */
  readonly timestamp?: number | undefined;
}

/** What messages gave that is new. */
export interface NewRecords {
  readonly records: readonly unknown[];
  readonly skipped: readonly TrailSkip[];
  readonly gaps: readonly TrailGap[];
}

/** A clock of the writer may be a little ahead. */
const tolerance = 5 * 60_000;

/** Takes the records out of messages, each once. */
export class LogRecords {
  readonly #seen: SeenRecords;
  readonly #deliveryMs: number;
  #newest: number | undefined;

  constructor(cursor: LogCursor | undefined, deliveryMs: number) {
    this.#seen = new SeenRecords(cursor?.seen);
    this.#newest = cursor?.newest;
    this.#deliveryMs = deliveryMs;
  }

  /** The newest time of a record, in ms since epoch. */
  get newest(): number | undefined {
    return this.#newest;
  }

  /** For a cursor. */
  get seen(): readonly string[] {
    return this.#seen.digests();
  }

  /**
   * Everything up to here has come, when all messages that were there at `now` were read: no later than the newest event,
   * since CloudTrail may have been silent for another reason than that nothing was.
   */
  watermarkAt(now: number): number | undefined {
    return this.#newest === undefined ? undefined : Math.min(this.#newest, now - this.#deliveryMs);
  }

  /** @param now in ms since epoch */
  take(messages: readonly LogMessage[], now: number): NewRecords {
    const records: unknown[] = [];
    const skipped: TrailSkip[] = [];
    const gaps: TrailGap[] = [];
    for (const message of messages) {
      const read = readMessage(message.message);
      if ("records" in read) {
        for (const record of read.records) {
          // A time that lies in the future says nothing about what has come.
          const time = readTime(record["eventTime"]);
          if (time !== undefined && time > (this.#newest ?? 0) && time <= now + tolerance)
            this.#newest = time;
          if (this.#seen.add(record)) records.push(record);
        }
      } else if (this.#seen.add({ text: message.message, timestamp: message.timestamp })) {
        skipped.push({ path: placeOf(message), reason: read.reason });
        if (read.isCut) gaps.push(this.#gapOf(message, now));
      }
    }
    return { records, skipped, gaps };
  }

  /** Where the event of a message is missing that was cut: at its time, where that is still there. */
  #gapOf({ message = "", timestamp = 0 }: LogMessage, now: number): TrailGap {
    const reason = "a message of the log group was cut or split";
    const written = /"eventTime"\s*:\s*"([^"]{1,40})"/.exec(message.slice(0, 10_000))?.[1];
    const time = readTime(written);
    if (time !== undefined && time <= now) return { from: time, to: time + 1000, reason };
    return { from: timestamp - this.#deliveryMs, to: timestamp + 1, reason };
  }
}

function placeOf({ logStreamName = "", timestamp }: LogMessage): string {
  const stream = logStreamName.slice(0, 512) || "a log stream";
  const isTime = timestamp !== undefined && Math.abs(timestamp) <= 8_640_000_000_000_000;
  return isTime ? `${stream} at ${new Date(timestamp).toISOString()}` : stream;
}
