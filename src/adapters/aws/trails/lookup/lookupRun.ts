import type { LookupOptions } from "../../../../core/activity/awsTrails.ts";
import type { TrailBatch } from "../../../../core/ports.ts";
import { waitForTurn } from "../pause.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { batchOf } from "../trouble.ts";
import type { LookupLimits } from "./lookupLimits.ts";
import type { LookupPage, Window } from "./lookupPage.ts";
import { LookupProgress } from "./lookupProgress.ts";
import { LookupReader, type OnPage } from "./lookupReader.ts";
import { LookupRecords } from "./lookupRecords.ts";
import { everybody, type Questions } from "./questions.ts";
import { arnOf } from "./roleKeys.ts";
import { RoleQuestions } from "./roleQuestions.ts";

/** Pages of the overlap up to which it is read fully at each turn. */
const fewPages = 5;
/** Pages of a window after which a cursor is given. */
const pagesPerCursor = 10;
/** Pages of one window after which a person is told that LookupEvents is too slow for so many events. */
const tooManyPages = 100;
/** Of a busy account's time, what reading the overlap again may take: one part in so many. */
const share = 4;

/** One run of a source of LookupEvents. */
export class LookupRun {
  readonly #options: LookupOptions;
  readonly #limits: LookupLimits;
  readonly #signal: AbortSignal;
  readonly #reader: LookupReader;
  readonly #records: LookupRecords;
  readonly #questions: Questions;
  /** Of the newest event, in ms since epoch. */
  #newest: number | undefined;
  #pages = 0;
  /** When the next turn is due, and the next one that reads the whole overlap, in ms of the clock. */
  #turnAt = 0;
  #wholeAt = 0;
  #sweepAt = 0;
  #inTurn = false;
  #isSlownessTold = false;

  constructor(pool: TrailClientPool, options: LookupOptions, limits: LookupLimits, signal: AbortSignal) {
    const { region, role } = options;
    this.#options = options;
    this.#limits = limits;
    this.#signal = signal;
    this.#reader = new LookupReader(pool, options, limits, signal);
    this.#records = new LookupRecords(region);
    this.#questions = role
      ? new RoleQuestions({ pool, reader: this.#reader, region, role, limits, signal })
      : everybody(options.writesOnly === true);
  }

  /** @param cursor of an earlier run */
  async *batches(cursor: string | undefined): AsyncGenerator<TrailBatch> {
    if (this.#signal.aborted) return;
    // Windows are made by AWS's clock, which any answer tells.
    if (!this.#reader.region.knowsTime) {
      const page = yield* this.#reader.page({ from: 0, to: Infinity });
      if (page === "ended") return;
    }
    const progress = yield* this.#start(cursor);
    const { follow, pace } = this.#options;
    const { clock, turnMs } = this.#limits;
    this.#sweepAt = clock.now() + this.#limits.sweepEveryMs;
    if (progress.isComplete) yield this.#milestone(progress);
    for (;;) {
      this.#endTurn();
      if (!(yield* this.#past(progress)) || !follow) return;
      await waitForTurn(pace, turnMs, clock, this.#signal);
      if (this.#signal.aborted || !(yield* this.#turn(progress))) return;
      yield this.#milestone(progress);
    }
  }

  async *#start(cursor: string | undefined): AsyncGenerator<TrailBatch, LookupProgress> {
    const { region, role, writesOnly, since } = this.#options;
    const { retentionMs, sweepMs } = this.#limits;
    const now = this.#reader.region.now();
    const oldest = now - retentionMs;
    if (since < oldest)
      yield batchOf({ gaps: [{ from: since, to: oldest, reason: "LookupEvents goes back 90 days" }] });
    const asked = role ? arnOf(role) : writesOnly === true ? "writes" : "all";
    const start = { since: Math.max(since, oldest), now, cursor, againMs: sweepMs };
    return new LookupProgress({ region, asked }, this.#records, start);
  }

  /** Reads what is left of the past, with turns in between. @returns whether the source goes on */
  async *#past(progress: LookupProgress): AsyncGenerator<TrailBatch, boolean> {
    for (let window = progress.next(); window; window = progress.next()) {
      let pages = 0;
      const read = this.#read.bind(this, progress);
      const goesOn = yield* this.#window(progress, window, async function* (page) {
        pages++;
        return yield* read(page);
      });
      if (!goesOn) return false;
      progress.finish(window, pages);
      this.#forget(progress, window.from);
      yield this.#milestone(progress);
    }
    return true;
  }

  /** Reads what is new. @returns whether the source goes on */
  async *#turn(progress: LookupProgress): AsyncGenerator<TrailBatch, boolean> {
    const { overlapMs, sweepMs, sweepEveryMs, clock } = this.#limits;
    this.#inTurn = true;
    const started = clock.now();
    const isSweep = progress.isComplete && started >= this.#sweepAt;
    const isWhole = isSweep || started >= this.#wholeAt;
    const to = Math.max(progress.until, this.#reader.region.now());
    const from = isSweep ? Math.min(to - sweepMs, progress.until - overlapMs) : progress.until - overlapMs;
    let pages = 0;
    const take = this.#take.bind(this, progress);
    const isEnough = (page: LookupPage): boolean => !isWhole && this.#isOld(page, progress);
    const window = { from: Math.max(progress.since, from), to };
    const goesOn = yield* this.#window(progress, window, async function* (page) {
      pages++;
      // Asked before the page is taken: then all of it is known.
      const enough = isEnough(page);
      yield* take(page);
      return enough ? "enough" : "more";
    });
    if (!goesOn) return false;
    if (isWhole) {
      progress.advance(to);
      const took = clock.now() - started;
      this.#wholeAt = pages <= fewPages ? 0 : clock.now() + share * took;
    }
    if (isSweep) this.#sweepAt = clock.now() + sweepEveryMs;
    this.#forget(progress, to);
    this.#endTurn();
    return true;
  }

  /** Whether a page shows nothing new, and reaches into what was read fully. */
  #isOld({ events, isStale }: LookupPage, { until }: LookupProgress): boolean {
    const oldest = events.at(-1)?.EventTime?.getTime();
    return !isStale && oldest !== undefined && oldest < until && this.#records.hasAll(events);
  }

  #endTurn(): void {
    const { clock, turnMs } = this.#limits;
    this.#inTurn = false;
    this.#turnAt = clock.now() + turnMs[this.#options.pace()];
  }

