import assert from "node:assert/strict";
import fc from "fast-check";
import { recordPacker } from "../../../src/adapters/node/recordPacker.ts";
import { boundedRecord } from "../../../src/core/activity/records/boundedRecord.ts";
import { RecordStore } from "../../../src/core/activity/records/recordStore.ts";

const seed = 20_261_122;

suite("records of rows", () => {
  test("are given back as they came, until they are released, in any order", () => {
    const steps = fc.array(fc.oneof(fc.constant("put" as const), fc.nat(400)), { maxLength: 500 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 20 }), fc.jsonValue(), (all, records, odd) => {
        const store = new RecordStore(recordPacker, { records });
        const model = new Map<number, unknown>();
        let last = 0;
        for (const step of all) {
          if (step === "put") {
            const record = { n: ++last, odd, text: `line\nbreak ${last}` };
            store.put(last, record);
            model.set(last, JSON.parse(JSON.stringify(record)));
          } else {
            store.release(step);
            model.delete(step);
          }
        }
        for (let n = 0; n <= last + 1; n++) assert.deepEqual(store.get(n), model.get(n));
        for (const n of model.keys()) store.release(n);
        assert.equal(store.bytes, 0);
      }),
      { seed, numRuns: 200 },
    );
  });

  test("a few that are left of many do not hold on to the others' room", () => {
    const store = new RecordStore(recordPacker, { records: 64 });
    const random = (n: number) =>
      Array.from({ length: 20 }, (_, at) => (n * 7919 + at * 104_729) % 99_991).join();
    for (let n = 1; n <= 6400; n++) store.put(n, { n, text: random(n) });
    const full = store.bytes;
    for (let n = 1; n <= 6400; n++) if (n % 16 !== 0) store.release(n);
    assert.ok(store.bytes < full / 6, `${store.bytes} of ${full}`);
    for (let n = 16; n <= 6400; n += 16) assert.deepEqual(store.get(n), { n, text: random(n) });
  });

  test("beyond the room for all, those that came first are forgotten", () => {
    const store = new RecordStore(recordPacker, { records: 8, bytes: 2000 });
    for (let n = 1; n <= 400; n++) store.put(n, { n, text: `${n}`.repeat(10) });
    assert.ok(store.bytes <= 2000);
    assert.equal(store.get(1), undefined);
    assert.deepEqual(store.get(400), { n: 400, text: "400".repeat(10) });
    store.release(1);
    assert.ok(store.bytes <= 2000);
  });

  test("of bounded length are JSON whatever the record is", () => {
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`key${at}`, "v".repeat(100)]));
    const cyclic: Record<string, unknown> = { eventName: "X" };
    cyclic["self"] = cyclic;
    for (const record of [many, cyclic, "x".repeat(200_000), undefined, 5, [many]]) {
      const text = boundedRecord(record);
      assert.ok(text.length <= 65_536);
      assert.ok(!text.includes("\n"));
      JSON.parse(text);
    }
    assert.match(boundedRecord(cyclic), /"eventName":"X"/);
  });
});
