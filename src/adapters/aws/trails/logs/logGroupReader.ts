import { setImmediate as nextTurn } from "node:timers/promises";
import { FilterLogEventsCommand, type FilteredLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import type { LogOptions } from "../../../../core/activity/awsTrails.ts";
import { StoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailBatch } from "../../../../core/ports.ts";
import { PatientCaller } from "../patientCaller.ts";
import type { TrailClientPool, TrailClients } from "../trailClients.ts";
import { batchOf } from "../trouble.ts";
import { readLogCursor, writeLogCursor } from "./logCursor.ts";
import { groupParameter, type LogGroup } from "./logGroup.ts";
import type { LogLimits } from "./logLimits.ts";
import { LogRecords, type NewRecords } from "./logRecords.ts";
import { logRateOf } from "./logRate.ts";
import { logTexts, wrongClass } from "./logTexts.ts";
import { rolePattern } from "./rolePattern.ts";

/** What is read, and by what. */
export interface LogReading {
  readonly pool: TrailClientPool;
  readonly group: LogGroup;
  readonly options: LogOptions;
  readonly limits: LogLimits;
  readonly signal: AbortSignal;
}

interface Page {
  readonly events: readonly FilteredLogEvent[];
  readonly nextToken: string | undefined;
}

/** Events of a page: a megabyte, which is the most of a page, holds about as many. */
const pageSize = 1000;
/** Events that are read in one turn of the event loop. */
const stepSize = 200;
/** Records of a batch at most. */
const batchSize = 1000;
/** A token is good for a day; one that is used later gives an empty page as if all were read. */
const tokenLife = 60 * 60_000;
/** How often in a row a token may get lost before it is a refusal. */
const mostLosses = 5;

/**
 * Reads a log group by FilterLogEvents, and knows what was read. Each round goes back behind the one before, since
 * messages come late; what was given already is left out.
 */
export class LogGroupReader {
  readonly #reading: LogReading;
  readonly #patient: PatientCaller;
  readonly #pattern: string | undefined;
  readonly #of: string;
  readonly #records: LogRecords;
  /** Nothing before is asked for. In ms since epoch. */
  readonly #floor: number;
  #mark: number | undefined;
  #sweptAt: number;
  #ahead = 0;
  #caughtUp = false;

  /** @param cursor as `TrailSource.start` has it */
  constructor(reading: LogReading, cursor: string | undefined) {
    const { pool, group, options, limits, signal } = reading;
    this.#reading = reading;
    this.#pattern = rolePattern(options.role);
    this.#of = JSON.stringify([options.region, group.arn ?? group.name, this.#pattern ?? ""]);
    const read = readLogCursor(cursor, this.#of);
    this.#records = new LogRecords(read, limits.deliveryMs);
    this.#mark = read?.mark;
    this.#floor = read ? 0 : Math.max(0, options.since);
    this.#sweptAt = limits.clock.now();
    const rate = logRateOf(pool, options.region, limits);
    this.#patient = new PatientCaller(pool.caller(options.region), {
      clock: limits.clock,
      backoff: limits.backoff,
      signal,
      texts: logTexts(group, options.region),
      leave: (stop) => rate.take(stop),
      onOutcome: (outcome) => rate.heed(outcome),
    });
  }

  /** For `logEventFilterPattern`, too. */
  get pattern(): string | undefined {
    return this.#pattern;
  }

  /** Everything that was there at the start has been given. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** It is time to read again what is older than a round goes back. */
  get isSweepDue(): boolean {
    return this.#caughtUp && this.now() - this.#sweptAt >= this.#reading.limits.sweepEveryMs;
  }

  /**
   * AWS's time, in ms since epoch. The SDK tells how far the machine's clock is off when that is more than five minutes;
   * less is made up for by the stretch that is read again.
   */
  now(): number {
    return this.#reading.limits.clock.now() + this.#ahead;
  }

  /** From where on the next round asks. */
  get from(): number {
    const { deliveryMs } = this.#reading.limits;
    return this.#mark === undefined ? this.#floor : Math.max(this.#floor, this.#mark - deliveryMs);
  }

  /** Everything up to here was given by other means. @param mark AWS's time, in ms since epoch */
  advance(mark: number): void {
    this.#mark = Math.max(mark, this.#mark ?? mark);
  }

  /** What of messages is new. */
  take(messages: Parameters<LogRecords["take"]>[0]): NewRecords {
    return this.#records.take(messages, this.now());
  }

  /** What a batch says of how far the reader is. @param at when all was read, AWS's time, in ms since epoch */
  standing(at: number): Pick<TrailBatch, "watermark" | "cursor" | "caughtUp" | "clockAhead"> {
    const watermark = this.#records.watermarkAt(at);
    return {
      caughtUp: this.#caughtUp,
      clockAhead: this.#ahead,
      ...(watermark !== undefined && { watermark }),
      ...(this.#mark !== undefined && { cursor: this.#cursor(this.#mark) }),
    };
  }

  /**
   * Reads everything that came since the last round, now and then also what is older. The last batch tells how far it is.
   * @returns false when it ended before: it was aborted, or a person must change something, which a notice has said
   */
  async *round(): AsyncGenerator<TrailBatch, boolean> {
    const { limits } = this.#reading;
    const startedAt = limits.clock.now();
    const sweeps = this.isSweepDue;
    const from = sweeps ? Math.max(this.#floor, Math.min(this.from, this.now() - limits.sweepMs)) : this.from;
    if (!(yield* this.#read(from))) return false;
    // The first answer tells AWS's time.
    const asked = startedAt + this.#ahead;
    if (sweeps || !this.#caughtUp) this.#sweptAt = asked;
    this.advance(asked);
    this.#caughtUp = true;
    yield batchOf(this.standing(asked));
    return true;
  }

  async *#read(start: number): AsyncGenerator<TrailBatch, boolean> {
    let from = start;
    let reached = start;
    let isOrdered = true;
    let token: string | undefined;
    let losses = 0;
    for (let pages = 1; ; pages++) {
      const page = yield* this.#page(from, token, losses < mostLosses);
      if (page === undefined) return false;
      if (page === "lost") {
        losses++;
        token = undefined;
        if (isOrdered) from = reached;
        continue;
      }
      for (const { timestamp = reached } of page.events) {
        isOrdered &&= timestamp >= reached;
        reached = Math.max(reached, timestamp);
      }
      // A writer's clock may be ahead: what is to come would lie behind its times.
      yield* this.#batches(page.events, pages, isOrdered ? Math.min(reached, this.now()) : undefined);
      if (page.nextToken === undefined) return !this.#reading.signal.aborted;
      if (token !== undefined) losses = 0;
      token = page.nextToken;
    }
  }

  /**
   * A page in steps, between which others of the host have their turn.
   * @param reached what is older was given, when known: where to start again
   */
  async *#batches(
    events: readonly FilteredLogEvent[],
    pages: number,
    reached: number | undefined,
  ): AsyncGenerator<TrailBatch> {
    const caughtUp = this.#caughtUp;
    const progress = caughtUp ? {} : { progress: { done: pages, unit: "pages" as const } };
    for (let at = 0; at === 0 || at < events.length; at += stepSize) {
      if (at > 0) await nextTurn();
      const isLast = at + stepSize >= events.length;
      const news = this.#records.take(events.slice(at, at + stepSize), this.now());
      const canResume = isLast && !caughtUp && reached !== undefined && reached >= (this.#mark ?? 0);
      const isEmpty = news.records.length + news.skipped.length + news.gaps.length === 0;
      if (isEmpty && (caughtUp || !isLast)) continue;
      for (const parts of inBatches(news)) yield batchOf({ ...parts, caughtUp, ...progress });
      if (canResume) yield batchOf({ caughtUp, ...progress, cursor: this.#cursor(reached) });
    }
  }

  /** @returns undefined when it is over; `lost` when the token is good no more */
  async *#page(
    startTime: number,
    token: string | undefined,
    mayLose: boolean,
  ): AsyncGenerator<TrailBatch, Page | "lost" | undefined> {
    const { group, limits } = this.#reading;
    const asked = limits.clock.now();
    const outcome = yield* this.#patient.call("logs:FilterLogEvents", async (clients, options) => {
      if (token !== undefined && limits.clock.now() - asked > tokenLife) return "lost" as const;
      try {
        const answer = await clients.logs.send(
          new FilterLogEventsCommand({
            ...groupParameter(group),
            startTime,
            limit: pageSize,
            filterPattern: this.#pattern,
            nextToken: token,
          }),
          options,
        );
        return { events: answer.events ?? [], nextToken: answer.nextToken };
      } catch (error) {
        if (token !== undefined && mayLose && nameOf(error) === "InvalidParameterException")
          return "lost" as const;
        if (nameOf(error) === "InvalidOperationException") throw new StoreError("invalid", wrongClass(group));
        throw error;
      } finally {
        this.#heedClock(clients);
      }
    });
    return outcome.done ? outcome.value : undefined;
  }

  #heedClock({ logs }: TrailClients): void {
    this.#ahead = logs.config.systemClockOffset;
  }

  #cursor(mark: number): string {
    return writeLogCursor(this.#of, { mark, newest: this.#records.newest, seen: this.#records.seen });
  }
}

/** One message may hold many records. The rest of the news comes with the first batch. */
function* inBatches({ records, ...rest }: NewRecords): Generator<Partial<TrailBatch>> {
  yield { records: records.slice(0, batchSize), ...rest };
  for (let at = batchSize; at < records.length; at += batchSize)
    yield { records: records.slice(at, at + batchSize) };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
