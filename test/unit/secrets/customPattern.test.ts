import assert from "node:assert/strict";
import fc from "fast-check";
import { findMatch, type Budget } from "../../../src/core/secrets/custom/findMatch.ts";
import { compilePattern } from "../../../src/core/secrets/custom/program.ts";

/** All matches in one line of text, as `[start, end, start of the value, end of the value]`. */
function matchesOf(pattern: string, text: string, flags = "", budget: Budget = { steps: 1e9 }): number[][] {
  const program = compilePattern(pattern, flags);
  const line = { start: 0, end: text.length };
  const found: number[][] = [];
  for (let from = 0; from <= text.length;) {
    const match = findMatch(program, { text, from, to: text.length, line }, budget);
    if (!match) break;
    found.push([match.start, match.end, match.value.start, match.value.end]);
    from = Math.max(match.end, match.start + 1);
  }
  return found;
}

/** The same by the JavaScript engine. */
function nativeMatches(pattern: string, text: string, flags = ""): number[][] {
  return [...text.matchAll(new RegExp(pattern, `dg${flags}`))].map((match) => {
    const whole = [match.index, match.index + match[0].length];
    return [...whole, ...(match.indices?.groups?.["value"] ?? whole)];
  });
}

interface Piece {
  readonly source: string;
  readonly mayBeEmpty: boolean;
}

function oneOf(mayBeEmpty: boolean, ...sources: readonly string[]): fc.Arbitrary<Piece> {
  return fc.constantFrom(...sources).map((source) => ({ source, mayBeEmpty }));
}

/** Small patterns: the other engine's time may grow without bounds with their nesting. */
const piece: fc.Arbitrary<string> = fc
  .letrec<{ atom: Piece; sequence: Piece; choice: Piece; part: Piece }>((tie) => ({
    atom: fc.oneof(
      { maxDepth: 2, depthIdentifier: "group" },
      { weight: 6, arbitrary: oneOf(false, "a", "b", "c", "_", "[ab]", "[^a]", "\\w", "\\d", ".", "\\.") },
      { weight: 1, arbitrary: oneOf(true, "\\b", "\\B", "^", "$") },
      {
        weight: 2,
        arbitrary: tie("choice").map(({ source, mayBeEmpty }) => ({ source: `(?:${source})`, mayBeEmpty })),
      },
    ),
    part: fc
      .tuple(
        tie("atom"),
        fc.constantFrom("", "", "", "+", "{2}", "{1,3}", "{2,}", "+?", "{1,3}?", "*", "?", "*?", "??"),
      )
      // Engines differ in what a repeat of nothing prefers.
      .map(([{ source, mayBeEmpty }, count]) =>
        mayBeEmpty ? { source, mayBeEmpty } : { source: source + count, mayBeEmpty: /^[*?]/.test(count) },
      ),
    sequence: fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((parts) => ({
      source: parts.map(({ source }) => source).join(""),
      mayBeEmpty: parts.every(({ mayBeEmpty }) => mayBeEmpty),
    })),
    choice: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((all) => ({
      source: all.map(({ source }) => source).join("|"),
      mayBeEmpty: all.some(({ mayBeEmpty }) => mayBeEmpty),
    })),
  }))
  .choice.map(({ source }) => source);

suite("the pattern machine of custom rules", () => {
  test("finds what the JavaScript engine finds, place by place", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "B", "_", ".", "1", " "), maxLength: 24 });
    fc.assert(
      fc.property(piece, piece, text, fc.constantFrom("", "i"), (first, second, subject, flags) => {
        const pattern = `(?:${first})(?<value>${second})`;
        assert.deepEqual(matchesOf(pattern, subject, flags), nativeMatches(pattern, subject, flags));
      }),
      { numRuns: 1000 },
    );
  });
});
