import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { filterLogsSource } from "../../../src/adapters/aws/trails/logs/filterLogsSource.ts";
import { liveTailSource } from "../../../src/adapters/aws/trails/logs/liveTailSource.ts";
import type { TrailBatch } from "../../../src/core/ports.ts";
import { idsOf, trailRecord } from "../../unit/activity/sourceContract.ts";
import { liveLimits, openStubLogs, quickLimits, type StubBench } from "../support/logsBench.ts";

const sources = { "Live Tail": liveTailSource, FilterLogEvents: filterLogsSource } as const;
const short = { backoff: { firstMs: 5, mostMs: 20 }, turnMs: { visible: 5, idle: 5, hidden: 5 } };
const idOf = (at: number) => `id-${String(at).padStart(5, "0")}`;

for (const [title, make] of Object.entries(sources)) {
  suite(`${title} while the endpoint goes and comes`, () => {
    let bench: StubBench;
    setup(async () => (bench = await openStubLogs()));
    teardown(() => bench.stop());

    const open = () => {
      const limits = make === liveTailSource ? liveLimits : quickLimits;
      return make(bench.pool, bench.options({ follow: true }), { ...limits, ...short });
    };

    test("nothing is lost and nothing comes twice", async () => {
      const source = open();
      const controller = new AbortController();
      const batches: TrailBatch[] = [];
      let sent = 0;
      const send = async (): Promise<void> => {
        await bench.deliver(Array.from({ length: 20 }, () => trailRecord(idOf(sent++))));
      };
      const reading = (async () => {
        for await (const batch of source.start(undefined, controller.signal)) {
          batches.push(batch);
          if (new Set(idsOf(batches)).size === 400) controller.abort();
        }
      })();
      for (let round = 0; round < 4; round++) {
        for (let step = 0; step < 5; step++) await send();
        await bench.kill();
        await bench.restart();
      }
      await reading;
      assert.deepEqual(
        idsOf(batches),
        Array.from({ length: 400 }, (_, at) => idOf(at)),
      );
    });

    test("stopped at any batch and started again from its cursor, with events flowing", async () => {
      const all: TrailBatch[] = [];
      let cursor: string | undefined;
      let sent = 0;
      for (let stop = 1; stop <= 12; stop++) {
        const controller = new AbortController();
        let given = 0;
        for await (const batch of open().start(cursor, controller.signal)) {
          all.push(batch);
          cursor = batch.cursor ?? cursor;
          if (++given >= stop) controller.abort();
          await bench.deliver([trailRecord(idOf(sent++)), trailRecord(idOf(sent++))]);
        }
      }
      const last = new AbortController();
      for await (const batch of open().start(cursor, last.signal)) {
        all.push(batch);
        if (new Set(idsOf(all)).size === sent) last.abort();
      }
      assert.deepEqual(
        [...new Set(idsOf(all))],
        Array.from({ length: sent }, (_, at) => idOf(at)),
      );
    });
  });
}

suite("a source of a log group that is aborted", () => {
  let bench: StubBench;
  setup(async () => (bench = await openStubLogs()));
  teardown(() => bench.stop());

  test("ends, at any point, and leaves nothing that holds the process", async function () {
    // A process that loads the SDK, on a busy machine.
    this.timeout(60_000);
    await bench.deliver(Array.from({ length: 50 }, (_, at) => trailRecord(idOf(at))));
    const child = fileURLToPath(new URL("../support/abortLogs.ts", import.meta.url));
    // It ends by itself: the time of the test is over when something holds it.
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [child, bench.stub.url]);
    assert.equal(stdout, "all ended\n");
    assert.equal(stderr, "");
  });
});
