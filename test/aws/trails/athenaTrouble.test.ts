import assert from "node:assert/strict";
import { athenaSource } from "../../../src/adapters/aws/trails/athena/athenaSource.ts";
import type { AthenaOptions } from "../../../src/core/activity/awsTrails.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { athena, type AthenaOutcome, type AthenaStub } from "../../../scripts/aws/stub/athena.ts";
import { idsOf, readUntil, trailRecord } from "../../unit/activity/sourceContract.ts";
import { athenaOptions, BenchClock, noticesOf, openQueryBench, type QueryBench } from "./queryBench.ts";

suite("Athena in trouble", () => {
  let service: AthenaStub;
  let bench: QueryBench;
  setup(async () => {
    service = athena();
    bench = await openQueryBench(service);
  });
  teardown(() => bench.stop());

  const read = (
    more: Partial<AthenaOptions> = {},
    enough: Parameters<typeof readUntil>[2] = () => false,
    clock = new BenchClock(),
  ) => readUntil(athenaSource(bench.clients, athenaOptions(bench, more), clock), undefined, enough);
  const lastNotice = (batches: readonly TrailBatch[]) => noticesOf(batches).at(-1);
  const outcome = (one: AthenaOutcome) => service.outcomes.push(one);
  const haveTable = async () => {
    await read();
    service.outcomes.length = 0;
    bench.asked.length = 0;
  };

  const failures: readonly (readonly [AthenaOutcome, RegExp])[] = [
    [
      { state: "FAILED", reason: "COLUMN_NOT_FOUND: line 3:5: Column x" },
      /cannot read the table.*COLUMN_NOT_FOUND/,
    ],
    [{ state: "FAILED", reason: "TABLE_NOT_FOUND: line 1: Table y does not exist" }, /The table is gone/],
    [
      { state: "FAILED", reason: "PERMISSION_DENIED: Access Denied (Service: Amazon S3; Status Code: 403)" },
      /s3:GetObject on the trail's bucket/,
    ],
    [
      { state: "FAILED", reason: "User: x is not authorized to perform: glue:GetPartitions on resource: y" },
      /may not do glue:GetPartitions/,
    ],
    [{ state: "CANCELLED", reason: "Bytes scanned limit was exceeded" }, /workgroup stops queries/],
    [{ state: "CANCELLED" }, /cancelled in Athena, not by Picket/],
    [
      { state: "FAILED", reason: "GENERIC_INTERNAL_ERROR: row <script>" },
      /could not run.*GENERIC_INTERNAL_ERROR/,
    ],
  ];
  for (const [end, says] of failures) {
    test(`a query that ends as ${end.state} ${end.reason ?? "without a reason"} ends the source`, async () => {
      await haveTable();
      outcome(end);
      const batches = await read({ follow: true });
      const { kind, message = "" } = lastNotice(batches) ?? {};
      assert.equal(kind, "failed");
      assert.match(message, says);
      assert.doesNotMatch(message, /script|line \d/, "Athena's own words may quote data");
    });
  }

  test("a query that may work another time is run again, and given up after five", async () => {
    await haveTable();
    service.put([trailRecord("a")]);
    outcome({ state: "FAILED", reason: "INTERNAL", retryable: true });
    assert.deepEqual(idsOf(await read()), ["a"]);
    for (let at = 0; at < 5; at++) outcome({ state: "FAILED", reason: "INTERNAL", retryable: true });
    assert.match(lastNotice(await read())?.message ?? "", /tried several times/);
  });

  test("a query that took too much is cut in halves", async () => {
    await haveTable();
    service.put([trailRecord("a"), trailRecord("b", 59)]);
    outcome({ state: "FAILED", reason: "Query exhausted resources at this scale factor" });
    const before = service.queries.length;
    const scanned: number[] = [];
    assert.deepEqual(idsOf(await read({ onScanned: (bytes) => scanned.push(bytes) })), ["a", "b"]);
    assert.equal(service.queries.length - before, 3);
    assert.equal(scanned.length, 3, "what failed is paid for, too");
  });

  test("after a cut, the windows that follow are no longer than what worked", async () => {
    await haveTable();
    service.outcomes.push({ state: "FAILED", reason: "Query timed out" });
    const before = service.queries.length;
    await read({ since: new BenchClock().now() - 48 * 3_600_000 });
    assert.equal(service.queries.length - before, 5, "a day that is too much, and four halves of days");
  });

  test("says where results must go, which permission is missing, and what it was", async () => {
    const { output, ...options } = athenaOptions(bench);
    assert.ok(output !== undefined);
    const noOutput = athenaSource(bench.clients, options);
    const batches = await readUntil(noOutput, undefined, () => false);
    assert.match(lastNotice(batches)?.message ?? "", /no place for its results/);
    bench.stub.faults.add({
      kind: "error",
      operation: "GetTableMetadata",
      code: "AccessDeniedException",
      message: "User: arn:x is not authorized to perform: glue:GetTable on resource: arn:y because …",
    });
    assert.match(lastNotice(await read())?.message ?? "", /may not do glue:GetTable/);
  });

  test("throttled, offline and signed out it waits and goes on with the same query", async () => {
    await haveTable();
    service.put([trailRecord("a")]);
    const before = service.queries.length;
    const { faults } = bench.stub;
    faults.add({ kind: "drop-after", operation: "StartQueryExecution", times: 1 });
    faults.add({ kind: "expire", operation: "GetQueryExecution", times: 2 });
    faults.add({ kind: "error", code: "TooManyRequestsException", operation: "GetQueryResults", times: 3 });
    const batches = await read();
    assert.deepEqual(idsOf(batches), ["a"]);
    assert.equal(service.queries.length - before, 1, "a repeated start is the same query");
    assert.deepEqual(
      noticesOf(batches).map(({ kind }) => kind),
      ["offline", "ok", "signed-out", "ok", "throttled", "ok"],
    );
  });

  test("stopped while a query runs, it stops the query", async () => {
    await haveTable();
    outcome({ state: "RUNNING" });
    const controller = new AbortController();
    const clock = new BenchClock();
    const wait = clock.wait.bind(clock);
    let looks = 0;
    clock.wait = async (ms, signal) => {
      if (++looks === 5) controller.abort();
      await wait(ms, signal);
    };
    const source = athenaSource(bench.clients, athenaOptions(bench), clock);
    for await (const batch of source.start(undefined, controller.signal))
      assert.equal(batch.notice, undefined);
    assert.equal(service.stopped.length, 1);
  });

  test("left in the middle of an answer, nothing is stopped that has ended", async () => {
    await haveTable();
    service.put(Array.from({ length: 1500 }, (_, at) => trailRecord(`id-${at}`)));
    const source = athenaSource(bench.clients, athenaOptions(bench), new BenchClock());
    for await (const batch of source.start(undefined, new AbortController().signal))
      if (batch.records.length > 0) break;
    assert.deepEqual(service.stopped, []);
  });
});
