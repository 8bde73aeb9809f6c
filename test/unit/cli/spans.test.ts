import assert from "node:assert/strict";
import { spansToMask, spansWithin } from "../../../src/cli/spans.ts";

suite("spans to mask", () => {
  const span = (start: number, end: number) => ({ start, end });

  test("are those found, and those seen where nothing was found, joined where they overlap", () => {
    const found = [span(10, 20), span(40, 50)];
    const seen = [span(5, 20), span(45, 60), span(25, 30), span(28, 35), span(70, 71)];
    assert.deepEqual(spansToMask(found, seen), [span(10, 20), span(25, 35), span(40, 50), span(70, 71)]);
    assert.deepEqual(spansToMask([], []), []);
  });

  test("within a window share a code unit with it", () => {
    const spans = [span(0, 5), span(5, 10), span(12, 14), span(20, 30)];
    assert.deepEqual(spansWithin(spans, span(5, 13)), [span(5, 10), span(12, 14)]);
    assert.deepEqual(spansWithin(spans, span(10, 12)), []);
    assert.deepEqual(spansWithin(spans, span(29, 99)), [span(20, 30)]);
  });
});
