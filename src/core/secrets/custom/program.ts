import { tester } from "./charSet.ts";
import { parsePattern } from "./parsePattern.ts";
import { PatternError } from "./patternError.ts";
import type { Assertion, PatternNode } from "./patternTree.ts";

/** One step of a program. `next`, `first` and `second` are positions in it. */
type Instruction =
  | { readonly op: "unit"; readonly holds: (unit: number) => boolean }
  | { readonly op: "assertion"; readonly what: Assertion }
  /** Goes on at both places, the first preferred. */
  | { op: "split"; first: number; second: number }
  | { op: "jump"; next: number }
  | { readonly op: "value-start" | "value-end" | "match" };

/** A pattern, ready to run: see `findMatch`. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** Whether a match can begin with the code unit; undefined when a match may be empty. */
  readonly begins: ((unit: number) => boolean) | undefined;
}

/** Longest program: what a single character of a text may cost at worst. */
const maxInstructions = 3_000;

/**
 * Compiles a pattern into steps for a machine whose time is linear in the text (Thompson's construction).
 * @throws PatternError when it cannot be read or is too large
 */
export function compilePattern(source: string, flags = ""): Program {
  return compileTree(parsePattern(source, flags));
}

/** As `compilePattern`, of a pattern that was read already. @throws PatternError when it is too large */
export function compileTree(tree: PatternNode): Program {
  const instructions: Instruction[] = [];
  emit(tree, instructions);
  push(instructions, { op: "match" });
  return { instructions, begins: beginnings(instructions) };
}

function push<T extends Instruction>(into: Instruction[], instruction: T): T {
  if (into.length >= maxInstructions) {
    throw new PatternError("the pattern is too large: lower its counts, such as {1,500}, or split it up");
  }
  into.push(instruction);
  return instruction;
}

function emit(node: PatternNode, into: Instruction[]): void {
  switch (node.kind) {
    case "set":
      push(into, { op: "unit", holds: tester(node.set) });
      return;
    case "assertion":
      push(into, { op: "assertion", what: node.what });
      return;
    case "sequence":
      for (const part of node.nodes) emit(part, into);
      return;
    case "value":
      push(into, { op: "value-start" });
      emit(node.node, into);
      push(into, { op: "value-end" });
      return;
    case "choice":
      emitChoice(node.nodes, into);
      return;
    case "repeat":
      emitRepeat(node, into);
      return;
  }
}

function emitChoice(nodes: readonly PatternNode[], into: Instruction[]): void {
  const jumps: { next: number }[] = [];
  nodes.forEach((node, index) => {
    if (index === nodes.length - 1) {
      emit(node, into);
      return;
    }
    const split = push(into, { op: "split", first: into.length + 1, second: 0 });
    emit(node, into);
    jumps.push(push(into, { op: "jump", next: 0 }));
    split.second = into.length;
  });
  for (const jump of jumps) jump.next = into.length;
}

function emitRepeat(
  { node, min, max, greedy }: Extract<PatternNode, { kind: "repeat" }>,
  into: Instruction[],
): void {
  for (let count = 0; count < min; count++) {
    const before = into.length;
    emit(node, into);
    // What matches nothing need not be repeated; nested, that would be a loop of a billion rounds.
    if (into.length === before) return;
  }
  const branch = (): ((end: number) => void) => {
    const split = push(into, { op: "split", first: 0, second: 0 });
    const body = into.length;
    return (end) => {
      [split.first, split.second] = greedy ? [body, end] : [end, body];
    };
  };
  if (max === Infinity) {
    const start = into.length;
    const close = branch();
    emit(node, into);
    push(into, { op: "jump", next: start });
    close(into.length);
    return;
  }
  const open: ((end: number) => void)[] = [];
  for (let count = min; count < max; count++) {
    open.push(branch());
    emit(node, into);
  }
  for (const close of open) close(into.length);
}

function beginnings(instructions: readonly Instruction[]): Program["begins"] {
  const tests = new Set<(unit: number) => boolean>();
  const seen = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const step = instructions[at];
    if (step === undefined || step.op === "match") return undefined;
    if (step.op === "unit") tests.add(step.holds);
    else if (step.op === "split") open.push(step.first, step.second);
    else open.push(step.op === "jump" ? step.next : at + 1);
  }
  const all = [...tests];
  const table = Uint8Array.from({ length: 256 }, (_, unit) => (all.some((test) => test(unit)) ? 1 : 0));
  return (unit) => (unit < 256 ? table[unit] === 1 : all.some((test) => test(unit)));
}
