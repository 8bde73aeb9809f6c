import assert from "node:assert/strict";
import type { LiveTailFault } from "../../../scripts/aws/stub/logsLiveTail.ts";
import { liveTailSource } from "../../../src/adapters/aws/trails/logs/liveTailSource.ts";
import type { LogLimits } from "../../../src/adapters/aws/trails/logs/logLimits.ts";
import type { LogOptions, TrailPace } from "../../../src/core/activity/awsTrails.ts";
import type { TrailBatch, TrailNotice } from "../../../src/core/ports.ts";
import { idsOf, readUntil, trailRecord } from "../../unit/activity/sourceContract.ts";
import { groupName, liveLimits, openStubLogs, type StubBench } from "../support/logsBench.ts";

const kindsOf = (batches: readonly TrailBatch[]): readonly TrailNotice["kind"][] =>
  batches.flatMap(({ notice }) => notice?.kind ?? []);
const messageOf = (batches: readonly TrailBatch[], kind: TrailNotice["kind"]): string =>
  batches.find(({ notice }) => notice?.kind === kind)?.notice?.message ?? "";
const uniqueIds = (batches: readonly TrailBatch[]): readonly string[] => [...new Set(idsOf(batches))];

suite("Live Tail", () => {
  let bench: StubBench;
  setup(async () => (bench = await openStubLogs()));
  teardown(() => bench.stop());

  const open = (limits: Partial<LogLimits> = {}, options: Partial<LogOptions> = {}) =>
    liveTailSource(bench.pool, bench.options({ follow: true, ...options }), { ...liveLimits, ...limits });
  const count = (operation: string): number =>
    bench.stub.operations.filter((one) => one === operation).length;

  test("gives what was there, then what comes, without asking for it again", async () => {
    await bench.deliver([trailRecord("old-1"), trailRecord("old-2")]);
    let asked = 0;
    const batches = await readUntil(open({ settleMs: 0 }), undefined, ({ caughtUp }, all) => {
      if (caughtUp && asked === 0) {
        asked = count("FilterLogEvents");
        void bench.deliver([trailRecord("new-1")]);
      }
      return idsOf(all).includes("new-1");
    });
    assert.deepEqual(idsOf(batches), ["new-1", "old-1", "old-2"]);
    assert.equal(count("FilterLogEvents"), asked);
    assert.equal(batches.at(-1)?.caughtUp, true);
    assert.deepEqual(kindsOf(batches), []);
  });

  const faults: readonly {
    readonly kind: LiveTailFault;
    readonly notice: TrailNotice["kind"];
    readonly says: RegExp;
  }[] = [
    { kind: "timeout", notice: "reconnecting", says: /three hours/ },
    { kind: "streaming", notice: "reconnecting", says: /broke off/ },
    { kind: "end", notice: "offline", says: /connection of Live Tail was lost/ },
    { kind: "reset", notice: "offline", says: /connection of Live Tail was lost/ },
    { kind: "cut", notice: "offline", says: /connection of Live Tail was lost/ },
    { kind: "garbage", notice: "reconnecting", says: /broke off/ },
    { kind: "expired", notice: "signed-out", says: /goes on from where it was.*expired/s },
    { kind: "stall", notice: "stalled", says: /silent/ },
  ];
  for (const { kind, notice, says } of faults) {
    test(`${kind}: says so, opens the next session, and fills the gap`, async () => {
      let step: "start" | "broken" | "sent" = "start";
      const limits = kind === "stall" ? { stallMs: 100 } : {};
      const batches = await readUntil(open(limits), undefined, (batch, all) => {
        if (batch.caughtUp && step === "start") {
          step = "broken";
          bench.service.liveFaults.push(kind);
        } else if (batch.notice?.kind === notice && step === "broken") {
          step = "sent";
          // No session is open.
          void bench.deliver([trailRecord("missed")]);
        }
        return all.some(({ filled = [] }) => filled.length > 0) && idsOf(all).includes("missed");
      });
      assert.match(messageOf(batches, notice), says);
      assert.deepEqual(kindsOf(batches).slice(0, 2), [notice, "ok"]);
      assert.deepEqual(uniqueIds(batches), ["missed"]);
      const gaps = batches.flatMap(({ gaps: some }) => some);
      const [gap] = gaps;
      const filled = batches.flatMap(({ filled: some = [] }) => some);
      assert.ok(gap && /interrupted/.test(gap.reason));
      assert.ok(filled.some(({ from, to }) => gaps.every((one) => from <= one.from && to >= one.to)));
    });
  }

  test("sampled: says so, and reads what was left out", async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `id-${String(at).padStart(2, "0")}`);
    let sent = false;
    const batches = await readUntil(open(), undefined, ({ caughtUp }, all) => {
      if (caughtUp && !sent) {
        sent = true;
        bench.service.liveFaults.push("sampled");
        void bench.deliver(ids.map((id) => trailRecord(id)));
      }
      return all.some(({ filled = [] }) => filled.length > 0);
    });
    assert.deepEqual(uniqueIds(batches), ids);
    assert.equal(batches.filter(({ sampled }) => sampled).length, 1);
    assert.match(batches.flatMap(({ gaps }) => gaps)[0]?.reason ?? "", /more than 500/);
  });

  test("the credentials expire at the start: waits and goes on", async () => {
    bench.stub.faults.add({ kind: "expire", operation: "StartLiveTail", times: 2 });
    await bench.deliver([trailRecord("one")]);
    const batches = await readUntil(open(), undefined, ({ caughtUp }) => caughtUp);
    assert.deepEqual(kindsOf(batches), ["signed-out", "ok"]);
    assert.deepEqual(uniqueIds(batches), ["one"]);
  });

  test("throttled for long: says so and goes on", async () => {
    bench.stub.faults.add({ kind: "throttle", operation: "StartLiveTail", times: 4 });
    const batches = await readUntil(open(), undefined, ({ caughtUp }) => caughtUp);
    assert.deepEqual(kindsOf(batches), ["throttled", "ok"]);
  });

  const refusals: readonly (readonly [title: string, code: string, says: RegExp])[] = [
    ["not permitted", "AccessDeniedException", /may not do logs:StartLiveTail/],
    ["no session left", "LimitExceededException", /quota/],
  ];
  for (const [title, code, says] of refusals) {
    test(`${title}: polls instead, and says why`, async () => {
      bench.stub.faults.add({ kind: "error", operation: "StartLiveTail", code, message: "no" });
      await bench.deliver([trailRecord("one")]);
      let sent = false;
      const batches = await readUntil(open(), undefined, ({ caughtUp }, all) => {
        if (caughtUp && !sent) {
          sent = true;
          void bench.deliver([trailRecord("two")]);
        }
        return idsOf(all).length === 2;
      });
      assert.deepEqual(idsOf(batches), ["one", "two"]);
      assert.deepEqual(kindsOf(batches), ["reconnecting", "ok"]);
      assert.match(messageOf(batches, "reconnecting"), says);
      assert.match(batches[0]?.skipped[0]?.reason ?? "", says);
      assert.equal(count("StartLiveTail"), 1);
    });
  }

  test("finds the ARN of a group by its name; without leave for that it polls", async () => {
    await bench.deliver([trailRecord("one")]);
    const named = { logGroup: groupName };
    await readUntil(open({}, named), undefined, ({ caughtUp }) => caughtUp);
    assert.equal(count("StartLiveTail"), 1);
    const denied = { kind: "error", operation: "DescribeLogGroups", code: "AccessDeniedException" } as const;
    bench.stub.faults.add(denied);
    const batches = await readUntil(open({}, named), undefined, ({ caughtUp }) => caughtUp);
    assert.match(messageOf(batches, "reconnecting"), /logs:DescribeLogGroups/);
    assert.deepEqual(uniqueIds(batches), ["one"]);
  });

  test("a group that is not there: ends, and says what to choose", async () => {
    const batches = await readUntil(open({}, { logGroup: "another" }), undefined, () => false);
    assert.match(messageOf(batches, "failed"), /no log group "another" in eu-west-1.*Choose/);
  });

  test("neither a name nor an ARN: ends without a call", async () => {
    const batches = await readUntil(open({}, { logGroup: "s3://bucket/?" }), undefined, () => false);
    assert.deepEqual(kindsOf(batches), ["failed"]);
    assert.equal(count("StartLiveTail") + count("DescribeLogGroups") + count("FilterLogEvents"), 0);
  });

  test("hidden for long it polls, and comes back to Live Tail when it is shown", async () => {
    let pace: TrailPace = "visible";
    let shown = 0;
    const batches = await readUntil(open({ hiddenMs: 0 }, { pace: () => pace }), undefined, (_, all) => {
      if (all.length === 1) pace = "hidden";
      if (pace === "hidden" && bench.service.sessions === 0 && shown === 0) {
        shown = all.length;
        pace = "visible";
        void bench.deliver([trailRecord("one")]);
      }
      return shown > 0 && count("StartLiveTail") === 2 && idsOf(all).includes("one");
    });
    assert.deepEqual(kindsOf(batches), []);
    assert.deepEqual(
      batches.flatMap(({ gaps }) => gaps),
      [],
    );
  });

  test("goes on from the cursor of polls, and polls from its own", async () => {
    await bench.deliver([trailRecord("one")]);
    const first = await readUntil(open(), undefined, ({ caughtUp }) => caughtUp);
    const cursor = first.findLast((batch) => batch.cursor !== undefined)?.cursor;
    await bench.deliver([trailRecord("two")]);
    const polled = await readUntil(open({}, { follow: false }), cursor, () => false);
    assert.deepEqual(idsOf(polled), ["two"]);
    const next = polled.at(-1)?.cursor;
    await bench.deliver([trailRecord("three")]);
    const last = await readUntil(open(), next, (_, all) => idsOf(all).length > 0);
    assert.deepEqual(idsOf(last), ["three"]);
  });
});

suite("Live Tail of a group that is not of the Standard class", () => {
  test("ends, and says what to choose instead", async () => {
    const bench = await openStubLogs({}, { logGroupClass: "INFREQUENT_ACCESS" });
    try {
      const source = liveTailSource(bench.pool, bench.options({ follow: true }), liveLimits);
      const batches = await readUntil(source, undefined, () => false);
      assert.match(messageOf(batches, "failed"), /not Standard.*Athena/);
    } finally {
      await bench.stop();
    }
  });
});
