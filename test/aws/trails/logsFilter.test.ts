import assert from "node:assert/strict";
import { filterLogsSource } from "../../../src/adapters/aws/trails/logs/filterLogsSource.ts";
import type { LogLimits } from "../../../src/adapters/aws/trails/logs/logLimits.ts";
import { createTrailClients } from "../../../src/adapters/aws/trails/trailClients.ts";
import { defaultLimits } from "../../../src/adapters/aws/clients.ts";
import type { LogOptions } from "../../../src/core/activity/awsTrails.ts";
import type { TrailBatch, TrailNotice } from "../../../src/core/ports.ts";
import { idsOf, readUntil, trailRecord } from "../../unit/activity/sourceContract.ts";
import { openStubLogs, quickClock, quickLimits, type StubBench } from "../support/logsBench.ts";

const kindsOf = (batches: readonly TrailBatch[]): readonly TrailNotice["kind"][] =>
  batches.flatMap(({ notice }) => notice?.kind ?? []);
const textsOf = (batches: readonly TrailBatch[]): string =>
  batches.map(({ notice }) => notice?.message ?? "").join("\n");
const cursorOf = (batches: readonly TrailBatch[]) => batches.findLast(({ cursor }) => cursor)?.cursor;
const minute = 60_000;

suite("FilterLogEvents", () => {
  let bench: StubBench;
  setup(async () => (bench = await openStubLogs()));
  teardown(() => bench.stop());

  const open = (limits: Partial<LogLimits> = {}, options: Partial<LogOptions> = {}) =>
    filterLogsSource(bench.pool, bench.options(options), { ...quickLimits, ...limits });
  const all = (limits: Partial<LogLimits> = {}, options: Partial<LogOptions> = {}, cursor?: string) =>
    readUntil(open(limits, options), cursor, () => false);

  test("asks for nothing older than it was told", async () => {
    await bench.deliver([trailRecord("old")], Date.now() - 60 * minute);
    await bench.deliver([trailRecord("new")], Date.now() - 20 * minute);
    assert.deepEqual(idsOf(await all({}, { since: Date.now() - 30 * minute })), ["new"]);
  });

  test("lets AWS filter by the role", async () => {
    const arn = "arn:aws:sts::111122223333:assumed-role/KiroAgent/s";
    await bench.deliver([trailRecord("other"), { ...trailRecord("own"), userIdentity: { arn } }]);
    const role = { partition: "aws", account: "111122223333", name: "KiroAgent", path: undefined };
    const batches = await all({}, { role });
    assert.deepEqual(idsOf(batches), ["own"]);
    assert.deepEqual(
      idsOf(await all({}, {}, cursorOf(batches))),
      ["other", "own"],
      "another role, another cursor",
    );
  });

  test("finds what came late behind its last look, and with a sweep what came later still", async () => {
    const first = await all();
    await bench.deliver([trailRecord("late")], Date.now() - 10 * minute);
    await bench.deliver([trailRecord("later")], Date.now() - 50 * minute);
    assert.deepEqual(idsOf(await all({}, {}, cursorOf(first))), ["late"]);
    let sent = false;
    const swept = await readUntil(open({ sweepEveryMs: 0 }, { follow: true }), undefined, (_, batches) => {
      if (!sent) void bench.deliver([trailRecord("latest")], Date.now() - 55 * minute);
      sent = true;
      return idsOf(batches).includes("latest");
    });
    assert.deepEqual(idsOf(swept), ["late", "later", "latest"]);
  });

  test("a token that is good no more: reads on from where it was", async () => {
    const ids = Array.from({ length: 3000 }, (_, at) => `id-${String(at).padStart(4, "0")}`);
    for (let at = 0; at < ids.length; at += 500) {
      const records = ids.slice(at, at + 500).map((id) => trailRecord(id));
      await bench.deliver(records, Date.now() - minute + at);
    }
    let lost = 0;
    const batches = await readUntil(open(), undefined, ({ cursor }) => {
      // At the end of a page, before the next is asked for.
      if (cursor !== undefined && lost++ < 2) {
        const code = "InvalidParameterException";
        bench.stub.faults.add({ kind: "error", operation: "FilterLogEvents", code, times: 1 });
      }
      return false;
    });
    assert.deepEqual(idsOf(batches), ids);
    assert.deepEqual(kindsOf(batches), []);
  });

  test("a token that is always refused ends it, with a reason", async () => {
    await bench.deliver([trailRecord("one")]);
    bench.stub.faults.add({ kind: "delay", ms: 0, operation: "FilterLogEvents", times: 1 });
    bench.stub.faults.add({ kind: "error", operation: "FilterLogEvents", code: "InvalidParameterException" });
    const batches = await all();
    assert.deepEqual(kindsOf(batches), ["failed"]);
    assert.ok(!batches.some(({ caughtUp }) => caughtUp));
  });

  test("a token that has become old while the sign-in was away is not used", async () => {
    await bench.deliver([trailRecord("one")]);
    let ahead = 0;
    const clock = { ...quickClock, now: () => Date.now() + ahead };
    let steps = 0;
    const batches = await readUntil(open({ clock }), undefined, ({ notice, progress }) => {
      if (progress && steps++ === 0)
        bench.stub.faults.add({ kind: "expire", operation: "FilterLogEvents", times: 1 });
      if (notice?.kind === "signed-out") ahead = 120 * minute;
      return false;
    });
    assert.deepEqual(idsOf(batches), ["one"]);
    assert.deepEqual(kindsOf(batches), ["signed-out", "ok"]);
    // The stub's first page is empty. After it and the refusal that page is asked for again, and then the one behind it.
    assert.equal(bench.stub.operations.filter((one) => one === "FilterLogEvents").length, 4);
  });

  test("throttled, expired, broken off and failing inside: says so, loses nothing, and goes on", async () => {
    await bench.deliver([trailRecord("one")]);
    const faults = [
      { kind: "throttle", times: 4 },
      { kind: "expire", times: 2 },
      { kind: "drop", times: 1 },
      { kind: "error", code: "ServiceUnavailableException", status: 503, times: 1 },
    ] as const;
    for (const fault of faults) bench.stub.faults.add({ ...fault, operation: "FilterLogEvents" });
    const batches = await all();
    assert.deepEqual(kindsOf(batches), ["throttled", "signed-out", "offline", "reconnecting", "ok"]);
    assert.deepEqual(idsOf(batches), ["one"]);
  });

  test("not permitted: ends, and says which permission to ask for", async () => {
    const message = "User: x is not authorized to perform: logs:FilterLogEvents";
    const code = "AccessDeniedException";
    bench.stub.faults.add({ kind: "error", operation: "FilterLogEvents", code, message });
    const batches = await all();
    assert.deepEqual(kindsOf(batches), ["failed"]);
    assert.match(textsOf(batches), /may not do logs:FilterLogEvents.*Ask for that permission/);
  });

  test("no such group: ends, and says what to choose", async () => {
    assert.match(
      textsOf(await all({}, { logGroup: "another" })),
      /no log group "another" in eu-west-1.*Choose/,
    );
  });

  test("a file of many records in one message comes in bounded batches; a cut one is reported with its gap", async () => {
    const ids = Array.from({ length: 2500 }, (_, at) => `id-${String(at).padStart(4, "0")}`);
    const records = ids.map((eventID) => ({ eventID, eventName: "A" }));
    const file = JSON.stringify({ Records: records });
    await bench.write([file, file.slice(0, 500), "hello"]);
    const batches = await all();
    assert.deepEqual(idsOf(batches), ids);
    assert.ok(batches.every((batch) => batch.records.length <= 1000));
    assert.equal(batches.flatMap(({ skipped }) => skipped).length, 2);
    assert.equal(batches.flatMap(({ gaps }) => gaps).length, 1);
    assert.equal((await all({}, {}, cursorOf(batches))).flatMap(({ skipped }) => skipped).length, 0);
  });

  test("tells how far it is, and where to go on, while it reads what was there", async () => {
    const ids = Array.from({ length: 2500 }, (_, at) => `id-${String(at).padStart(4, "0")}`);
    await bench.deliver(ids.map((id) => trailRecord(id)));
    const batches = await all();
    const done = batches.flatMap(({ progress }) => progress?.done ?? []);
    assert.deepEqual(
      done,
      [...done].sort((a, b) => a - b),
    );
    assert.ok(done.length >= 3);
    assert.ok(batches.slice(0, -1).some(({ cursor }) => cursor !== undefined));
  });
});

