import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  widen,
  type ChangeWindow,
  type Replacement,
} from "../../../src/features/diagnostics/changeWindow.ts";

suite("change window", () => {
  test("is none without a change, and exactly the change after one", () => {
    assert.equal(widen(undefined, []), undefined);
    const change = { rangeOffset: 3, rangeLength: 2, text: "abcd" };
    assert.deepEqual(widen(undefined, [change]), { start: 3, oldEnd: 5, newEnd: 7 });
  });

  test("covers changes apart from each other, listed from the end as the editor does", () => {
    const changes = [
      { rangeOffset: 20, rangeLength: 1, text: "" },
      { rangeOffset: 2, rangeLength: 0, text: "xx" },
    ];
    assert.deepEqual(widen(undefined, changes), { start: 2, oldEnd: 21, newEnd: 22 });
  });

  test("what is outside the window stays the same through any sequence of changes", () => {
    const step = fc.record({ at: fc.nat(), length: fc.nat(6), text: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(step, { maxLength: 8 }), (before, steps) => {
        let after = before;
        let window: ChangeWindow | undefined;
        for (const { at, length, text } of steps) {
          const rangeOffset = at % (after.length + 1);
          const rangeLength = Math.min(length, after.length - rangeOffset);
          const replacement: Replacement = { rangeOffset, rangeLength, text };
          after = after.slice(0, rangeOffset) + text + after.slice(rangeOffset + rangeLength);
          window = widen(window, [replacement]);
        }
        if (!window) return assert.equal(after, before);
        assert.equal(after.slice(0, window.start), before.slice(0, window.start));
        assert.equal(after.slice(window.newEnd), before.slice(window.oldEnd));
        assert.ok(window.start <= window.newEnd && window.start <= window.oldEnd);
      }),
    );
  });
});
