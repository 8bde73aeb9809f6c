import assert from "node:assert/strict";
import { athenaSource } from "../../../src/adapters/aws/trails/athena/athenaSource.ts";
import type { AthenaOptions } from "../../../src/core/activity/awsTrails.ts";
import { readRole } from "../../../src/core/activity/identity/role.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { athena, type AthenaStub } from "../../../scripts/aws/stub/athena.ts";
import type { StubService } from "../../../scripts/aws/stub/service.ts";
import { idsOf, readUntil, sourceContract, trailRecord } from "../../unit/activity/sourceContract.ts";
import {
  athenaOptions,
  BenchClock,
  benchNow,
  noticesOf,
  openQueryBench,
  StillClock,
  type QueryBench,
} from "./queryBench.ts";

const day = 86_400_000;

sourceContract("Athena", async () => {
  const service = athena();
  const bench = await openQueryBench(service);
  return {
    deliver: async (records) => service.put(records),
    open: (follow) =>
      athenaSource(
        bench.clients,
        athenaOptions(bench, { follow }),
        follow ? new StillClock() : new BenchClock(),
      ),
    remove: () => bench.stop(),
  };
});

suite("Athena", () => {
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
  const haveTable = async () => {
    await read();
    service.outcomes.length = 0;
    bench.asked.length = 0;
  };

  test("creates the table once the statement was agreed to, and asks again before it reads", async () => {
    service.put([trailRecord("a")]);
    assert.deepEqual(idsOf(await read()), ["a"]);
    const [create = "", select = ""] = service.queries;
    assert.match(create, /^CREATE EXTERNAL TABLE IF NOT EXISTS `security`\.`picket_trail`/);
    assert.match(select, /^SELECT/);
    assert.equal(bench.asked.length, 2);
    assert.ok(bench.asked[0]?.extent.endsWith(create));
    assert.equal(bench.asked[0]?.bytes, 0);
    assert.equal(
      bench.asked[1]?.extent,
      "security.picket_trail: 1 day, account 111122223333, Region us-east-1",
    );
    await read();
    assert.equal(service.queries.length, 3, "the table is there now");
  });

  for (const refusal of ["the table", "the query"]) {
    test(`without agreement to ${refusal} it ends and runs nothing more`, async () => {
      const answers = refusal === "the table" ? [false] : [true, false];
      const batches = await read({ confirm: async () => answers.shift() ?? false });
      assert.equal(service.queries.length, refusal === "the table" ? 0 : 1);
      assert.equal(lastNotice(batches)?.kind, "failed");
      assert.match(lastNotice(batches)?.message ?? "", /not agreed to/);
    });
  }

  test("a question that fails counts as no, one that is open ends with the run", async () => {
    const failing = await read({ confirm: () => Promise.reject(new Error("closed")) });
    assert.match(lastNotice(failing)?.message ?? "", /not agreed to/);
    const controller = new AbortController();
    const open = athenaSource(
      bench.clients,
      athenaOptions(bench, {
        confirm: async () => {
          controller.abort();
          return await new Promise<boolean>(() => {});
        },
      }),
    );
    for await (const batch of open.start(undefined, controller.signal)) assert.equal(batch.notice, undefined);
    assert.deepEqual(service.queries, []);
  });

  test("reads a day first, then weeks, tells what was read, and asks when much more is to come", async () => {
    await haveTable();
    service.put([trailRecord("a")]);
    service.bytes = 4e9;
    const scanned: number[] = [];
    const batches = await read({ since: benchNow - 20 * day, onScanned: (bytes) => scanned.push(bytes) });
    const spans = service.queries.slice(2).map((sql) => {
      const [, from = "", to = ""] = /eventtime >= '([^']+)' AND eventtime < '([^']+)'/.exec(sql) ?? [];
      return (Date.parse(to) - Date.parse(from)) / day;
    });
    assert.deepEqual(spans, [1, 7, 7, 5]);
    assert.deepEqual(scanned, [4e9, 4e9, 4e9, 4e9]);
    // Two days of partitions took 4 GB, so eight take 16.
    assert.deepEqual(
      bench.asked.map(({ bytes }) => bytes),
      [undefined, 16e9],
    );
    assert.deepEqual(idsOf(batches), ["a"]);
    assert.deepEqual(batches.at(-1)?.progress, { done: 16e9, unit: "bytes" });
  });

  test("follows by asking for the last hour again, no more often than every five minutes", async () => {
    await haveTable();
    const clock = new BenchClock();
    let times: number[] = [];
    await read(
      { follow: true },
      ({ caughtUp }) => {
        if (caughtUp) times.push(clock.time);
        return times.length === 4;
      },
      clock,
    );
    times = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    assert.ok(
      times.every((ms) => ms >= 300_000 && ms < 330_000),
      times.join(),
    );
    const from = /eventtime >= '([^']+)'/.exec(service.queries.at(-1) ?? "")?.[1] ?? "";
    const ago = clock.time - Date.parse(from);
    assert.ok(ago >= 75 * 60_000 && ago < 90 * 60_000, `${ago}`);
  });

  test("says that following goes on reading, and asks again after a hundred gigabytes", async () => {
    await haveTable();
    service.bytes = 9e9;
    let looks = 0;
    await read({ follow: true }, ({ caughtUp }) => caughtUp && ++looks === 20);
    assert.deepEqual(
      bench.asked.map(({ bytes }) => bytes),
      [undefined, 9e9],
    );
    assert.match(bench.asked[0]?.extent ?? "", /; then the last hour's days again every 5 minutes/);
  });

  test("a cursor of another role or table counts as none", async () => {
    service.put([trailRecord("a")]);
    const { cursor } = (await read()).at(-1) ?? {};
    const from = (more: Partial<AthenaOptions>) =>
      readUntil(
        athenaSource(bench.clients, athenaOptions(bench, more), new BenchClock()),
        cursor,
        () => false,
      );
    assert.deepEqual(idsOf(await from({})), []);
    assert.deepEqual(idsOf(await from({ table: "security.other" })), ["a"]);
    assert.deepEqual(idsOf(await from({ accounts: ["111122223333"] })), ["a"]);
  });

  test("asks only for the role, with its keys, and gives what may be its", async () => {
    const role = readRole("arn:aws:iam::111122223333:role/team/Kiro_Agent");
    assert.ok(role);
    const by = (id: string, userIdentity: object, more: object = {}) => ({
      ...trailRecord(id),
      userIdentity,
      ...more,
    });
    service.put([
      by("own", { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/Kiro_Agent/run" }),
      by("other", { type: "AssumedRole", arn: "arn:aws:sts::111122223333:assumed-role/KiroXAgent/run" }),
      by("key", { type: "AssumedRole", accessKeyId: "made-up" }),
      by(
        "assume",
        { arn: "arn:aws:iam::111122223333:user/ana" },
        { requestParameters: { roleArn: "arn:aws:iam::111122223333:role/team/Kiro_Agent" } },
      ),
    ]);
    assert.deepEqual(idsOf(await read({ role })), ["assume", "key", "own"]);
    assert.match(service.queries.at(-1) ?? "", /assumed-role\/kiro!_agent\/%' ESCAPE '!'/);
  });

  test("a table of another shape is refused with what it lacks", async () => {
    service.table = { Name: "t", Columns: [{ Name: "eventtime", Type: "string" }], PartitionKeys: [] };
    assert.match(lastNotice(await read())?.message ?? "", /it has no column useridentity/);
    assert.deepEqual(service.queries, []);
  });

  const wrong: readonly (readonly [Partial<AthenaOptions>, RegExp])[] = [
    [{ table: 'x"; DROP TABLE y' }, /must be named database\.table/],
    [{ location: "s3://bucket/AWSLogs/'/" }, /place of the trail/],
    [{ location: "s3://bucket/AWSLogs/" }, /Name the accounts/],
    [{ accounts: ["1' OR '1'='1"] }, /Name the accounts/],
    [{ regions: ["us-east-1'--"] }, /not the name of an AWS Region/],
  ];
  for (const [more, says] of wrong) {
    test(`refuses ${JSON.stringify(more)} before anything is sent`, async () => {
      const batches = await read(more);
      assert.deepEqual([lastNotice(batches)?.kind, bench.stub.operations.length], ["failed", 0]);
      assert.match(lastNotice(batches)?.message ?? "", says);
    });
  }
});

suite("Athena on a machine whose clock is ahead", () => {
  test("goes by AWS's time: what is still to come is not taken to be there", async () => {
    const ahead = 40 * 60_000;
    const service = athena();
    const behind: StubService = {
      ...service,
      async handle(operation, request) {
        const reply = await service.handle(operation, request);
        return { ...reply, headers: { ...reply.headers, date: new Date(Date.now() - ahead).toUTCString() } };
      },
    };
    const bench = await openQueryBench(behind);
    try {
      const source = athenaSource(bench.clients, athenaOptions(bench), new BenchClock());
      const batches = await readUntil(source, undefined, () => false);
      const complete = batches.at(-1)?.watermark ?? Infinity;
      const minutes = (benchNow - complete) / 60_000;
      assert.ok(minutes > 50 && minutes < 60, `complete up to ${minutes} minutes before the machine's time`);
    } finally {
      await bench.stop();
    }
  });
});
