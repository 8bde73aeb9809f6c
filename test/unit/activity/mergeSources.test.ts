import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { mergeSources } from "../../../src/core/activity/stream/mergeSources.ts";
import type { TrailBatch, TrailSource } from "../../../src/core/ports.ts";
import { seeded } from "../../support/seeded.ts";
import { MemorySource, nothing, scripted } from "./memorySource.ts";
import { idsOf, readUntil, sourceContract, trailRecord } from "./sourceContract.ts";

sourceContract("several sources as one", async () => {
  const members = ["a", "b", "c"].map((name) => ({ name, source: new MemorySource() }));
  return {
    deliver: async (records) => {
      for (const [index, { source }] of members.entries())
        source.deliver(records.filter((_, at) => at % members.length === index));
    },
    open: (follow) =>
      mergeSources(members.map(({ name, source }) => ({ name, source: source.open(follow) }))),
    remove: async () => undefined,
  };
});

const all = (source: TrailSource, cursor?: string) => readUntil(source, cursor, () => false);
const named = (sources: Readonly<Record<string, TrailSource>>) =>
  mergeSources(Object.entries(sources).map(([name, source]) => ({ name, source })));

suite("several sources as one", () => {
  test("no source at all: caught up, and over", async () => {
    assert.deepEqual(await all(mergeSources([])), [{ ...nothing, caughtUp: true }]);
  });

  test("caught up once each source has, though one of them goes on with new events meanwhile", async () => {
    const source = named({
      a: scripted([{ caughtUp: true }, { records: [trailRecord("a")] }, {}]),
      b: scripted([{}, {}, { caughtUp: true }, { records: [trailRecord("b")] }]),
    });
    const states = (await all(source)).map(({ caughtUp }) => caughtUp);
    assert.equal(states[0], false);
    assert.equal(states.at(-1), true);
    assert.ok(states.lastIndexOf(false) < states.indexOf(true), states.join(", "));
  });

  test("what any of them tells of AWS's clock goes through", async () => {
    const source = named({ a: scripted([{ clockAhead: 4_000 }]), b: scripted([{}, { caughtUp: true }]) });
    assert.deepEqual(
      (await all(source)).flatMap(({ clockAhead }) => clockAhead ?? []),
      [4_000],
    );
  });

  test("the watermark is the lowest of those that have one, and is told when it moves", async () => {
    const source = named({
      a: scripted([{ watermark: 5 }, { watermark: 9 }, {}, { watermark: 30 }]),
      b: scripted([{}, { watermark: 20 }, { watermark: 21 }]),
      c: scripted([{}, {}, {}]),
    });
    const marks = (await all(source)).flatMap(({ watermark }) => watermark ?? []);
    assert.deepEqual(marks, [5, 9, 21]);
  });

  test("notices say whose they are; one that failed does not make the whole fail", async () => {
    const failed = { kind: "failed", message: "No permission." } as const;
    const source = named({
      "eu-west-1": scripted([{ notice: failed }]),
      "us-east-1": scripted([
        {},
        { notice: { kind: "offline", message: "No network." } },
        { notice: { kind: "ok", message: "" } },
        { records: [trailRecord("a")], caughtUp: true },
      ]),
    });
    const batches = await all(source);
    assert.deepEqual(
      batches.flatMap(({ notice }) => notice ?? []),
      [
        { kind: "stalled", message: "eu-west-1: No permission. The others go on." },
        { kind: "offline", message: "us-east-1: No network." },
        { kind: "stalled", message: "eu-west-1: No permission. The others go on." },
      ],
    );
    assert.deepEqual([idsOf(batches), batches.at(-1)?.caughtUp], [["a"], true]);
  });

  test("when all have failed, the whole has", async () => {
    const failing = () => scripted([{ notice: { kind: "failed", message: "No." } }]);
    const kinds = (await all(named({ a: failing(), b: failing() }))).flatMap(
      ({ notice }) => notice?.kind ?? [],
    );
    assert.deepEqual(kinds, ["stalled", "failed"]);
  });

  test("a source that throws counts as failed, without its error's text", async () => {
    const source = named({
      a: scripted([{ records: [trailRecord("a")] }], new Error("text of a record")),
      b: scripted([{}, {}, {}, { records: [trailRecord("b")], caughtUp: true }]),
    });
    const batches = await all(source);
    assert.deepEqual(idsOf(batches), ["a", "b"]);
    assert.equal(batches.at(-1)?.caughtUp, true);
    const [notice] = batches.flatMap((batch) => batch.notice ?? []);
    assert.deepEqual(notice, {
      kind: "stalled",
      message: "a: It stopped because of an error in Picket. The others go on.",
    });
  });

  test("a gap that one source filled stays where another one has its own", async () => {
    const gap = (from: number, to: number) => ({ from, to, reason: "lost" });
    const source = named({
      a: scripted([{ gaps: [gap(0, 100)] }, {}, { filled: [{ from: 0, to: 100 }] }]),
      b: scripted([{ gaps: [gap(40, 60)] }, {}, {}, {}, { filled: [{ from: 40, to: 60 }] }]),
    });
    const batches = await all(source);
    assert.deepEqual(
      batches.flatMap(({ gaps }) => gaps),
      [
        { from: 0, to: 100, reason: "a: lost" },
        { from: 40, to: 60, reason: "b: lost" },
      ],
    );
    assert.deepEqual(
      batches.flatMap(({ filled }) => filled ?? []),
      [
        { from: 0, to: 40 },
        { from: 60, to: 100 },
        { from: 40, to: 60 },
      ],
    );
  });

  test("sums the progress of those that count alike", async () => {
    const done = (count: number, total: number) =>
      ({ progress: { done: count, total, unit: "pages" } }) as const;
    const batches = await all(
      named({ a: scripted([done(1, 4), done(4, 4)]), b: scripted([done(2, 6), done(6, 6)]) }),
    );
    assert.deepEqual(batches.at(-1)?.progress ?? batches.at(-2)?.progress, {
      done: 10,
      total: 10,
      unit: "pages",
    });
  });

  test("of each source one batch is held while nobody reads", async () => {
    const members = [new MemorySource(1), new MemorySource(1)];
    for (const member of members) member.deliver(Array.from({ length: 50 }, (_, at) => trailRecord(`${at}`)));
    const merged = named({ a: members[0]!.open(false), b: members[1]!.open(false) });
    const batches = merged.start(undefined, new AbortController().signal)[Symbol.asyncIterator]();
    await batches.next();
    for (let turns = 0; turns < 50; turns++) await setImmediate();
    assert.deepEqual(
      members.map(({ taken }) => taken),
      [1, 1],
    );
    await batches.return?.();
  });

  test("a source that does not heed the signal does not hold the whole up", async () => {
    const deaf: TrailSource = {
      async *start() {
        yield { ...nothing, records: [trailRecord("a")] };
        await new Promise(() => undefined);
      },
    };
    const batches = await readUntil(named({ deaf }), undefined, ({ records }) => records.length > 0);
    assert.deepEqual(idsOf(batches), ["a"]);
  });

  test("sources are told to end when the reader leaves", async () => {
    let told = false;
    const source: TrailSource = {
      async *start(_cursor, signal) {
        signal.addEventListener("abort", () => (told = true));
        for (;;) yield nothing;
      },
    };
    for await (const batch of named({ source }).start(undefined, new AbortController().signal)) {
      assert.deepEqual(batch.records, []);
      break;
    }
    assert.equal(told, true);
  });

  test("stopped and started again at random, everything comes, and nothing behind the last cursor twice", async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const members = Array.from({ length: 1 + random(4) }, () => new MemorySource(1 + random(7)));
      const expected: string[] = [];
      const deliver = (): void => {
        for (const [at, member] of members.entries()) {
          const fresh = Array.from({ length: random(12) }, (_, n) => `${at}-${expected.length + n}`);
          expected.push(...fresh);
          member.deliver(fresh.map((id) => trailRecord(id)));
        }
      };
      deliver();
      const open = () =>
        mergeSources(members.map((member, at) => ({ name: `${at}`, source: member.open(false) })));
      const given: TrailBatch[] = [];
      let cursor: string | undefined;
      for (let runs = 0; runs < 5; runs++) {
        const stop = 1 + random(6);
        const batches = await readUntil(open(), cursor, (_, read) => read.length >= stop);
        given.push(...batches);
        cursor = batches.findLast((batch) => batch.cursor !== undefined)?.cursor ?? cursor;
        deliver();
      }
      given.push(...(await all(open(), cursor)));
      assert.deepEqual(idsOf(given), [...expected].sort(), `seed ${seed}`);
    }
  });
});
