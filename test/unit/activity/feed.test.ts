import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { recordPacker } from "../../../src/adapters/node/recordPacker.ts";
import { ActivityFeed, type ActivityFeedOptions } from "../../../src/core/activity/feed/activityFeed.ts";
import type { FeedChange, FeedRow } from "../../../src/core/activity/feed/feedRow.ts";
import { readRole } from "../../../src/core/activity/identity/role.ts";
import { classifyRisk } from "../../../src/core/activity/risk/classifyRisk.ts";
import { RiskWatch } from "../../../src/core/activity/risk/watch/riskWatch.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { trailRecord } from "./sourceContract.ts";

const seed = 20_261_122;
const batch = (records: readonly unknown[], more: Partial<TrailBatch> = {}): TrailBatch => ({
  records,
  gaps: [],
  sampled: false,
  skipped: [],
  caughtUp: true,
  ...more,
});
const feedOf = (options: Partial<ActivityFeedOptions> = {}) =>
  new ActivityFeed({ hash: nodeHash, judge: classifyRisk, pack: recordPacker, ...options });
const run = (feed: ActivityFeed, records: readonly unknown[], more?: Partial<TrailBatch>) => [
  ...feed.take(batch(records, more)),
];
const ids = (rows: Iterable<FeedRow>) => Array.from(rows, ({ id }) => id);

/** What a host holds that only ever sees changes. */
function replay(changes: readonly FeedChange[]): Map<number, FeedRow> {
  const held = new Map<number, FeedRow>();
  for (const { rows, removed } of changes) {
    for (const row of rows) held.set(row.n, row);
    for (const n of removed) assert.ok(held.delete(n), "only what was given is taken back");
  }
  return held;
}