suite("FilterLogEvents on a machine whose clock is wrong", () => {
  test("goes by AWS's time: nothing is lost", async () => {
    // Far behind the machine, beyond what each look reads again.
    const late = 40 * minute;
    const bench = await openStubLogs({ now: () => Date.now() - late });
    try {
      await bench.deliver([trailRecord("one")], Date.now() - late);
      let sent = false;
      const source = filterLogsSource(bench.pool, bench.options({ follow: true }), quickLimits);
      const batches = await readUntil(source, undefined, ({ caughtUp }, all) => {
        if (caughtUp && !sent) {
          sent = true;
          void bench.deliver([trailRecord("two")], Date.now() - late);
        }
        return idsOf(all).length === 2;
      });
      assert.deepEqual(idsOf(batches), ["one", "two"]);
    } finally {
      await bench.stop();
    }
  });
});

suite("the host of Live Tail", () => {
  const prefixOf = async (endpoint: string | undefined, environment: NodeJS.ProcessEnv) => {
    const pool = createTrailClients(
      { region: "eu-west-1", ...(endpoint !== undefined && { endpoint }) },
      { limits: defaultLimits, environment, knownHostsOnly: false },
    );
    const { logs } = await pool.of("eu-west-1");
    pool.dispose();
    return logs.config.disableHostPrefix;
  };

  test("has its prefix at AWS, and none at an endpoint that was chosen", async () => {
    assert.equal(await prefixOf(undefined, {}), false);
    assert.equal(await prefixOf("http://127.0.0.1:1", {}), true);
    assert.equal(await prefixOf(undefined, { AWS_ENDPOINT_URL: "http://127.0.0.1:1" }), true);
  });
});
