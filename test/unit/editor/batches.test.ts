import assert from "node:assert/strict";
import type { WalkEntry } from "../../../src/adapters/node/walk.ts";
import { inBatches, type Batch } from "../../../src/features/workspaceScan/batches.ts";

function* walkOf(count: number): Generator<WalkEntry> {
  for (let index = 0; index < count; index++) {
    if (index % 10 === 9) yield { kind: "skipped", name: `s${index}`, reason: "binary" };
    else yield { kind: "file", path: `/w/f${index}`, name: `f${index}` };
  }
}

async function collect(walk: Iterable<WalkEntry>, signal: AbortSignal, onTurn = () => {}): Promise<Batch[]> {
  const batches: Batch[] = [];
  const nextTurn = async (): Promise<void> => onTurn();
  for await (const batch of inBatches(walk, nextTurn, signal)) batches.push(batch);
  return batches;
}

suite("batches of a walk", () => {
  test("every file and every skipped entry comes once, in order", async () => {
    const batches = await collect(walkOf(200), new AbortController().signal);
    const expected = [...walkOf(200)];
    const names = (kind: WalkEntry["kind"]): string[] =>
      expected.filter((entry) => entry.kind === kind).map(({ name }) => name);
    assert.deepEqual(
      batches.flatMap(({ files }) => files.map(({ name }) => name)),
      names("file"),
    );
    assert.deepEqual(
      batches.flatMap(({ skipped }) => skipped.map(({ name }) => name)),
      names("skipped"),
    );
    assert.ok(batches.every(({ files }) => files.length <= 24));
  });

  test("skipped entries without a file are not lost, and an empty walk gives nothing", async () => {
    const only: WalkEntry[] = [{ kind: "skipped", name: "a", reason: "unreadable" }];
    const { signal } = new AbortController();
    assert.deepEqual(await collect(only, signal), [
      { files: [], skipped: [{ name: "a", reason: "unreadable" }] },
    ]);
    assert.deepEqual(await collect([], signal), []);
  });

  test("the event loop turns on a long walk, and an abort there ends it", async () => {
    const abort = new AbortController();
    let turns = 0;
    const batches = await collect(walkOf(10_000), abort.signal, () => {
      if (++turns === 3) abort.abort();
    });
    assert.equal(turns, 3);
    assert.ok(batches.length < 20);
  });
});
