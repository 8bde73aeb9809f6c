import assert from "node:assert/strict";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { idsOf, readUntil, trailRecord } from "../../unit/activity/sourceContract.ts";
import { hour, type LookupBench, lookupBench, minute, noon } from "./lookupBench.ts";

const all = async (bench: LookupBench, options: Parameters<LookupBench["source"]>[0] = {}) =>
  await readUntil(bench.source(options), undefined, () => false);
const kinds = (batches: readonly TrailBatch[]) => batches.flatMap(({ notice }) => notice?.kind ?? []);
const many = (count: number, prefix = "id") =>
  Array.from({ length: count }, (_, at) => trailRecord(`${prefix}-${String(at).padStart(3, "0")}`, at % 60));
const lookups = ({ stub }: LookupBench) =>
  stub.operations.filter((operation) => operation === "LookupEvents").length;

suite("LookupEvents when AWS fails", () => {
  let bench: LookupBench;
  setup(async () => (bench = await lookupBench()));
  teardown(() => bench.remove());

  test("throttled now and then: goes on, and tells nobody", async () => {
    bench.trail.put(many(120));
    bench.stub.faults.add({ kind: "throttle", times: 2 });
    const batches = await all(bench);
    assert.equal(idsOf(batches).length, 120);
    assert.deepEqual(kinds(batches), []);
  });

  test("throttled for long: says so once, asks less often, and is well again", async () => {
    bench.trail.put(many(20));
    bench.stub.faults.add({ kind: "throttle", times: 6 });
    const before = bench.clock.time;
    const batches = await all(bench);
    assert.equal(idsOf(batches).length, 20);
    assert.deepEqual(kinds(batches), ["throttled", "ok"]);
    assert.match(batches.find(({ notice }) => notice)?.notice?.message ?? "", /asks less often/);
    assert.ok(bench.clock.time - before > 20_000, "half the rate each time");
  });

  test("keeps within the rate of AWS by itself", async () => {
    bench.trail.put(many(1_000));
    const batches = await all(bench);
    assert.equal(idsOf(batches).length, 1_000);
    assert.deepEqual(kinds(batches), []);
    assert.ok(lookups(bench) >= 20);
  });

  for (const kind of ["drop", "drop-after", "stall"] as const)
    test(`the connection fails (${kind}): offline, then well again, nothing lost or twice`, async () => {
      bench.trail.put(many(120));
      bench.stub.faults.add({ kind: "delay", ms: 1, times: 2 });
      bench.stub.faults.add({ kind, times: 2 });
      const batches = await all(bench);
      assert.deepEqual([idsOf(batches).length, new Set(idsOf(batches)).size], [120, 120]);
      assert.deepEqual(kinds(batches), ["offline", "ok"]);
    });

  test("AWS has an error of its own: tried again", async () => {
    bench.trail.put(many(3));
    bench.stub.faults.add({ kind: "error", code: "InternalFailure", status: 500, times: 1 });
    const batches = await all(bench);
    assert.deepEqual([idsOf(batches).length, kinds(batches)], [3, ["reconnecting", "ok"]]);
  });

  test("denied: ends, and names the permission", async () => {
    bench.stub.faults.add({ kind: "deny" });
    const batches = await all(bench);
    assert.deepEqual(kinds(batches), ["failed"]);
    assert.match(
      batches[0]?.notice?.message ?? "",
      /may not do cloudtrail:LookupEvents\. Ask for that permission/,
    );
    assert.equal(batches.at(-1)?.caughtUp, false);
  });

  test("a token that ran out on the way: the window is read again, nothing lost or twice", async () => {
    bench.trail.put(many(200));
    bench.stub.faults.add({ kind: "delay", ms: 1, times: 3 });
    bench.stub.faults.add({ kind: "error", code: "InvalidNextTokenException", times: 1 });
    const batches = await all(bench);
    assert.deepEqual([idsOf(batches).length, new Set(idsOf(batches)).size], [200, 200]);
    assert.deepEqual(kinds(batches), []);
  });

  test("records that cannot be read are skipped with a reason, once", async () => {
    bench.clock.time = noon;
    bench.trail.putBroken("broken-1", "{", "us-east-1");
    bench.trail.putBroken("broken-2", undefined, "us-east-1");
    bench.trail.putBroken("broken-3", "[]", "us-east-1");
    bench.trail.put(many(1));
    const batches = await readUntil(bench.source({ follow: true }), undefined, (_, read) => read.length > 6);
    assert.deepEqual(idsOf(batches), ["id-000"]);
    assert.deepEqual(
      batches.flatMap(({ skipped }) => skipped),
      [{ path: "LookupEvents us-east-1", reason: "3 events without a record that can be read" }],
    );
  });

  test("the service goes away and comes back while events flow: nothing lost, nothing twice", async () => {
    bench.clock.time = noon;
    let sent = 0;
    const send = (): void => {
      const record = {
        ...trailRecord(`live-${sent++}`),
        eventTime: new Date(bench.clock.time).toISOString(),
      };
      bench.trail.put([record], { visibleFrom: bench.clock.time + (sent % 4) * 3 * minute });
    };
    let restarts = 0;
    const batches = await readUntil(bench.source({ follow: true }), undefined, ({ caughtUp }, read) => {
      if (caughtUp && sent < 80) send();
      if (caughtUp && sent % 20 === 0 && restarts < 3) {
        restarts++;
        void bench.restart();
      }
      return idsOf(read).length >= 80;
    });
    assert.deepEqual([idsOf(batches).length, new Set(idsOf(batches)).size, restarts], [80, 80, 3]);
  });
});

