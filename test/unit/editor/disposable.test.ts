import assert from "node:assert/strict";
import { createDisposables } from "../../../src/editor/disposable.ts";

suite("disposables", () => {
  test("end in reverse order, once", () => {
    const ended: number[] = [];
    const all = createDisposables();
    for (const id of [1, 2, 3]) all.add({ dispose: () => ended.push(id) });
    all.dispose();
    all.dispose();
    assert.deepEqual(ended, [3, 2, 1]);
  });

  test("what is added late ends at once", () => {
    const all = createDisposables();
    all.dispose();
    let ended = false;
    all.add({ dispose: () => (ended = true) });
    assert.equal(ended, true);
  });

  test("a failing member does not keep the others alive, and is reported", () => {
    const all = createDisposables();
    let ended = false;
    all.add({ dispose: () => (ended = true) });
    all.add({
      dispose() {
        throw new Error("stuck");
      },
    });
    assert.throws(() => all.dispose(), AggregateError);
    assert.equal(ended, true);
  });
});
