import assert from "node:assert/strict";
import type { Candidate, ContextDetector, Detector } from "../../../src/core/secrets/detector.ts";
import { createEngine } from "../../../src/core/secrets/engine.ts";

const word: Detector = {
  id: "word",
  title: "Word",
  keywords: ["tok_"],
  pattern: /tok_[a-z]{4,40}/g,
  reach: { before: 8, after: 16 },
  confidence: "high",
};
const grouped: Detector = {
  id: "grouped",
  title: "Grouped",
  keywords: ["name"],
  pattern: /name=(?<value>[a-z]{4})/g,
  confidence: "medium",
};

function engineOf(detectors: readonly Detector[], contexts: readonly ContextDetector[] = []) {
  return createEngine({ detectors, blocks: [], contexts, watched: [["http", "ftp"], ["npm_"]] });
}

function values(text: string, candidates: readonly Candidate[]): string[] {
  return candidates.map(({ span }) => text.slice(span.start, span.end));
}

suite("the engine", () => {
  test("reports the whole match, or exactly the group named value", () => {
    const text = "value name name=name tok_abcd.";
    const { candidates } = engineOf([word, grouped]).detect(text, { path: "" });
    assert.deepEqual(values(text, candidates), ["tok_abcd", "name"]);
    assert.deepEqual(candidates[1]!.span, { start: 16, end: 20 });
  });

  test("drops a match that runs into the end of its reach", () => {
    const text = `tok_${"a".repeat(30)} tok_${"b".repeat(6)} end of text`;
    const { candidates } = engineOf([word]).detect(text, { path: "" });
    assert.deepEqual(values(text, candidates), ["tok_bbbbbb"]);
  });

  test("takes a match at the very start and end of the text", () => {
    const { candidates } = engineOf([word]).detect("tok_abcd", { path: "" });
    assert.equal(candidates.length, 1);
  });

  test("reads each window once, however often its keyword occurs", () => {
    let checks = 0;
    const counting: Detector = {
      ...word,
      check: () => {
        checks++;
        return { confidence: "high" };
      },
    };
    const { candidates } = engineOf([counting]).detect("tok_abcd ".repeat(1000), { path: "" });
    assert.equal(candidates.length, 1000);
    assert.equal(checks, 1000);
  });

  test("lets a check drop a match, or say more about it", () => {
    const picky: Detector = {
      ...word,
      check: ({ value, span, text, path }) => {
        assert.equal(text.slice(span.start, span.end), value);
        assert.equal(path, "a.txt");
        return value === "tok_good"
          ? { confidence: "low", reason: "it is good", data: { kind: "x" } }
          : undefined;
      },
    };
    const { candidates } = engineOf([picky]).detect("tok_evil tok_good", { path: "a.txt" });
    assert.deepEqual(
      candidates.map(({ confidence, reason, data }) => ({ confidence, reason, data })),
      [{ confidence: "low", reason: "it is good", data: { kind: "x" } }],
    );
  });

  test("does not loop on a pattern that matches nothing", () => {
    const empty: Detector = { ...word, pattern: /x{0,2}/g };
    assert.ok(engineOf([empty]).detect("tok_ ".repeat(20), { path: "" }).candidates.length > 0);
  });

  test("gives context detectors their hits in order, and a way to look into decoded text", () => {
    const seen: string[] = [];
    const context: ContextDetector = {
      rules: [{ id: "context", title: "Context" }],
      keywords: ["alpha", "pha="],
      *detect(text, hits, { inner, path }) {
        seen.push(
          path,
          ...hits.map(({ keyword, start, end }) => `${keyword}@${start}-${end}:${text.slice(start, end)}`),
        );
        yield* inner("decoded tok_abcd alpha=");
      },
    };
    const { candidates } = engineOf([word], [context]).detect("ALPHA=1 tok_wxyz", { path: "p" });
    assert.deepEqual(seen, ["p", "alpha@0-5:ALPHA", "pha=@2-6:PHA="]);
    assert.deepEqual(
      candidates.map(({ span }) => span.start),
      [8, 8],
    );
  });

  test("tells which watched keywords occur", () => {
    const engine = engineOf([word]);
    assert.deepEqual(engine.detect("see FTP here", { path: "" }).met, [true, false]);
    assert.deepEqual(engine.detect("nothing", { path: "" }).met, [false, false]);
  });
});
