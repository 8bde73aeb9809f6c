import assert from "node:assert/strict";
import * as fc from "fast-check";
import { overlaps } from "../../../src/core/model/span.ts";
import type { Confidence } from "../../../src/core/model/severity.ts";
import { resolveOverlaps, type Spoken, type Voice } from "../../../src/core/secrets/resolve.ts";

function spoken(
  id: string,
  start: number,
  end: number,
  confidence: Confidence,
  voice: Voice = "provider",
): Spoken {
  return { voice, candidate: { id, title: id, span: { start, end }, confidence } };
}

function ids(list: readonly Spoken[]): string[] {
  return resolveOverlaps(list).map(({ id }) => id);
}

suite("resolving overlaps", () => {
  test("the more confident wins", () => {
    assert.deepEqual(ids([spoken("a", 0, 10, "medium"), spoken("b", 5, 9, "high")]), ["b"]);
  });

  test("of equally confident ones the longer wins, then the first", () => {
    assert.deepEqual(ids([spoken("a", 0, 10, "high"), spoken("b", 0, 12, "high")]), ["b"]);
    assert.deepEqual(ids([spoken("a", 0, 10, "high"), spoken("b", 0, 10, "high")]), ["a"]);
  });

  test("a provider's format beats what a name suggests, unless it is weak evidence", () => {
    assert.deepEqual(ids([spoken("generic", 0, 20, "high", "context"), spoken("a", 2, 10, "medium")]), ["a"]);
    assert.deepEqual(ids([spoken("generic", 0, 20, "medium", "context"), spoken("a", 2, 10, "low")]), [
      "generic",
    ]);
  });

  test("an official rule speaks only where no detector of our own does", () => {
    const official = spoken("official", 0, 20, "medium", "official");
    assert.deepEqual(ids([official, spoken("own", 10, 15, "low")]), ["own"]);
    assert.deepEqual(ids([official, spoken("own", 30, 35, "low")]), ["official", "own"]);
    assert.deepEqual(
      ids([
        spoken("long", 0, 100, "high"),
        spoken("own", 10, 12, "low"),
        spoken("late", 50, 60, "high", "official"),
      ]),
      ["long"],
    );
  });

  test("a long one that wins takes out all it covers, and one that loses takes out none", () => {
    const [a, b] = [spoken("a", 0, 5, "medium"), spoken("b", 6, 9, "high")];
    assert.deepEqual(ids([a, b, spoken("wide", 0, 20, "high")]), ["wide"]);
    assert.deepEqual(ids([a, spoken("lost", 2, 8, "low"), b]), ["a", "b"]);
  });

  test("keeps touching spans apart, in order", () => {
    assert.deepEqual(ids([spoken("b", 5, 9, "high"), spoken("a", 0, 5, "high")]), ["a", "b"]);
  });

  test("one that loses to a loser stays", () => {
    const chain = [spoken("a", 0, 5, "low"), spoken("b", 4, 9, "medium"), spoken("c", 8, 12, "high")];
    assert.deepEqual(ids(chain), ["a", "c"]);
  });

  test("never leaves an overlap, and drops nothing without a reason", () => {
    const list = fc.array(
      fc.record({
        start: fc.nat(60),
        size: fc.integer({ min: 1, max: 20 }),
        confidence: fc.constantFrom<Confidence>("high", "medium", "low", "near-miss"),
        voice: fc.constantFrom<Voice>("provider", "context", "official"),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(list, (records) => {
        const all = records.map(({ start, size, confidence, voice }, index) =>
          spoken(String(index), start, start + size, confidence, voice),
        );
        const kept = resolveOverlaps(all);
        kept.slice(1).forEach((one, index) => {
          assert.ok(kept[index]!.span.end <= one.span.start);
        });
        for (const { candidate, voice } of all) {
          if (kept.includes(candidate)) continue;
          const rivals = voice === "official" ? all.map((other) => other.candidate) : kept;
          assert.ok(rivals.some((other) => other !== candidate && overlaps(other.span, candidate.span)));
        }
      }),
    );
  });
});