  async *#window(
    progress: LookupProgress,
    window: Window,
    onPage: OnPage,
  ): AsyncGenerator<TrailBatch, boolean> {
    const read = this.#read.bind(this, progress);
    if (!(yield* this.#questions.prepare(window, progress.floor, read))) return false;
    const tellSlowness = this.#tellSlowness.bind(this);
    let pages = 0;
    for (const query of this.#questions.queriesOf(window)) {
      const goesOn = yield* this.#reader.pages(query, async function* (page) {
        if (++pages > tooManyPages) yield* tellSlowness();
        return yield* onPage(page);
      });
      if (!goesOn) return false;
    }
    return true;
  }

  /** Tells once that so many events come later than they could. */
  *#tellSlowness(): Generator<TrailBatch> {
    if (this.#isSlownessTold) return;
    this.#isSlownessTold = true;
    const { region, role } = this.#options;
    const choice = role ? "Faster are" : "Choose a role, or what is faster:";
    const reason = `${region} has more events than LookupEvents gives in time: expect delays of minutes. ${choice} Live Tail of the trail's log group, Athena over its bucket.`;
    yield batchOf({ skipped: [{ path: `LookupEvents ${region}`, reason, lasting: true }] });
  }

  /** Gives what is new of a page, and lets a turn that is due come first before the next one. */
  async *#read(progress: LookupProgress, page: LookupPage): ReturnType<OnPage> {
    yield* this.#take(progress, page);
    const isDue = this.#options.follow && !this.#inTurn && this.#limits.clock.now() >= this.#turnAt;
    return isDue && !(yield* this.#turn(progress)) ? "ended" : "more";
  }

  *#take(progress: LookupProgress, { events }: LookupPage): Generator<TrailBatch> {
    this.#pages++;
    const wanted = events.filter(
      ({ EventTime: time }) => time === undefined || time.getTime() >= floored(progress.since),
    );
    const { records, skipped } = this.#records.take(wanted);
    const now = this.#reader.region.now();
    for (const { EventTime } of wanted) {
      const time = EventTime?.getTime() ?? 0;
      if (time <= now && time > (this.#newest ?? 0)) this.#newest = time;
    }
    progress.seeAccount(accountOf(records[0]));
    if (records.length > 0 || skipped.length > 0)
      yield batchOf({
        records,
        skipped,
        progress: { done: this.#pages, unit: "pages" },
        // Within a window as well: its ids keep what was given of it from being given again.
        ...(this.#pages % pagesPerCursor === 0 && { cursor: this.#cursor(progress) }),
      });
  }

  #forget({ until }: LookupProgress, shared: number): void {
    const { sweepMs, overlapMs } = this.#limits;
    this.#records.forgetBefore(until - sweepMs - overlapMs, shared);
  }

  #cursor(progress: LookupProgress): string {
    return progress.cursor(this.#records.idsFrom(progress.until - this.#limits.sweepMs));
  }

  /** Where the source is: what a host keeps, and shows. */
  #milestone(progress: LookupProgress): TrailBatch {
    const { overlapMs } = this.#limits;
    const { isComplete, until } = progress;
    // Later than the newest event it would say that nothing happened since, which is what late events refute.
    const watermark = this.#newest === undefined ? undefined : Math.min(this.#newest, until - overlapMs);
    return batchOf({
      caughtUp: isComplete,
      cursor: this.#cursor(progress),
      progress: { done: this.#pages, unit: "pages" },
      clockAhead: this.#reader.region.ahead,
      ...(isComplete && watermark !== undefined && { watermark }),
    });
  }
}

/** Events' times have seconds. */
function floored(time: number): number {
  return Math.floor(time / 1000) * 1000;
}

function accountOf(record: object | undefined): string | undefined {
  if (!record || !("recipientAccountId" in record)) return undefined;
  const { recipientAccountId: account } = record;
  return typeof account === "string" && /^\d{12}$/.test(account) ? account : undefined;
}
