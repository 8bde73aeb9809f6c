import type { AwsTrailOptions, QueryEstimate } from "../../../../core/activity/awsTrails.ts";
import { readTime } from "../../../../core/activity/eventTime.ts";
import type { TrailBatch, TrailSource } from "../../../../core/ports.ts";
import { createCaller } from "../../call.ts";
import { PatientCaller } from "../patientCaller.ts";
import { Backoff, systemClock, waitForTurn, type TrailClock } from "../pause.ts";
import type { TrailClientPool } from "../trailClients.ts";
import { batchOf } from "../trouble.ts";
import { queryCursor, readQueryCursor } from "./queryCursor.ts";
import { QueryCosts, QueryWindows, type QueryWindow } from "./queryPlan.ts";

/**
 * How a query ended, and what it read, which is paid for however it ends. `again`: it may work another time; `smaller`: it
 * was too much at once; `ended`: a notice said why.
 */
export interface QueryEnd {
  readonly kind: "done" | "again" | "smaller" | "ended";
  readonly bytes: number;
}

/** A service that is queried, as one run of a source uses it. */
export interface QueryEngine {
  /** What the queries need beforehand. @returns false when the source has ended, after a notice */
  prepare(): AsyncGenerator<TrailBatch, boolean>;
  /** Batches of at most 1,000 records, and notices. A query that is not waited for any more is stopped. */
  run(window: QueryWindow): AsyncGenerator<TrailBatch, QueryEnd>;
  /** What a window reads, in units that cost alike. */
  unitsOf(window: QueryWindow): number;
  /** For a person. */
  extentOf(window: QueryWindow): string;
}

/** What an engine works with. */
export interface EngineTools {
  readonly caller: PatientCaller;
  readonly clock: TrailClock;
  readonly signal: AbortSignal;
  /** Asks a person; false too when the run is ended meanwhile, or the question failed. */
  ask(estimate: QueryEstimate): Promise<boolean>;
  /** Ends the source. */
  fail(message: string): TrailBatch;
}

/** What sources that query have in common. */
export interface QuerySourceOptions extends AwsTrailOptions {
  readonly region: string;
  readonly confirm: (estimate: QueryEstimate) => Promise<boolean>;
  readonly onScanned?: (bytes: number) => void;
}

/** A source made of one engine a start. */
export interface QueryKind {
  /** `athena` or `lake`: the cursor's. */
  readonly source: string;
  /** What is asked, as text: cursors of other questions count as none. */
  readonly scope: string;
  engine(tools: EngineTools): QueryEngine;
}

const minute = 60_000;
/** Between two queries while following, in ms: each one reads the day's partitions again and is paid for. */
const pauses = { visible: 5 * minute, idle: 15 * minute, hidden: 60 * minute };
/** How long after an event it may be there, in ms; see `trailFolder`. */
const delivery = 15 * minute;
/** What is read again before the watermark, in ms, for events that took longer still. */
const overlap = 60 * minute;
const backoff = { firstMs: 1000, mostMs: 60_000 };
const callMs = 45_000;
/** Tries of one window. */
const mostTries = 5;
/** Smaller windows are not tried. */
const shortest = 10 * minute;
/** Keys held at most. */
const mostKeys = 50_000;

/** A source that asks for stretches of time, one after the other, and then again for what is new. */
export function querySource(
  clients: TrailClientPool,
  options: QuerySourceOptions,
  kind: QueryKind,
  clock: TrailClock = systemClock,
): TrailSource {
  return {
    start: (cursor, signal) => new QueryRun(clients, options, kind, clock, cursor, signal).batches(),
  };
}

class QueryRun {
  readonly #clients: TrailClientPool;
  readonly #options: QuerySourceOptions;
  readonly #kind: QueryKind;
  readonly #clock: TrailClock;
  readonly #signal: AbortSignal;
  readonly #engine: QueryEngine;
  readonly #costs = new QueryCosts();
  readonly #windows = new QueryWindows();
  readonly #given: Map<string, number>;
  #watermark: number | undefined;
  #bytes = 0;