suite("the feed", () => {
  test("in any order, with repetitions and a limit, changes tell exactly the rows, each with its record", () => {
    const arrivals = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 50 })), { maxLength: 400 })
      .map((pairs) => pairs.map(([id, minute]) => trailRecord(`id-${id}`, minute)));
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 40 }), (records, limit) => {
        const feed = feedOf({ limit, watch: new RiskWatch() });
        const changes = [...run(feed, records.slice(0, 130)), ...run(feed, records.slice(130))];
        const held = replay(changes);
        assert.deepEqual(new Set(held.values()), new Set(feed.rows));
        for (const row of feed.rows) {
          assert.equal(feed.row(row.n), row);
          assert.equal((feed.recordOf(row.n) as { eventID?: string }).eventID, row.id);
        }
        const numbers = changes.flatMap(({ rows }) => rows.map(({ n }) => n));
        for (const n of numbers) assert.equal(feed.recordOf(n) === undefined, !held.has(n));
        const { counts } = feed;
        assert.equal(feed.rows.length + counts.repeated + counts.tooOld, records.length);
      }),
      { seed, numRuns: 100 },
    );
  });

  test("goes in steps of at most fifty records, the first ones shorter, and the batch's watermark counts after the last", () => {
    const feed = feedOf();
    const steps = feed.take(
      batch(
        Array.from({ length: 250 }, (_, at) => trailRecord(`${at}`, at % 60)),
        { watermark: Date.UTC(2026, 0, 31, 13) },
      ),
    );
    const seen: number[] = [];
    for (const { rows } of steps) {
      seen.push(rows.length);
      assert.equal(feed.watermark, undefined);
    }
    assert.deepEqual(seen, [5, 10, 20, 40, 50, 50, 50, 25]);
    assert.equal(feed.watermark, Date.UTC(2026, 0, 31, 13));
    const [change] = run(feed, [trailRecord("late", 10), trailRecord("new", 60)]);
    assert.deepEqual(
      change?.rows.map(({ id, late }) => [id, late]),
      [
        ["late", true],
        ["new", false],
      ],
    );
    assert.ok((change?.rows[0]?.n ?? 0) > 250, "what came later has a larger number");
  });

  test("takes shorter steps while records are large", () => {
    const feed = feedOf();
    const large = Array.from({ length: 250 }, (_, at) => ({
      ...trailRecord(`${at}`),
      requestParameters: { body: "x".repeat(40_000) },
    }));
    const sizes = (records: readonly unknown[]) => run(feed, records).map(({ rows }) => rows.length);
    const small = (name: string) => Array.from({ length: 250 }, (_, at) => trailRecord(`${name}${at}`));
    assert.equal(sizes(small("a")).at(-2), 50);
    const [first, ...others] = sizes(large);
    assert.equal(first, 50);
    assert.ok(others.every((size) => size <= 7));
    assert.equal(sizes(small("b")).at(-2), 50);
  });

  test("keeps gaps until they are filled, places, counts and the newest time", () => {
    const feed = feedOf();
    run(feed, [trailRecord("a"), 5, {}], { gaps: [{ from: 10, to: 20, reason: "sampled" }] });
    run(feed, [trailRecord("a"), trailRecord("b", 3)], { filled: [{ from: 12, to: 30 }] });
    assert.deepEqual(feed.gaps, [{ from: 10, to: 12, reason: "sampled" }]);
    assert.deepEqual(feed.places, ["111122223333 us-east-1"]);
    assert.equal(feed.newest, Date.UTC(2026, 0, 31, 12, 3));
    const { records, unreadable, repeated } = feed.counts;
    assert.deepEqual({ records, unreadable, repeated }, { records: 5, unreadable: 2, repeated: 1 });
  });

  test("an event that others make louder comes again, and is the same row", () => {
    const feed = feedOf({
      judge: () => ({ severity: "low", category: "write", reasons: ["Plain."] }),
      watch: new RiskWatch(),
    });
    const denied = (id: string, minute: number) => ({
      ...trailRecord(id, minute),
      errorCode: "AccessDenied",
      userIdentity: { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Agent/run" },
    });
    const [first] = run(feed, [denied("a", 0), denied("b", 1)]);
    assert.deepEqual(
      first?.rows.map(({ risk }) => risk.severity),
      ["low", "low"],
    );
    const [second] = run(feed, [denied("c", 2)]);
    assert.deepEqual(
      second?.rows.map(({ id, risk }) => [id, risk.severity]),
      [
        ["c", "high"],
        ["a", "high"],
        ["b", "high"],
      ],
    );
    assert.equal(second?.rows[1], feed.rows[0]);
    assert.equal(feed.rows.length, 3);
  });

  test("of a role, an event that waited for its key has its record, and what is others' has none", () => {
    const arn = "arn:aws:iam::111122223333:role/Agent";
    const role = readRole(arn);
    assert.ok(role);
    const accessKeyId = ["ASIA", "EXAMPLE", "EXAMPLE"].join("");
    const feed = feedOf({ role });
    const bare = { ...trailRecord("bare", 5), userIdentity: { accessKeyId } };
    const [none] = run(feed, [bare, trailRecord("other")]);
    assert.deepEqual(none, { rows: [], removed: [] });
    const given = {
      ...trailRecord("assume", 1),
      eventName: "AssumeRole",
      eventSource: "sts.amazonaws.com",
      requestParameters: { roleArn: arn },
      responseElements: { credentials: { accessKeyId } },
    };
    const [change] = run(feed, [given]);
    assert.deepEqual(ids(change?.rows ?? []), ["bare"]);
    assert.deepEqual(feed.recordOf(change?.rows[0]?.n ?? 0), bare);
  });

  test("similar events are the same call of the same caller", () => {
    const feed = feedOf();
    const of = (id: string, caller: string, eventName = "ListBuckets") => ({
      ...trailRecord(id),
      eventName,
      userIdentity: { arn: `arn:aws:sts::111122223333:assumed-role/Agent/${caller}` },
    });
    run(feed, [of("a", "x"), of("b", "y"), of("c", "x"), of("d", "x", "GetObject")]);
    const row = feed.rows.find(({ id }) => id === "a");
    assert.deepEqual(ids(feed.similarTo(row?.n ?? 0)), ["a", "c"]);
    assert.deepEqual(feed.similarTo(99), []);
  });

  test("a record that is too large keeps what says who did what", () => {
    const feed = feedOf();
    let deep: unknown = 1;
    for (let depth = 0; depth < 50_000; depth++) deep = [deep];
    run(feed, [
      { ...trailRecord("large"), requestParameters: { body: "x".repeat(100_000) }, responseElements: deep },
    ]);
    const { requestParameters, responseElements, ...rest } = feed.recordOf(1) as Record<string, unknown>;
    assert.deepEqual(rest, trailRecord("large"));
    assert.deepEqual(
      [requestParameters, responseElements],
      ["(left out: 98 KB, too large to keep)", "(left out: nested too deep to keep)"],
    );
  });
});
