import assert from "node:assert/strict";
import * as fc from "fast-check";
import { mapLines } from "../../../src/core/model/lines.ts";

suite("line index", () => {
  test("knows every kind of line end", () => {
    const index = mapLines("a\nbc\r\nd\re");
    assert.deepEqual(index.at(0), { line: 0, character: 0 });
    assert.deepEqual(index.at(3), { line: 1, character: 1 });
    assert.deepEqual(index.at(6), { line: 2, character: 0 });
    assert.deepEqual(index.at(8), { line: 3, character: 0 });
    assert.deepEqual(index.at(9), { line: 3, character: 1 });
  });

  test("counts UTF-16 code units and moves offsets outside to the nearest end", () => {
    const index = mapLines("😀x\n");
    assert.deepEqual(index.at(2), { line: 0, character: 2 });
    assert.deepEqual(index.at(-5), { line: 0, character: 0 });
    assert.deepEqual(index.at(99), { line: 1, character: 0 });
    assert.deepEqual(mapLines("").at(0), { line: 0, character: 0 });
  });

  test("agrees with counting from the start", () => {
    const texts = fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "😀"), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.nat(80), (parts, offset) => {
        const text = parts.join("");
        const at = Math.min(offset, text.length);
        // An offset between CR and LF is on the line that they end.
        const cut = text[at - 1] === "\r" && text[at] === "\n" ? at - 1 : at;
        const lines = text.slice(0, cut).split(/\r\n|\n|\r/);
        const expected = { line: lines.length - 1, character: (lines.at(-1) ?? "").length + (at - cut) };
        assert.deepEqual(mapLines(text).at(offset), expected);
      }),
    );
  });
});