  constructor(
    clients: TrailClientPool,
    options: QuerySourceOptions,
    kind: QueryKind,
    clock: TrailClock,
    cursor: string | undefined,
    signal: AbortSignal,
  ) {
    this.#clients = clients;
    this.#options = options;
    this.#kind = kind;
    this.#clock = clock;
    this.#signal = signal;
    const { watermark, given } = readQueryCursor(kind.source, kind.scope, cursor);
    this.#watermark = watermark;
    this.#given = new Map(given);
    const caller = new PatientCaller(
      createCaller(() => clients.of(options.region), callMs),
      { clock, backoff, signal },
    );
    this.#engine = kind.engine({
      caller,
      clock,
      signal,
      ask: (estimate) => this.#ask(estimate),
      fail: (message) => batchOf({ notice: { kind: "failed", message } }),
    });
  }

  async *batches(): AsyncGenerator<TrailBatch> {
    if (this.#signal.aborted || !(yield* this.#engine.prepare())) return;
    while (!this.#signal.aborted) {
      if (!(yield* this.#look())) return;
      if (!this.#options.follow) return;
      await waitForTurn(this.#options.pace, pauses, this.#clock, this.#signal);
    }
  }

  /** Reads everything up to now. @returns false when the source has ended */
  async *#look(): AsyncGenerator<TrailBatch, boolean> {
    const now = await this.#now();
    let from = this.#watermark === undefined ? this.#options.since : this.#watermark - overlap;
    while (from < now) {
      const to = yield* this.#window(this.#windows.next(from, now));
      if (to === undefined || this.#signal.aborted) return false;
      // The first answer tells AWS's time.
      const asked = Math.min(now, await this.#now());
      this.#watermark = Math.max(this.#watermark ?? 0, Math.min(to, asked - delivery));
      from = to;
      this.#forget();
      if (from < now) yield this.#milestone(false);
    }
    yield this.#milestone(true);
    return true;
  }

  /**
   * AWS's time, in ms since epoch, give or take a minute: a watermark by a clock that is ahead would leave out what comes
   * meanwhile. The SDK tells how far the machine's clock is off.
   */
  async #now(): Promise<number> {
    const ahead = await this.#clients.of(this.#options.region).then(
      // One of the two is asked.
      ({ athena, cloudTrail }) => athena.config.systemClockOffset || cloudTrail.config.systemClockOffset,
      () => 0,
    );
    return this.#clock.now() + (Math.abs(ahead) > minute ? ahead : 0);
  }

  /** @returns up to where it was read; undefined when the source has ended */
  async *#window(whole: QueryWindow): AsyncGenerator<TrailBatch, number | undefined> {
    let window = whole;
    const pause = new Backoff(backoff, this.#clock);
    for (let tries = 0; tries < mostTries && !this.#signal.aborted; tries++) {
      const units = this.#engine.unitsOf(window);
      if (!(yield* this.#agreed(window, units))) return undefined;
      const end = yield* this.#run(window);
      this.#bytes += end.bytes;
      if (end.bytes > 0) this.#options.onScanned?.(end.bytes);
      if (end.kind === "done") {
        this.#costs.learn(units, end.bytes);
        this.#windows.done(window, window !== whole);
        return window.to;
      }
      if (end.kind === "ended") return undefined;
      if (end.kind === "smaller" && window.to - window.from > shortest) {
        window = { from: window.from, to: window.from + Math.ceil((window.to - window.from) / 2) };
      } else await pause.wait(this.#signal);
    }
    if (!this.#signal.aborted)
      yield batchOf({
        notice: {
          kind: "failed",
          message:
            "AWS could not finish the query, although it was tried several times. Start it again later.",
        },
      });
    return undefined;
  }

  /** The engine's batches without the records that were given before. */
  async *#run(window: QueryWindow): AsyncGenerator<TrailBatch, QueryEnd> {
    const running = this.#engine.run(window);
    let next = await running.next();
    try {
      for (; next.done !== true; next = await running.next()) {
        const batch = next.value;
        const records = batch.records.filter((record) => this.#isNew(record, window));
        if (records.length > 0 || batch.records.length === 0) yield { ...batch, records };
      }
      return next.value;
    } finally {
      // Lets the engine stop its query when nobody reads any more.
      if (next.done !== true) await running.return({ kind: "ended", bytes: 0 });
    }
  }

  async *#agreed(window: QueryWindow, units: number): AsyncGenerator<TrailBatch, boolean> {
    if (!this.#costs.mustAsk(units)) return true;
    const bytes = this.#costs.estimate(units);
    const all = this.#engine.extentOf({ ...window, to: Math.max(window.to, this.#clock.now()) });
    const extent = this.#options.follow
      ? `${all}; then the last hour's days again every 5 minutes, or every 60 while hidden`
      : all;
    if (await this.#ask({ extent, ...(bytes !== undefined && { bytes }) })) {
      this.#costs.agree(units);
      return true;
    }
    if (!this.#signal.aborted)
      yield batchOf({
        notice: {
          kind: "failed",
          message: "The query was not agreed to, so nothing more is read. Start again to be asked again.",
        },
      });
    return false;
  }

  async #ask(estimate: QueryEstimate): Promise<boolean> {
    const signal = this.#signal;
    if (signal.aborted) return false;
    let onAbort = (): void => {};
    const ended = new Promise<boolean>((resolve) => {
      onAbort = () => resolve(false);
      signal.addEventListener("abort", onAbort, { once: true });
    });
    try {
      return await Promise.race([this.#options.confirm(estimate), ended]);
    } catch {
      return false;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  #isNew(record: unknown, { from }: QueryWindow): boolean {
    const { key, time } = markOf(record);
    if (key === undefined) return true;
    if (this.#given.has(key)) return false;
    this.#given.set(key, time ?? from);
    return true;
  }

  /** Only what the next query reads again can come again. */
  #forget(): void {
    const oldest = (this.#watermark ?? 0) - overlap;
    for (const [key, time] of this.#given) if (time < oldest) this.#given.delete(key);
    for (const key of this.#given.keys()) {
      if (this.#given.size <= mostKeys) break;
      this.#given.delete(key);
    }
  }

  #milestone(caughtUp: boolean): TrailBatch {
    const watermark = this.#watermark;
    return batchOf({
      caughtUp,
      progress: { done: this.#bytes, unit: "bytes" },
      ...(watermark !== undefined && {
        watermark,
        cursor: queryCursor(this.#kind.source, this.#kind.scope, watermark, this.#given),
      }),
    });
  }
}

/** What tells a record from others in a short text, and its time. */
function markOf(record: unknown): { readonly key?: string; readonly time?: number } {
  if (typeof record !== "object" || record === null) return {};
  const field = (name: string): unknown => Reflect.get(record, name);
  const id = field("eventID");
  const time = readTime(field("eventTime"));
  if (typeof id !== "string" || id === "" || id.length > 128) return {};
  const account = field("recipientAccountId");
  const key = typeof account === "string" ? `${account.slice(0, 12)}:${id}` : id;
  return { key, ...(time !== undefined && { time }) };
}
