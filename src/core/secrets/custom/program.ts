import { tester } from "./charSet.ts";
import { parsePattern } from "./parsePattern.ts";
import { PatternError } from "./patternError.ts";
import type { PatternNode } from "./patternTree.ts";

/** What a step of a program does. */
export const operation = {
  /** Takes a character of a set. */
  unit: 0,
  /** Goes on at both places, the first preferred. */
  split: 1,
  jump: 2,
  valueStart: 3,
  valueEnd: 4,
  match: 5,
  start: 6,
  end: 7,
  word: 8,
  "not-word": 9,
} as const;

/** A pattern, ready to run: see `findMatch`. Lists are by step. */
export interface Program {
  /** Of `operation`. */
  readonly operations: Uint8Array;
  /** Where a jump or the preferred way of a split goes; of `unit`, which of the sets. */
  readonly first: Int32Array;
  /** Where the other way of a split goes. */
  readonly second: Int32Array;
  readonly sets: readonly ((unit: number) => boolean)[];
  /** Of each set in turn, 256 entries: 1 for the code units below 256 that it holds. */
  readonly table: Uint8Array;
  /** Whether a match can begin with the code unit; undefined when a match may be empty. */
  readonly begins: ((unit: number) => boolean) | undefined;
}

/** A step under construction. */
interface Step {
  readonly what: number;
  first: number;
  second: number;
}

interface Draft {
  readonly steps: Step[];
  readonly sets: ((unit: number) => boolean)[];
}

/** Longest program: what a single character of a text may cost at worst. */
const maxSteps = 3_000;

/**
 * Compiles a pattern into steps for a machine whose time is linear in the text (Thompson's construction).
 * @throws PatternError when it cannot be read or is too large
 */
export function compilePattern(source: string, flags = ""): Program {
  return compileTree(parsePattern(source, flags));
}

/** As `compilePattern`, of a pattern that was read already. @throws PatternError when it is too large */
export function compileTree(tree: PatternNode): Program {
  const draft: Draft = { steps: [], sets: [] };
  emit(tree, draft);
  push(draft, operation.match);
  const { steps, sets } = draft;
  return {
    operations: Uint8Array.from(steps, ({ what }) => what),
    first: Int32Array.from(steps, ({ first }) => first),
    second: Int32Array.from(steps, ({ second }) => second),
    sets,
    table: Uint8Array.from({ length: 256 * sets.length }, (_, index) =>
      sets[index >> 8]!(index & 255) ? 1 : 0,
    ),
    begins: beginnings(draft),
  };
}

function push({ steps }: Draft, what: number, first = 0): Step {
  if (steps.length >= maxSteps) {
    throw new PatternError("the pattern is too large: lower its counts, such as {1,500}, or split it up");
  }
  const step = { what, first, second: 0 };
  steps.push(step);
  return step;
}

function emit(node: PatternNode, draft: Draft): void {
  switch (node.kind) {
    case "set":
      push(draft, operation.unit, setIndex(draft, tester(node.set)));
      return;
    case "assertion":
      push(draft, operation[node.what]);
      return;
    case "sequence":
      for (const part of node.nodes) emit(part, draft);
      return;
    case "value":
      push(draft, operation.valueStart);
      emit(node.node, draft);
      push(draft, operation.valueEnd);
      return;
    case "choice":
      emitChoice(node.nodes, draft);
      return;
    case "repeat":
      emitRepeat(node, draft);
      return;
  }
}

function setIndex({ sets }: Draft, holds: (unit: number) => boolean): number {
  const known = sets.indexOf(holds);
  return known < 0 ? sets.push(holds) - 1 : known;
}

function emitChoice(nodes: readonly PatternNode[], draft: Draft): void {
  const { steps } = draft;
  const jumps: Step[] = [];
  nodes.forEach((node, index) => {
    if (index === nodes.length - 1) {
      emit(node, draft);
      return;
    }
    const split = push(draft, operation.split, steps.length + 1);
    emit(node, draft);
    jumps.push(push(draft, operation.jump));
    split.second = steps.length;
  });
  for (const jump of jumps) jump.first = steps.length;
}

function emitRepeat(
  { node, min, max, greedy }: Extract<PatternNode, { kind: "repeat" }>,
  draft: Draft,
): void {
  const { steps } = draft;
  for (let count = 0; count < min; count++) {
    const before = steps.length;
    emit(node, draft);
    // What matches nothing need not be repeated; nested, that would be a loop of a billion rounds.
    if (steps.length === before) return;
  }
  const branch = (): ((end: number) => void) => {
    const split = push(draft, operation.split);
    const body = steps.length;
    return (end) => {
      [split.first, split.second] = greedy ? [body, end] : [end, body];
    };
  };
  if (max === Infinity) {
    const start = steps.length;
    const close = branch();
    emit(node, draft);
    push(draft, operation.jump, start);
    close(steps.length);
    return;
  }
  const open: ((end: number) => void)[] = [];
  for (let count = min; count < max; count++) {
    open.push(branch());
    emit(node, draft);
  }
  for (const close of open) close(steps.length);
}

function beginnings({ steps, sets }: Draft): Program["begins"] {
  const tests = new Set<(unit: number) => boolean>();
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const step = steps[at];
    if (step === undefined || step.what === operation.match) return undefined;
    if (seen.has(at)) continue;
    seen.add(at);
    if (step.what === operation.unit) tests.add(sets[step.first]!);
    else if (step.what === operation.split) open.push(step.first, step.second);
    else open.push(step.what === operation.jump ? step.first : at + 1);
  }
  const all = [...tests];
  const table = Uint8Array.from({ length: 256 }, (_, unit) => (all.some((test) => test(unit)) ? 1 : 0));
  return (unit) => (unit < 256 ? table[unit] === 1 : all.some((test) => test(unit)));
}
