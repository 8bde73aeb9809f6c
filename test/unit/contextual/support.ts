import assert from "node:assert/strict";
import { buildAutomaton } from "../../../src/core/secrets/automaton.ts";
import { contextDetectors } from "../../../src/core/secrets/contextual/contextDetectors.ts";
import type { Candidate, ContextDetector, KeywordHit } from "../../../src/core/secrets/detector.ts";
import { randomFrom, type Random } from "../../../src/core/secrets/detectors/generate.ts";
import type { Confidence } from "../../../src/core/model/severity.ts";

/** A candidate with the text it covers. */
export interface Found extends Candidate {
  readonly value: string;
}

export interface DetectOptions {
  readonly path?: string;
  readonly inner?: (text: string) => readonly Candidate[];
  readonly detectors?: readonly ContextDetector[];
}

const automata = new WeakMap<ContextDetector, ReturnType<typeof buildAutomaton>>();

function automatonOf(detector: ContextDetector): ReturnType<typeof buildAutomaton> {
  const known = automata.get(detector) ?? buildAutomaton(detector.keywords);
  automata.set(detector, known);
  return known;
}

/** Every occurrence of a detector's keywords, as the engine hands them over. */
export function hitsOf(detector: ContextDetector, text: string): KeywordHit[] {
  if (detector.keywords.length === 0) return [];
  const hits: KeywordHit[] = [];
  automatonOf(detector).run(text, (index, end) => {
    const keyword = detector.keywords[index]!;
    hits.push({ keyword, start: end - keyword.length, end });
  });
  return hits;
}

/** What the context detectors see in a text, in the order of the detectors. */
export function detectIn(text: string, options: DetectOptions = {}): Found[] {
  const context = { path: options.path ?? "", inner: options.inner ?? (() => []) };
  return (options.detectors ?? contextDetectors).flatMap((detector) => {
    const hits = hitsOf(detector, text);
    if (hits.length === 0 && detector.keywords.length > 0) return [];
    return [...detector.detect(text, hits, context)].map((candidate) => ({
      ...candidate,
      value: text.slice(candidate.span.start, candidate.span.end),
    }));
  });
}

let draw = randomFrom("contextual");

// By the test's title, so that its values are the same whatever ran before it.
setup(function () {
  draw = randomFrom(`contextual/${this.currentTest?.fullTitle() ?? ""}`);
});

/** A made-up value, the same on every run of a test. */
export const made: Random = (alphabet, length) => draw(alphabet, length);

/** Letters of both cases and digits, as most tokens are. */
export function token(length = 32): string {
  return made("base62", length);
}

/** A value as a person makes one up: words, digits and a sign, so that no generator's alphabet fits. */
export function chosen(): string {
  return ["Blue", "fish", "!", "27"].join("");
}

/** Asserts that one candidate covers exactly the value, with the confidence and rule given. */
export function expectFound(
  text: string,
  value: string,
  expected: { id?: string; confidence?: Confidence },
  options: DetectOptions = {},
): void {
  const found = detectIn(text, options).filter((one) => one.value === value);
  assert.ok(found.length > 0, `not found in ${shape(text, value)}`);
  const fits = found.some(
    ({ id, confidence }) => id === (expected.id ?? id) && confidence === (expected.confidence ?? confidence),
  );
  const seen = found.map(({ id, confidence }) => `${id} ${confidence}`).join(", ");
  assert.ok(fits, `found as ${seen} in ${shape(text, value)}`);
}

/** Asserts that nothing is found at medium or above. */
export function expectQuiet(text: string, options: DetectOptions = {}): void {
  const loud = detectIn(text, options).filter(
    ({ confidence }) => confidence === "high" || confidence === "medium",
  );
  assert.deepEqual(
    loud.map(({ id }) => id),
    [],
    `too loud on ${text.slice(0, 80)}`,
  );
}

function shape(text: string, value: string): string {
  return text.replaceAll(value, "…").slice(0, 120);
}
