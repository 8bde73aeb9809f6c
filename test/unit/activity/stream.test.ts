import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeHash } from "../../../src/adapters/node/hash.ts";
import { canonicalJson, eventKey } from "../../../src/core/activity/stream/eventKey.ts";
import { EventStream, type Streamed } from "../../../src/core/activity/stream/eventStream.ts";
import { withGap, withoutStretch } from "../../../src/core/activity/stream/gaps.ts";

const seed = 20_261_122;

/** Events with few times, so that many fall on one; some have none. */
const someEvents = fc
  .array(fc.option(fc.integer({ min: 0, max: 30 }), { nil: undefined }), { maxLength: 60 })
  .map((times) =>
    times.map((time, at): Streamed => ({ key: `k${at}`, late: false, ...(time !== undefined && { time }) })),
  );

/** Every event at least once, in any order, cut into pages. */
const arrivals = someEvents.chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length }),
        events.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...events), { maxLength: 40 }),
      )
      .map(([all, again]) => [...again.slice(0, 20), ...all, ...again.slice(20)]),
    pages: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }),
  }),
);

/** Pages of the given lengths, over and over. */
function* paged<T>(items: readonly T[], lengths: readonly number[]): Generator<readonly T[]> {
  for (let at = 0, page = 0; at < items.length; page++) {
    const length = lengths[page % lengths.length] ?? 1;
    yield items.slice(at, at + length);
    at += length;
  }
}

const sorted = (events: readonly Streamed[]): readonly Streamed[] =>
  events.toSorted((a, b) => (a.time ?? -1) - (b.time ?? -1) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
const shown = (stream: EventStream<Streamed>) => stream.events;

suite("the stream of events", () => {
  test("ends up as the sorted set, every event once, whatever the order, pages and repetitions", () => {
    fc.assert(
      fc.property(arrivals, ({ events, order, pages }) => {
        const stream = new EventStream();
        let added = 0;
        let repeated = 0;
        for (const page of paged(order, pages)) {
          const arrival = stream.add(page);
          added += arrival.added.length;
          repeated += arrival.repeated;
          assert.deepEqual(shown(stream), sorted(shown(stream)), "in order after every page");
        }
        assert.deepEqual(shown(stream), sorted(events));
        assert.deepEqual([added, added + repeated], [events.length, order.length]);
      }),
      { seed, numRuns: 300 },
    );
  });

  test("when full, ends up as the newest of the sorted set, and counts what does not fit", () => {
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 20 }), ({ events, order, pages }, limit) => {
        const stream = new EventStream(limit);
        let balance = 0;
        for (const page of paged(order, pages)) {
          const { added, dropped, repeated, tooOld } = stream.add(page);
          balance += added.length - dropped.length;
          for (const { key } of [...added, ...dropped])
            assert.equal(stream.get(key)?.key, dropped.some((event) => event.key === key) ? undefined : key);
          assert.equal(added.length + repeated + tooOld, page.length, "each is accounted for");
          assert.ok(stream.events.length <= limit);
        }
        assert.deepEqual(shown(stream), sorted(events).slice(-limit));
        assert.equal(balance, stream.events.length);
      }),
      { seed, numRuns: 300 },
    );
  });

  test("marks as late what comes behind the watermark, and only that", () => {
    const stream = new EventStream();
    const event = (key: string, time?: number): Streamed => ({
      key,
      late: false,
      ...(time !== undefined && { time }),
    });
    stream.add([event("a", 10), event("b", 30)]);
    stream.advance(20);
    stream.advance(5);
    stream.advance(Number.NaN);
    assert.equal(stream.watermark, 20);
    const { added } = stream.add([event("d", 25), event("c", 15), event("none")]);
    assert.deepEqual(
      added.map(({ key, late }) => [key, late]),
      [
        ["none", false],
        ["c", true],
        ["d", false],
      ],
    );
    assert.deepEqual(
      stream.events.map(({ key }) => key),
      ["none", "a", "c", "d", "b"],
    );
  });

  test("keeps the gaps that are declared until they are filled", () => {
    const stream = new EventStream();
    stream.addGap({ from: 10, to: 20, reason: "sampled" });
    stream.addGap({ from: 18, to: 30, reason: "sampled" });
    stream.fillGap({ from: 15, to: 17 });
    assert.deepEqual(stream.gaps, [
      { from: 10, to: 15, reason: "sampled" },
      { from: 17, to: 30, reason: "sampled" },
    ]);
  });
});

suite("gaps", () => {
  const gap = fc.record({
    from: fc.integer({ min: 0, max: 40 }),
    to: fc.integer({ min: 0, max: 40 }),
    reason: fc.constantFrom("a", "b"),
  });

  test("cover exactly what was declared and not filled since", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ gap, fills: fc.boolean() }), { maxLength: 20 }), (steps) => {
        const model = new Map([
          ["a", new Set<number>()],
          ["b", new Set<number>()],
        ]);
        let gaps: ReturnType<typeof withGap> = [];
        for (const { gap, fills } of steps) {
          gaps = fills ? withoutStretch(gaps, gap) : withGap(gaps, gap);
          for (let at = gap.from; at < gap.to; at++) {
            if (fills) for (const minutes of model.values()) minutes.delete(at);
            else model.get(gap.reason)?.add(at);
          }
        }
        for (const [reason, minutes] of model) {
          const covered = Array.from({ length: 41 }, (_, at) => at).filter((at) =>
            gaps.some((gap) => gap.reason === reason && gap.from <= at && at < gap.to),
          );
          assert.deepEqual(
            covered,
            [...minutes].sort((a, b) => a - b),
          );
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  test("of an endless number become fewer, and still cover all", () => {
    let gaps: ReturnType<typeof withGap> = [];
    for (let at = 0; at < 1100; at++) gaps = withGap(gaps, { from: at * 10, to: at * 10 + 5, reason: "x" });
    assert.equal(gaps.length, 1000);
    assert.deepEqual([gaps[0]?.from, gaps.at(-1)?.to], [0, 10_995]);
  });
});

suite("the key of an event", () => {
  const event = { eventID: "1", awsRegion: "us-east-1", recipientAccountId: "111122223333" };

  test("is its account, Region and id", () => {
    assert.equal(eventKey(event, nodeHash), eventKey({ ...event, eventName: "Other" }, nodeHash));
    for (const other of [
      { eventID: "2" },
      { awsRegion: "eu-west-1" },
      { recipientAccountId: "123456789012" },
    ])
      assert.notEqual(eventKey(event, nodeHash), eventKey({ ...event, ...other }, nodeHash));
    const inside = { eventID: "1", awsRegion: "us-east-1", userIdentity: { accountId: "111122223333" } };
    assert.equal(eventKey(event, nodeHash), eventKey(inside, nodeHash));
  });

  test("without a usable id is its content, whatever the order of members", () => {
    for (const eventID of [undefined, "", 5, null, "x".repeat(1000)]) {
      const key = eventKey({ eventID, a: [1, { b: 2, c: null }] }, nodeHash);
      assert.match(key, /^sha256:[0-9a-f]{64}$/);
      assert.equal(key, eventKey({ a: [1, { c: null, b: 2 }], eventID }, nodeHash));
      assert.notEqual(key, eventKey({ eventID, a: [{ b: 2, c: null }, 1] }, nodeHash));
    }
  });

  test("of a record of any depth is made", () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 50_000; depth++) deep = depth % 2 === 0 ? [deep] : { deep };
    assert.match(eventKey({ deep }, nodeHash), /^sha256:/);
  });

  test("canonical JSON is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
      }),
      { seed, numRuns: 200 },
    );
  });
});
