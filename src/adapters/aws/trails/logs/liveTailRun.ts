import type { StoreError } from "../../../../core/fixes/storeError.ts";
import type { TrailBatch, TrailGap } from "../../../../core/ports.ts";
import { PatientCaller } from "../patientCaller.ts";
import { Backoff, waitForTurn } from "../pause.ts";
import { batchOf, type TroubleTexts } from "../trouble.ts";
import { LiveTailHoles } from "./liveTailHoles.ts";
import { LiveTailSession, type LiveTailUpdate } from "./liveTailSession.ts";
import { endNotice, gapReasons, pollingInstead } from "./liveTailTexts.ts";
import { LogGroupReader, type LogReading } from "./logGroupReader.ts";
import { logTexts } from "./logTexts.ts";
import { liveTailArn, openLiveTail } from "./openLiveTail.ts";

/** What comes next: another session, nothing, or polls since Live Tail was refused. */
type Next = "open" | "over" | StoreError;

/**
 * A run of Live Tail: sessions one after the other, and beside them rounds of FilterLogEvents for what was there before
 * and for what sessions lose. A session is opened before the round starts that closes what was missing, so that nothing
 * falls between the two.
 */
export class LiveTailRun {
  readonly #reading: LogReading;
  readonly #texts: TroubleTexts;
  readonly #reader: LogGroupReader;
  readonly #patient: PatientCaller;
  readonly #backoff: Backoff;
  readonly #holes: LiveTailHoles;
  /** In ms since epoch; undefined: somebody may look. */
  #hiddenSince: number | undefined;
  #cursorAt = 0;
  /** A round is being read: what it has taken may not have been given yet, so a cursor now could lose it. */
  #isReading = false;
  /** The end of a session was told, and nothing has come since. */
  #isTroubled = false;

