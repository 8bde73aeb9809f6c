import assert from "node:assert/strict";
import { lakeSource } from "../../../src/adapters/aws/trails/lake/lakeSource.ts";
import type { LakeOptions } from "../../../src/core/activity/awsTrails.ts";
import { readRole } from "../../../src/core/activity/identity/role.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { lake, stubStore, type LakeStub } from "../../../scripts/aws/stub/lake.ts";
import { idsOf, readUntil, sourceContract, trailRecord } from "../../unit/activity/sourceContract.ts";
import {
  BenchClock,
  benchNow,
  noticesOf,
  openQueryBench,
  StillClock,
  type QueryBench,
} from "./queryBench.ts";

function optionsFor(bench: QueryBench, more: Partial<LakeOptions> = {}): LakeOptions {
  return {
    region: "us-east-1",
    store: `arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/${stubStore}`,
    since: benchNow - 2 * 3_600_000,
    pace: () => "visible",
    follow: false,
    confirm: async (estimate) => {
      bench.asked.push(estimate);
      return true;
    },
    ...more,
  };
}

sourceContract("CloudTrail Lake", async () => {
  const service = lake();
  const bench = await openQueryBench(service);
  return {
    deliver: async (records) => service.put(records),
    open: (follow) =>
      lakeSource(bench.clients, optionsFor(bench, { follow }), follow ? new StillClock() : new BenchClock()),
    remove: () => bench.stop(),
  };
});

suite("CloudTrail Lake", () => {
  let service: LakeStub;
  let bench: QueryBench;
  setup(async () => {
    service = lake();
    bench = await openQueryBench(service);
  });
  teardown(() => bench.stop());

  const read = (more: Partial<LakeOptions> = {}) =>
    readUntil(lakeSource(bench.clients, optionsFor(bench, more), new BenchClock()), undefined, () => false);
  const lastNotice = (batches: readonly TrailBatch[]) => noticesOf(batches).at(-1);

  test("gives whole records, and tells of rows that cannot be read by a gap", async () => {
    const record = {
      ...trailRecord("a"),
      tlsDetails: { tlsVersion: "TLSv1.3" },
      requestParameters: { x: [1] },
    };
    service.put([record]);
    service.putBroken('{"eventID":', "2026-01-31T12:05:00Z");
    const batches = await read();
    assert.deepEqual(
      batches.flatMap(({ records }) => records),
      [record],
    );
    assert.deepEqual(
      batches.flatMap(({ gaps }) => gaps).map(({ reason }) => reason),
      ["1 row of the answer could not be read"],
    );
  });

  test("asks before the first query, and tells what was read", async () => {
    service.put([trailRecord("a"), trailRecord("b")]);
    const scanned: number[] = [];
    await read({ onScanned: (bytes) => scanned.push(bytes) });
    assert.deepEqual(
      bench.asked.map(({ extent }) => extent),
      [`event data store ${stubStore} in us-east-1: 1 day`],
    );
    assert.deepEqual(scanned, [2000]);
    const batches = await read({ confirm: async () => false });
    assert.match(lastNotice(batches)?.message ?? "", /not agreed to/);
    assert.equal(service.queries.length, 1);
  });

  test("asks only for the role", async () => {
    const role = readRole("arn:aws:iam::111122223333:role/Agent");
    assert.ok(role);
    const by = (id: string, arn: string) => ({ ...trailRecord(id), userIdentity: { arn } });
    service.put([
      by("own", "arn:aws:sts::111122223333:assumed-role/Agent/run"),
      by("other", "arn:aws:sts::111122223333:assumed-role/Ops/run"),
    ]);
    assert.deepEqual(idsOf(await read({ role })), ["own"]);
    assert.match(service.queries.at(-1) ?? "", /element_at\(requestparameters, 'roleArn'\)/);
  });

  test("cuts a query that timed out in halves, and ends with one that was cancelled or failed", async () => {
    service.put([trailRecord("a")]);
    service.outcomes.push({ status: "TIMED_OUT" });
    assert.deepEqual(idsOf(await read()), ["a"]);
    assert.equal(service.queries.length, 3);
    service.outcomes.push({ status: "CANCELLED" });
    assert.match(lastNotice(await read())?.message ?? "", /cancelled in CloudTrail Lake, not by Picket/);
    service.outcomes.push({ status: "FAILED", message: "row <script>" });
    const { message = "" } = lastNotice(await read()) ?? {};
    assert.match(message, /could not run the query/);
    assert.doesNotMatch(message, /script/);
  });

  const refusals: readonly (readonly [code: string, says: RegExp])[] = [
    ["AccessDeniedException", /may not do cloudtrail:StartQuery/],
    ["InactiveEventDataStoreException", /being deleted or made/],
    ["UnsupportedOperationException", /takes no new customers/],
  ];
  for (const [code, says] of refusals) {
    test(`says what to do about ${code}`, async () => {
      bench.stub.faults.add({ kind: "error", operation: "StartQuery", code });
      const { kind, message = "" } = lastNotice(await read()) ?? {};
      assert.equal(kind, "failed");
      assert.match(message, says);
    });
  }

  test("waits while ten queries of others run", async () => {
    service.put([trailRecord("a")]);
    bench.stub.faults.add({
      kind: "error",
      operation: "StartQuery",
      code: "MaxConcurrentQueriesException",
      times: 4,
    });
    const batches = await read();
    assert.deepEqual(
      noticesOf(batches).map(({ kind }) => kind),
      ["throttled", "ok"],
    );
    assert.deepEqual(idsOf(batches), ["a"]);
  });

  test("stopped while a query runs, it cancels the query", async () => {
    service.outcomes.push({ status: "RUNNING" });
    const controller = new AbortController();
    const clock = new BenchClock();
    const wait = clock.wait.bind(clock);
    let looks = 0;
    clock.wait = async (ms, signal) => {
      if (++looks === 3) controller.abort();
      await wait(ms, signal);
    };
    const source = lakeSource(bench.clients, optionsFor(bench), clock);
    for await (const batch of source.start(undefined, controller.signal))
      assert.equal(batch.notice, undefined);
    assert.equal(service.cancelled.length, 1);
  });

  for (const store of ["", "my-store", `${stubStore}; DROP`, "arn:aws:s3:::bucket"]) {
    test(`refuses ${JSON.stringify(store)} as a store before anything is sent`, async () => {
      assert.match(lastNotice(await read({ store }))?.message ?? "", /by its ARN or its id/);
      assert.deepEqual(bench.stub.operations, []);
    });
  }
});
