import assert from "node:assert/strict";
import * as fc from "fast-check";
import { buildAutomaton } from "../../../src/core/secrets/automaton.ts";
import { addWindow, buildPrefilter, type Windows } from "../../../src/core/secrets/prefilter.ts";

/** Every occurrence by plain search, as `end:keyword`. */
function naive(keywords: readonly string[], text: string): string[] {
  const folded = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const found: string[] = [];
  for (const keyword of keywords) {
    for (let at = folded.indexOf(keyword); at >= 0; at = folded.indexOf(keyword, at + 1)) {
      found.push(`${at + keyword.length}:${keyword}`);
    }
  }
  return found.sort();
}

/** Long enough for the automaton to make its table, and without a keyword. */
const warmUp = "\n".repeat(10_000);

/** Every occurrence in the order reported, as `end:keyword`: before and after the table is made. */
function found(keywords: readonly string[], text: string): { plain: string[]; table: string[] } {
  const automaton = buildAutomaton(keywords);
  const hitsIn = (whole: string): string[] => {
    const hits: string[] = [];
    automaton.run(whole, (index, end) => hits.push(`${end}:${keywords[index]!}`));
    return hits;
  };
  const plain = hitsIn(text);
  assert.deepEqual(hitsIn(warmUp), []);
  return { plain, table: hitsIn(text) };
}

suite("the automaton", () => {
  test("finds what a plain search finds", () => {
    const keyword = fc.string({ unit: fc.constantFrom("a", "b", "c", "-", "_"), minLength: 1, maxLength: 5 });
    const text = fc.string({
      unit: fc.constantFrom("a", "b", "c", "A", "B", "-", "_", "é", "\ud800", "\0"),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.uniqueArray(keyword, { minLength: 1, maxLength: 12 }), text, (keywords, haystack) => {
        const { plain, table } = found(keywords, haystack);
        assert.deepEqual(table.toSorted(), naive(keywords, haystack));
        assert.deepEqual(plain, table, "the order differs");
      }),
    );
  });

  test("reports hits by end offset, the longest first", () => {
    const hits = ["3:ab", "3:b", "5:abab", "5:ab", "5:b", "7:abab", "7:ab", "7:b"];
    assert.deepEqual(found(["ab", "b", "abab"], "xABABab"), { plain: hits, table: hits });
  });

  test("folds ASCII letters only", () => {
    // The Kelvin sign has the small letter k, and the dotted capital I has two.
    for (const hits of Object.values(found(["key"], "\u0130\u0130 \u212aey KEY")))
      assert.deepEqual(hits, ["10:key"]);
  });

  test("refuses keywords that are empty, repeated, capital or not ASCII", () => {
    for (const keywords of [[""], ["a", "a"], ["Key"], ["clé"]]) {
      assert.throws(() => buildAutomaton(keywords), RangeError);
    }
  });
});

suite("the prefilter", () => {
  test("tells the owners of a keyword by group", () => {
    const { keywords, owners } = buildPrefilter([[["a", "b"], ["b"]], [["b", "c"]]]);
    assert.deepEqual(keywords, ["a", "b", "c"]);
    assert.deepEqual(owners, [
      [[0], [0, 1], []],
      [[], [0], [0]],
    ]);
  });

  test("merges windows into the union of all stretches", () => {
    const stretches = fc.array(fc.record({ at: fc.nat(200), before: fc.nat(60), after: fc.nat(60) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(stretches, (list) => {
        const windows: Windows = [];
        const covered = new Set<number>();
        for (const { at, before, after } of list.toSorted((a, b) => a.at - b.at)) {
          const [start, end] = [Math.max(0, at - before), at + after];
          addWindow(windows, start, end);
          for (let unit = start; unit < end; unit++) covered.add(unit);
        }
        const merged = new Set<number>();
        for (let index = 0; index < windows.length; index += 2) {
          if (index > 0) assert.ok(windows[index]! > windows[index - 1]!, "windows touch");
          for (let unit = windows[index]!; unit < windows[index + 1]!; unit++) merged.add(unit);
        }
        assert.deepEqual(
          [...covered].filter((unit) => !merged.has(unit)),
          [],
        );
      }),
    );
  });
});
