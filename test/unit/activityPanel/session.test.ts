import assert from "node:assert/strict";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { recordPacker } from "../../../src/adapters/node/recordPacker.ts";
import { ActivityFeed } from "../../../src/core/activity/feed/activityFeed.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import type { TrailBatch, TrailSource } from "../../../src/core/ports.ts";
import type { SourceChoice } from "../../../src/features/activityPanel/choice.ts";
import {
  ActivitySession,
  type NotOpened,
  type OpenedSource,
  type SessionChange,
} from "../../../src/features/activityPanel/session.ts";
import { trailRecord } from "../activity/sourceContract.ts";
import { eventually } from "../../support/eventually.ts";

const folder = (path: string): SourceChoice => ({ kind: "folder", path });

const batchOf = (parts: Partial<TrailBatch> = {}): TrailBatch => ({
  records: [],
  gaps: [],
  sampled: false,
  skipped: [],
  caughtUp: false,
  ...parts,
});

/** A source whose batches a test hands out one by one. */
class HandSource implements TrailSource {
  readonly starts: (string | undefined)[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #waiting: (TrailBatch | "end")[] = [];
  #wake = (): void => {};

  give(...batches: readonly (TrailBatch | "end")[]): void {
    this.#waiting.push(...batches);
    this.#wake();
  }

  async *start(cursor: string | undefined, signal: AbortSignal): AsyncGenerator<TrailBatch> {
    this.starts.push(cursor);
    this.signals.push(signal);
    signal.addEventListener("abort", () => this.#wake());
    while (!signal.aborted) {
      const next = this.#waiting.shift();
      if (next === "end") return;
      if (next) yield next;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

function opened(source: TrailSource): OpenedSource {
  const feed = new ActivityFeed({ hash: nodeHash, pack: recordPacker, judge: classifyRisk });
  return { source, feed, mask: (record) => record, place: { regions: [] } };
}

interface Bench {
  readonly session: ActivitySession;
  readonly changes: SessionChange[];
  readonly faults: unknown[];
  turns: number;
}

function bench(open: (choice: SourceChoice) => Promise<OpenedSource | NotOpened>): Bench {
  const faults: unknown[] = [];
  let time = 0;
  const session = new ActivitySession({
    open,
    async nextTurn() {
      made.turns++;
      await new Promise((resolve) => setImmediate(resolve));
    },
    // Every look at the clock finds that a step has taken long.
    clock: () => (time += 7),
    onSkipped: () => {},
    onFault: (error) => faults.push(error),
  });
  const changes: SessionChange[] = [];
  session.onChange((change) => changes.push(change));
  const made: Bench = { session, changes, faults, turns: 0 };
  return made;
}

const held = (session: ActivitySession): number => session.facts().held;
const reach = (what: string, isThere: () => boolean) =>
  eventually(what, async () => isThere(), Boolean, 5_000);

suite("the session of agent activity", () => {
  test("events come into the feed, and it is live once the source has caught up", async () => {
    const source = new HandSource();
    const { session, changes } = bench(async () => opened(source));
    assert.equal(session.phase, "off");
    session.start(folder("/a"));
    assert.equal(session.phase, "loading");
    source.give(batchOf({ records: [trailRecord("e-1")], progress: { done: 1, total: 4, unit: "files" } }));
    await reach("a row", () => held(session) === 1);
    assert.equal(session.facts().progress, 0.25);
    source.give(batchOf({ caughtUp: true, watermark: 5 }));
    await reach("live", () => session.phase === "live");
    assert.equal(session.facts().watermark, 5);
    assert.ok(changes.some((change) => change.kind === "rows" && change.change.rows.length === 1));
    await session.stop();
    assert.equal(session.phase, "off");
  });

  test("a large batch is taken in many turns", async () => {
    const source = new HandSource();
    const made = bench(async () => opened(source));
    made.session.start(folder("/a"));
    source.give(batchOf({ records: Array.from({ length: 1000 }, (_, at) => trailRecord(`e-${at}`)) }));
    await reach("all rows", () => held(made.session) === 1000);
    assert.ok(made.turns >= 9, `${made.turns} turns`);
    await made.session.stop();
  });

  test("another source starts clean, and nothing of the one before comes afterwards", async () => {
    const first = new HandSource();
    const second = new HandSource();
    const { session, changes } = bench(async (choice) =>
      opened(choice.kind === "folder" && choice.path === "/a" ? first : second),
    );
    session.start(folder("/a"));
    first.give(batchOf({ records: Array.from({ length: 2000 }, (_, at) => trailRecord(`a-${at}`)) }));
    await reach("some rows", () => held(session) > 0);
    const { life } = session;
    session.start(folder("/b"));
    assert.equal(held(session), 0);
    assert.equal(session.life, life + 1);
    assert.ok(first.signals[0]?.aborted);
    const before = changes.length;
    second.give(batchOf({ records: [trailRecord("b-1")], caughtUp: true }));
    await reach("the other source", () => session.phase === "live");
    const ids = changes
      .slice(before)
      .flatMap((change) => (change.kind === "rows" ? change.change.rows : []))
      .map(({ id }) => id);
    assert.deepEqual(ids, ["b-1"]);
    assert.deepEqual(
      session.feed?.rows.map(({ id }) => id),
      ["b-1"],
    );
    await session.stop();
  });

  test("a refresh goes on from the cursor and keeps the events", async () => {
    const source = new HandSource();
    const { session } = bench(async () => opened(source));
    session.start(folder("/a"));
    source.give(batchOf({ records: [trailRecord("e-1")], cursor: "here", caughtUp: true }));
    await reach("live", () => session.phase === "live");
    session.refresh();
    await reach("a second start", () => source.starts.length === 2);
    assert.deepEqual(source.starts, [undefined, "here"]);
    source.give(batchOf({ records: [trailRecord("e-1"), trailRecord("e-2", 1)], caughtUp: true }));
    await reach("two rows", () => held(session) === 2);
    await session.stop();
  });

  test("what a source says of itself is kept until it is well again", async () => {
    const source = new HandSource();
    const { session } = bench(async () => opened(source));
    session.start(folder("/a"));
    source.give(batchOf({ notice: { kind: "throttled", message: "Slower." }, caughtUp: true }));
    await reach("the notice", () => session.facts().notice?.kind === "throttled");
    source.give(batchOf({ notice: { kind: "ok", message: "" } }));
    await reach("no notice", () => session.facts().notice === undefined);
    source.give(batchOf({ notice: { kind: "failed", message: "No permission." } }), "end");
    await reach("failed", () => session.phase === "failed");
    assert.equal(session.facts().notice?.message, "No permission.");
    await session.stop();
  });

  test("what a source does without is said for as long as it runs, and is no file that could not be read", async () => {
    const source = new HandSource();
    const { session } = bench(async () => opened(source));
    session.start(folder("/a"));
    const polls = { path: "Live Tail of trail", reason: "Picket polls instead.", lasting: true };
    source.give(batchOf({ skipped: [polls, { path: "b.json", reason: "broken" }], clockAhead: -7_000 }));
    source.give(batchOf({ skipped: [polls], caughtUp: true }));
    await reach("live", () => session.phase === "live");
    const { remarks, skipped, clockAhead } = session.facts();
    assert.deepEqual([remarks, skipped, clockAhead], [["Picket polls instead."], 1, -7_000]);
    session.start(folder("/b"));
    assert.deepEqual([session.facts().remarks, session.facts().clockAhead], [[], 0]);
    await session.stop();
  });

  test("a source that ends has ended; one that breaks has failed, and the log hears of it", async () => {
    const source = new HandSource();
    const ending = bench(async () => opened(source));
    ending.session.start(folder("/a"));
    source.give(batchOf({ caughtUp: true }), "end");
    await reach("the end", () => ending.session.phase === "ended");
    const broken = bench(async () => Promise.reject(new Error("made up")));
    broken.session.start(folder("/a"));
    await reach("failed", () => broken.session.phase === "failed");
    assert.equal(broken.faults.length, 1);
  });

  test("a source that could not be opened says why, and can be tried again", async () => {
    const source = new HandSource();
    let attempts = 0;
    const { session } = bench(async () =>
      ++attempts === 1 ? { notice: { kind: "signed-out", message: "Sign in." } } : opened(source),
    );
    session.start(folder("/a"));
    await reach("the reason", () => session.facts().notice?.kind === "signed-out");
    session.refresh();
    source.give(batchOf({ records: [trailRecord("e-1")], caughtUp: true }));
    await reach("live", () => session.phase === "live" && held(session) === 1);
    assert.equal(session.facts().notice, undefined);
    await session.stop();
  });

  test("held back, nothing is opened", async () => {
    let attempts = 0;
    const { session } = bench(async () => {
      attempts++;
      return opened(new HandSource());
    });
    for (const phase of ["restricted", "asking"] as const) {
      session.hold({ kind: "lookup", regions: [], writesOnly: false }, phase);
      session.refresh();
      assert.equal(session.phase, phase);
    }
    await session.stop();
    assert.equal(attempts, 0);
  });
});
