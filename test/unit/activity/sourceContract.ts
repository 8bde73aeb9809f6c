import assert from "node:assert/strict";
import type { TrailBatch, TrailSource } from "../../../src/core/ports.ts";

/** A place with records that a source can be opened on. */
export interface SourceFixture {
  /** Puts records where the source finds them, as one delivery; all of it is there when it resolves. */
  deliver(records: readonly object[]): Promise<void>;
  /** A source of all that was delivered. @param follow whether it goes on when it has caught up */
  open(follow: boolean): TrailSource;
  remove(): Promise<void>;
}

/** A record with an id and a time. */
export function trailRecord(id: string, minute = 0): object {
  return {
    eventVersion: "1.11",
    eventID: id,
    eventTime: new Date(Date.UTC(2026, 0, 31, 12, minute)).toISOString().replace(".000", ""),
    eventName: "ListBuckets",
    eventSource: "s3.amazonaws.com",
    awsRegion: "us-east-1",
    recipientAccountId: "111122223333",
  };
}

/** What is being read: a test that fails, or takes too long, must not leave a source behind that keeps the process. */
const reading = new Set<AbortController>();

/** Ends every `readUntil` that still reads. For `teardown`. */
export function stopReading(): void {
  for (const controller of reading) controller.abort();
}

/** Reads until `enough` says so or the source ends, then aborts; also when `enough` throws. */
export async function readUntil(
  source: TrailSource,
  cursor: string | undefined,
  enough: (batch: TrailBatch, all: readonly TrailBatch[]) => boolean | Promise<boolean>,
): Promise<readonly TrailBatch[]> {
  const controller = new AbortController();
  reading.add(controller);
  const batches: TrailBatch[] = [];
  try {
    for await (const batch of source.start(cursor, controller.signal)) {
      batches.push(batch);
      if (await enough(batch, batches)) controller.abort();
    }
  } finally {
    controller.abort();
    reading.delete(controller);
  }
  return batches;
}

/** The ids of all records, ordered. */
export function idsOf(batches: readonly TrailBatch[]): readonly string[] {
  return batches
    .flatMap(({ records }) => records)
    .map((record) => String((record as { eventID?: unknown }).eventID))
    .sort();
}

const lastCursor = (batches: readonly TrailBatch[]) => batches.findLast(({ cursor }) => cursor)?.cursor;
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `id-${String(from + at).padStart(5, "0")}`);
const records = (names: readonly string[]) => names.map((id, at) => trailRecord(id, at % 60));

/** What every source of CloudTrail records keeps to. */
export function sourceContract(name: string, make: () => Promise<SourceFixture>): void {
  suite(`the contract of sources: ${name}`, () => {
    let fixture: SourceFixture;
    setup(async () => (fixture = await make()));
    teardown(async () => {
      stopReading();
      await fixture.remove();
    });

    test("gives every record, in batches of bounded size, and says when it has caught up", async () => {
      await fixture.deliver(records(ids(0, 1200)));
      await fixture.deliver(records(ids(1200, 1300)));
      const batches = await readUntil(fixture.open(false), undefined, () => false);
      assert.deepEqual(idsOf(batches), ids(0, 1300));
      assert.ok(batches.every((batch) => batch.records.length <= 1000));
      assert.deepEqual(
        batches.map(({ caughtUp }) => caughtUp),
        batches.map((batch) => batch === batches.at(-1)),
      );
    });

    test("catches up with nothing, too", async () => {
      const batches = await readUntil(fixture.open(false), undefined, () => false);
      assert.deepEqual([idsOf(batches), batches.at(-1)?.caughtUp], [[], true]);
    });

    test("goes on behind its cursor: what was given before does not come again", async () => {
      await fixture.deliver(records(ids(0, 10)));
      const cursor = lastCursor(await readUntil(fixture.open(false), undefined, () => false));
      assert.ok(cursor !== undefined);
      assert.deepEqual(idsOf(await readUntil(fixture.open(false), cursor, () => false)), []);
      await fixture.deliver(records(ids(10, 15)));
      assert.deepEqual(idsOf(await readUntil(fixture.open(false), cursor, () => false)), ids(10, 15));
    });

    test("stopped anywhere, nothing is lost by going on from the last cursor", async () => {
      for (let at = 0; at < 4; at++) await fixture.deliver(records(ids(at * 700, at * 700 + 700)));
      for (const stop of [1, 2, 4]) {
        const first = await readUntil(fixture.open(false), undefined, (_, all) => all.length >= stop);
        const rest = await readUntil(fixture.open(false), lastCursor(first), () => false);
        assert.deepEqual([...new Set(idsOf([...first, ...rest]))], ids(0, 2800));
      }
    });

    test("takes a cursor that is not its own as none", async () => {
      await fixture.deliver(records(ids(0, 3)));
      for (const cursor of ["", "{", "null", "[]", '{"source":"other","version":1,"files":[["a","b"]]}']) {
        const batches = await readUntil(fixture.open(false), cursor, () => false);
        assert.deepEqual(idsOf(batches), ids(0, 3), cursor);
      }
    });

    test("while following gives what comes later, with a watermark that does not pass the newest event", async () => {
      await fixture.deliver(records(ids(0, 3)));
      const batches = await readUntil(fixture.open(true), undefined, async ({ caughtUp }, all) => {
        if (caughtUp && idsOf(all).length === 3) await fixture.deliver(records(ids(3, 6)));
        return new Set(idsOf(all)).size === 6;
      });
      assert.deepEqual([...new Set(idsOf(batches))], ids(0, 6));
      for (const { watermark } of batches)
        assert.ok(watermark === undefined || watermark <= Date.UTC(2026, 0, 31, 12, 2));
    });

    test("ends without an error when the signal is aborted, also before it starts", async () => {
      await fixture.deliver(records(ids(0, 3)));
      const given: TrailBatch[] = [];
      for await (const batch of fixture.open(true).start(undefined, AbortSignal.abort())) given.push(batch);
      assert.deepEqual(idsOf(given), []);
    });
  });
}
