import assert from "node:assert/strict";
import type { TrailPace } from "../../../src/core/activity/awsTrails.ts";
import { LookupProgress } from "../../../src/adapters/aws/trails/lookup/lookupProgress.ts";
import { LookupRecords } from "../../../src/adapters/aws/trails/lookup/lookupRecords.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { idsOf, readUntil, trailRecord } from "../../unit/activity/sourceContract.ts";
import { hour, type LookupBench, lookupBench, minute, noon } from "./lookupBench.ts";

const at = (id: string, time: number) => ({ ...trailRecord(id), eventTime: new Date(time).toISOString() });
const day = 24 * hour;

suite("LookupEvents and time", () => {
  let bench: LookupBench;
  setup(async () => (bench = await lookupBench({ now: noon })));
  teardown(() => bench.remove());

  const lookups = () => bench.stub.operations.length;

  test("reads the newest first", async () => {
    bench.trail.put([at("old", noon - 20 * hour), at("new", noon - minute), at("middle", noon - 3 * hour)]);
    const batches = await readUntil(bench.source({ since: noon - day }), undefined, () => false);
    const order = batches.flatMap(({ records }) =>
      records.map((record) => (record as { eventID: string }).eventID),
    );
    assert.deepEqual(order, ["new", "middle", "old"]);
    assert.equal(batches.at(-1)?.watermark, noon - 15 * minute);
  });

  test("a quiet month takes few requests", async () => {
    await readUntil(bench.source({ since: noon - 30 * day }), undefined, () => false);
    assert.ok(lookups() < 20, `${lookups()}`);
  });

  test("more events than it gives in time: says so once, and what is faster", async () => {
    bench.trail.put(
      Array.from({ length: 5_100 }, (_, i) => at(`busy-${i}`, noon - minute - (i % 60) * 1_000)),
    );
    const batches = await readUntil(bench.source({ since: noon - hour }), undefined, () => false);
    const told = batches.flatMap(({ skipped }) => skipped);
    assert.deepEqual([told.length, told[0]?.lasting, idsOf(batches).length], [1, true, 5_100]);
    assert.match(told[0]?.reason ?? "", /delays of minutes\. Choose a role, .* Live Tail/);
  });

  test("events that come late are given when they come, also after an hour", async () => {
    bench.trail.put([at("a", noon - minute)]);
    bench.trail.put([at("late-10", noon - minute)], { visibleFrom: noon + 10 * minute });
    bench.trail.put([at("late-40", noon - minute)], { visibleFrom: noon + 40 * minute });
    const batches = await readUntil(
      bench.source({ follow: true }),
      undefined,
      (_, read) => idsOf(read).length >= 3 || bench.clock.time > noon + 2 * hour,
    );
    assert.deepEqual(idsOf(batches), ["a", "late-10", "late-40"]);
  });

  test("an event that comes while a page is read is not lost", async () => {
    bench.trail.put(Array.from({ length: 120 }, (_, n) => at(`a-${n}`, noon - n * 1000)));
    let put = 0;
    const batches = await readUntil(bench.source({ follow: true }), undefined, (_, read) => {
      if (put < 5) bench.trail.put([at(`b-${put++}`, bench.clock.time - 30_000)]);
      return idsOf(read).length >= 125;
    });
    assert.equal(new Set(idsOf(batches)).size, 125);
    assert.equal(idsOf(batches).length, 125);
  });

  test("one id in several pages and windows is given once", async () => {
    const same = at("same", noon - minute);
    bench.trail.put([
      same,
      same,
      ...Array.from({ length: 100 }, (_, n) => at(`x-${n}`, noon - 2 * minute)),
      same,
    ]);
    const batches = await readUntil(bench.source(), undefined, () => false);
    assert.equal(idsOf(batches).filter((id) => id === "same").length, 1);
    assert.equal(idsOf(batches).length, 101);
  });

  test("asks no further back than 90 days, and says what that leaves out", async () => {
    bench.trail.put([at("a", noon - 89 * day), at("b", noon - 91 * day)]);
    const batches = await readUntil(bench.source({ since: noon - 100 * day }), undefined, () => false);
    assert.deepEqual(idsOf(batches), ["a"]);
    const [gap] = batches.flatMap(({ gaps }) => gaps);
    assert.deepEqual(gap?.from, noon - 100 * day);
    assert.ok(Math.abs((gap?.to ?? 0) - (noon - 90 * day)) < minute);
  });

  test("the pace is heeded, also when it quickens while it waits", async () => {
    let pace: TrailPace = "hidden";
    const turns: number[] = [];
    await readUntil(bench.source({ follow: true, pace: () => pace }), undefined, ({ caughtUp }, read) => {
      if (caughtUp) turns.push(bench.clock.time);
      if (turns.length === 2) pace = "idle";
      if (turns.length === 3) pace = "visible";
      return turns.length >= 4 || read.length > 100;
    });
    const pauses = turns.slice(1).map((time, index) => Math.round((time - (turns[index] ?? 0)) / 1000));
    assert.deepEqual(pauses, [300, 90, 15]);
    pace = "hidden";
    const start = bench.clock.time;
    const waited = readUntil(bench.source({ follow: true, pace: () => pace }), undefined, (_, read) => {
      return read.filter(({ caughtUp }) => caughtUp).length >= 2;
    });
    while (bench.clock.time < start + 30_000) await new Promise((resolve) => setImmediate(resolve));
    pace = "visible";
    await waited;
    assert.ok(bench.clock.time < start + 300_000);
  });

  test("writes alone, when asked", async () => {
    bench.trail.put([
      { ...at("read", noon - minute), readOnly: true },
      { ...at("write", noon - minute), readOnly: false },
    ]);
    const batches = await readUntil(bench.source({ writesOnly: true }), undefined, () => false);
    assert.deepEqual(idsOf(batches), ["write"]);
  });

  test("a cursor of another Region, or another question, counts as none; one of another account as well", async () => {
    bench.trail.put([at("a", noon - 2 * hour), at("b", noon - minute)]);
    const first = await readUntil(bench.source({ since: noon - day }), undefined, () => false);
    const { cursor } = first.at(-1) as TrailBatch;
    const again = async (options: Parameters<LookupBench["source"]>[0]) =>
      idsOf(await readUntil(bench.source({ since: noon - day, ...options }), cursor, () => false));
    assert.deepEqual(await again({}), []);
    assert.deepEqual(await again({ writesOnly: true }), []);
    assert.deepEqual(await again({ since: noon - 2 * day }), []);
    bench.trail.reset();
    const other = (id: string, time: number) => ({ ...at(id, time), recipientAccountId: "444455556666" });
    bench.trail.put([other("c", noon - 20 * hour), other("d", noon)]);
    assert.deepEqual(await again({}), ["c", "d"]);
  });

  test("stopped on its way again and again, its cursor does not grow and leaves nothing of the past out", () => {
    const owner = { region: "us-east-1", asked: "all" };
    const since = noon - 30 * day;
    let cursor: string | undefined;
    let progress: LookupProgress | undefined;
    for (let run = 0; run < 300; run++) {
      const now = noon + run * 3 * hour;
      progress = new LookupProgress(owner, new LookupRecords("us-east-1"), {
        since,
        now,
        cursor,
        againMs: hour,
      });
      const window = progress.next();
      if (window && run % 2 === 0) progress.finish(window, 1);
      cursor = progress.cursor([]);
    }
    assert.ok((cursor?.length ?? 0) < 5_000, `${cursor?.length}`);
    assert.equal(progress?.floor, since);
  });

  test("stopped in the middle of the past, it goes on there, and reads what came meanwhile", async () => {
    bench.trail.put(Array.from({ length: 300 }, (_, n) => at(`p-${n}`, noon - n * 4 * minute)));
    const options = { since: noon - day };
    const first = await readUntil(bench.source(options), undefined, (_, read) => idsOf(read).length > 100);
    const cursor = first.findLast((batch) => batch.cursor !== undefined)?.cursor;
    bench.clock.time += 3 * hour;
    bench.trail.put([at("new", noon + hour)]);
    const rest = await readUntil(bench.source(options), cursor, () => false);
    assert.equal(new Set([...idsOf(first), ...idsOf(rest)]).size, 301);
    assert.equal(idsOf(rest).length, 226, "what was read before is not read again");
  });
});

for (const skew of [-3 * hour, 3 * hour])
  test(`a machine's clock that is ${skew / hour} hours off does not matter`, async () => {
    const bench = await lookupBench({ now: noon, skew: -skew });
    try {
      const server = noon - skew;
      bench.trail.put([at("a", server - minute), at("b", server - 2 * hour)]);
      bench.trail.put([at("c", server + minute)], { visibleFrom: server + 2 * minute });
      const source = bench.source({ since: server - day, follow: true });
      const batches = await readUntil(source, undefined, (_, read) => {
        return idsOf(read).length >= 3 || bench.clock.time > noon + hour;
      });
      assert.deepEqual(idsOf(batches), ["a", "b", "c"]);
      for (const { watermark } of batches) assert.ok(watermark === undefined || watermark < server);
      // The header `Date` has seconds.
      const ahead = batches.findLast(({ clockAhead }) => clockAhead !== undefined)?.clockAhead;
      assert.ok(ahead !== undefined && Math.abs(ahead + skew) <= 1_000, `${ahead}`);
    } finally {
      await bench.remove();
    }
  });