  /** @param cursor as `TrailSource.start` has it */
  constructor(reading: LogReading, cursor: string | undefined) {
    const { pool, group, options, limits, signal } = reading;
    const { clock, backoff } = limits;
    this.#reading = reading;
    this.#texts = logTexts(group, options.region);
    this.#reader = new LogGroupReader(reading, cursor);
    this.#patient = new PatientCaller(pool.caller(options.region), {
      clock,
      backoff,
      signal,
      texts: this.#texts,
    });
    this.#backoff = new Backoff(backoff, clock);
    this.#holes = new LiveTailHoles(limits.settleMs);
  }

  /** Ends when the signal is aborted, or when a notice has said that it failed. */
  async *batches(): AsyncGenerator<TrailBatch> {
    const arn = yield* liveTailArn(this.#patient, this.#reading.group);
    if (arn === undefined) return;
    let next: Next = "open";
    if (typeof arn === "object") next = arn.refused;
    else while (next === "open") next = yield* this.#session(arn);
    if (typeof next === "object") yield* this.#pollInstead(next);
  }

  async *#session(arn: string): AsyncGenerator<TrailBatch, Next> {
    const { group, limits } = this.#reading;
    const stream = yield* openLiveTail(this.#patient, group, arn, this.#reader.pattern);
    if (stream === undefined) return "over";
    if ("refused" in stream) return stream.refused;
    const session = new LiveTailSession(stream, limits);
    const openedAt = limits.clock.now();
    try {
      if (!(yield* this.#follow(session))) return "over";
    } finally {
      session.close();
    }
    return yield* this.#afterSession(session, limits.clock.now() - openedAt >= limits.goodSessionMs);
  }

  /** Gives what a session brings until it ends. @returns false when all is over */
  async *#follow(session: LiveTailSession): AsyncGenerator<TrailBatch, boolean> {
    const { signal } = this.#reading;
    const reader = this.#reader;
    const close = (): void => session.close();
    signal.addEventListener("abort", close, { once: true });
    if (signal.aborted) close();
    const widened = this.#holes.widen(reader.now());
    if (widened) yield this.#batch({ gaps: [widened] });
    this.#holes.readSoon(reader.now());
    try {
      while (!session.end) {
        yield* this.#give(session.take());
        if (this.#isHiddenLong()) close();
        else if (!this.#holes.isDue(reader.now()) && !reader.isSweepDue) await session.changed();
        else if (!(yield* this.#roundBeside(session))) return false;
      }
      yield* this.#give(session.take());
      return !signal.aborted;
    } finally {
      signal.removeEventListener("abort", close);
    }
  }

  /** A round; what the session brings meanwhile comes between its batches. @returns false when all is over */
  async *#roundBeside(session: LiveTailSession): AsyncGenerator<TrailBatch, boolean> {
    const round = this.#round();
    for (let pending = round.next(); ; pending = round.next()) {
      // Of a session that has ended no more comes. The round is read to its end all the same.
      let step: IteratorResult<TrailBatch, boolean> | undefined;
      while (step === undefined) {
        step = await (session.end ? pending : Promise.race([pending, session.changed()]));
        yield* this.#give(session.take());
      }
      if (step.done) return step.value;
      yield step.value;
    }
  }

  /** A round of FilterLogEvents. @returns false when all is over */
  async *#round(): AsyncGenerator<TrailBatch, boolean> {
    const startedAt = this.#reader.now();
    this.#holes.started(startedAt);
    this.#isReading = true;
    const isWhole = yield* this.#reader.round();
    this.#isReading = false;
    if (!isWhole) return false;
    const filled = this.#holes.finished(startedAt);
    if (filled) yield this.#batch({ filled: [filled], ...this.#standing() });
    return true;
  }

  *#give(updates: readonly LiveTailUpdate[]): Generator<TrailBatch> {
    const { limits } = this.#reading;
    for (const { messages, sampled, overflow } of updates) {
      const now = this.#reader.now();
      const { records, skipped, gaps } = this.#reader.take(messages);
      const lost = sampled || overflow ? this.#lose(overflow ? "overflow" : "sampled") : [];
      // What was given up to now goes on without a hole.
      if (this.#reader.caughtUp && !this.#holes.isOpen) this.#reader.advance(now);
      const isDue = this.#reader.caughtUp && !this.#isReading && now - this.#cursorAt >= limits.cursorEveryMs;
      const isNew = records.length + skipped.length + gaps.length + lost.length > 0;
      if (!isNew && !isDue && !this.#isTroubled) continue;
      yield this.#batch({
        records,
        skipped,
        gaps: [...gaps, ...lost],
        sampled,
        ...(this.#isTroubled && { notice: { kind: "ok", message: "" } }),
        ...(isDue && this.#standing()),
      });
      this.#isTroubled = false;
    }
  }

  /** Something is missing up to now. Before all has been given once, nothing was said to be there. */
  #lose(why: keyof typeof gapReasons): readonly TrailGap[] {
    const { caughtUp, from } = this.#reader;
    if (caughtUp) return [this.#holes.open(from, this.#reader.now(), gapReasons[why])];
    this.#holes.readSoon(this.#reader.now());
    return [];
  }

  #standing(): Partial<TrailBatch> {
    this.#cursorAt = this.#reader.now();
    const { watermark, ...standing } = this.#reader.standing(this.#cursorAt);
    // While something is missing, not everything has come.
    return this.#holes.isOpen || watermark === undefined ? standing : { ...standing, watermark };
  }

  #batch(parts: Partial<TrailBatch>): TrailBatch {
    return batchOf({ caughtUp: this.#reader.caughtUp, ...parts });
  }

  async *#afterSession({ end }: LiveTailSession, isGood: boolean): AsyncGenerator<TrailBatch, Next> {
    const { signal } = this.#reading;
    if (isGood) this.#backoff.reset();
    if (end === undefined || end.why === "closed") {
      if (!this.#isHiddenLong()) return signal.aborted ? "over" : "open";
      return (yield* this.#pollWhileHidden()) ? "open" : "over";
    }
    const notice = endNotice(end, this.#texts);
    if (notice.kind === "failed" && end.why === "error") return end.error;
    this.#isTroubled = true;
    yield this.#batch({ notice, gaps: this.#lose("interrupted") });
    if (!isGood) await this.#backoff.wait(signal);
    return signal.aborted ? "over" : "open";
  }

  #isHiddenLong(): boolean {
    const { limits, options } = this.#reading;
    const now = limits.clock.now();
    this.#hiddenSince = options.pace() === "hidden" ? (this.#hiddenSince ?? now) : undefined;
    return this.#hiddenSince !== undefined && now - this.#hiddenSince >= limits.hiddenMs;
  }

  /** @returns true when somebody may look again */
  async *#pollWhileHidden(): AsyncGenerator<TrailBatch, boolean> {
    const { limits, options, signal } = this.#reading;
    for (;;) {
      await waitForTurn(options.pace, limits.turnMs, limits.clock, signal);
      if (signal.aborted) return false;
      if (!this.#isHiddenLong()) return true;
      if (!(yield* this.#round())) return false;
    }
  }

  async *#pollInstead(refused: StoreError): AsyncGenerator<TrailBatch> {
    const { group, limits, options, signal } = this.#reading;
    yield { ...pollingInstead(group, refused, this.#texts), caughtUp: this.#reader.caughtUp };
    while (yield* this.#round()) {
      yield this.#batch({ notice: { kind: "ok", message: "" } });
      await waitForTurn(options.pace, limits.turnMs, limits.clock, signal);
      if (signal.aborted) return;
    }
  }
}