suite("LookupEvents when credentials end", () => {
  test("expired on the way: frozen, and goes on where it was with the new ones", async () => {
    const bench = await lookupBench({ variables: { AWS_REGION: "us-east-1" }, profile: "dev" });
    try {
      await bench.aws.credentials(keys("first"));
      bench.trail.put(many(170));
      bench.stub.faults.add({ kind: "delay", ms: 1, times: 3 });
      bench.stub.faults.add({ kind: "expire" });
      const batches: TrailBatch[] = [];
      for await (const batch of bench.source().start(undefined, new AbortController().signal)) {
        batches.push(batch);
        if (batch.notice?.kind !== "signed-out") continue;
        assert.match(batch.notice.message, /goes on from where it was.*profile "dev" has expired/);
        await bench.aws.credentials(keys("second"));
        bench.stub.faults.clear();
      }
      assert.deepEqual([idsOf(batches).length, new Set(idsOf(batches)).size], [170, 170]);
      assert.deepEqual(kinds(batches), ["signed-out", "ok"]);
      assert.equal(
        (await (await bench.pool.of("us-east-1")).cloudTrail.config.credentials()).accessKeyId,
        "second",
      );
    } finally {
      await bench.remove();
    }
  });

  test("none at the start: waits for them", async () => {
    const bench = await lookupBench({ variables: { AWS_REGION: "us-east-1" }, profile: "dev" });
    try {
      bench.trail.put(many(3));
      const batches: TrailBatch[] = [];
      for await (const batch of bench.source().start(undefined, new AbortController().signal)) {
        batches.push(batch);
        if (batch.notice?.kind === "signed-out") await bench.aws.credentials(keys("first"));
      }
      assert.deepEqual([idsOf(batches).length, kinds(batches)], [3, ["signed-out", "ok"]]);
    } finally {
      await bench.remove();
    }
  });

  const keys = (id: string) => `[dev]\naws_access_key_id = ${id}\naws_secret_access_key = none\n`;
});

suite("LookupEvents is stopped", () => {
  let bench: LookupBench;
  setup(async () => (bench = await lookupBench()));
  teardown(() => bench.remove());

  test("while AWS is silent", async () => {
    bench.stub.faults.add({ kind: "stall" });
    const stop = new AbortController();
    const batches = bench.source().start(undefined, stop.signal)[Symbol.asyncIterator]();
    const first = batches.next();
    while (lookups(bench) === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    assert.equal((await first).done, true);
  });

  test("while it waits for its turn, by the machine's own clock", async () => {
    const { systemClock } = await import("../../../src/adapters/aws/trails/pause.ts");
    const source = bench.source({ follow: true, since: Date.now() - hour }, { clock: systemClock });
    const batches = await readUntil(source, undefined, ({ caughtUp }) => caughtUp);
    assert.equal(batches.at(-1)?.caughtUp, true);
  });
});
