import type { Span } from "../../model/span.ts";
import { tester } from "./charSet.ts";
import { wordSet } from "./classEscapes.ts";
import type { Assertion } from "./patternTree.ts";
import type { Program } from "./program.ts";

/** Steps that may still be taken. Below 0 a search ends without a match. */
export interface Budget {
  steps: number;
}

/** A match and the value in it, in offsets of the text. */
export interface PatternMatch extends Span {
  /** What the group named `value` holds, else the whole match. */
  readonly value: Span;
}

/** Where to search. Assertions look at the text around, and `^ $` mean the ends of the line. */
export interface Field {
  readonly text: string;
  /** The search begins here. */
  readonly from: number;
  /** No character from here on is looked at, but for `\b`. */
  readonly to: number;
  readonly line: Span;
}

/** Threads of the machine: where in the program each stands, best first, and the value it saw. */
interface Threads {
  readonly at: Int32Array;
  count: number;
  /** By position in the program: the match's start, the value's start and end (-1: none). */
  readonly start: Int32Array;
  readonly valueStart: Int32Array;
  readonly valueEnd: Int32Array;
  /** By position in the program: the step at which it was last reached. */
  readonly reached: Int32Array;
}

const isWord = tester(wordSet);

/** Threads of a program, kept from one search to the next. */
const workspaces = new WeakMap<Program, readonly [Threads, Threads]>();

function threadsOf(program: Program): [Threads, Threads] {
  const size = program.instructions.length;
  const known = workspaces.get(program) ?? ([createThreads(size), createThreads(size)] as const);
  workspaces.set(program, known);
  for (const threads of known) {
    threads.count = 0;
    threads.reached.fill(-1);
  }
  return [known[0], known[1]];
}

function createThreads(size: number): Threads {
  const list = (): Int32Array => new Int32Array(size);
  return {
    at: list(),
    count: 0,
    start: list(),
    valueStart: list(),
    valueEnd: list(),
    reached: list(),
  };
}

function holds(what: Assertion, { text, line }: Field, at: number): boolean {
  if (what === "start") return at === line.start;
  if (what === "end") return at === line.end;
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  return (before !== after) === (what === "word");
}

/**
 * The first match, as a backtracking search would find it, in time linear in the text: all ways through the program advance
 * together (Pike's machine). Undefined when there is none, or when the budget ended.
 */
export function findMatch(program: Program, field: Field, budget: Budget): PatternMatch | undefined {
  const { text, from, to } = field;
  const { instructions, begins } = program;
  let [threads, following] = threadsOf(program);
  budget.steps -= instructions.length >> 4;
  let found: PatternMatch | undefined;
  for (let at = from; budget.steps >= 0; at++) {
    if (threads.count === 0) {
      if (found) return found;
      const begin = nextBeginning(program, field, at);
      budget.steps -= (begin - at) >> 2;
      at = begin;
    }
    const unit = at < to ? text.charCodeAt(at) : -1;
    if (!found && (begins === undefined || (unit >= 0 && begins(unit)))) {
      follow(program, field, threads, { pc: 0, at, start: at, valueStart: -1, valueEnd: -1 }, budget);
    }
    following.count = 0;
    for (let index = 0; index < threads.count; index++) {
      const pc = threads.at[index]!;
      const step = instructions[pc]!;
      const [start, valueStart, valueEnd] = [
        threads.start[pc]!,
        threads.valueStart[pc]!,
        threads.valueEnd[pc]!,
      ];
      if (step.op === "match") {
        const value = valueEnd < 0 ? { start, end: at } : { start: valueStart, end: valueEnd };
        found = { start, end: at, value };
        break;
      }
      if (step.op !== "unit" || unit < 0 || !step.holds(unit)) continue;
      follow(program, field, following, { pc: pc + 1, at: at + 1, start, valueStart, valueEnd }, budget);
    }
    [threads, following] = [following, threads];
    if (at >= to) return found;
  }
  return undefined;
}

/** Where the next match may begin. */
function nextBeginning({ begins }: Program, { text, to }: Field, from: number): number {
  if (begins === undefined) return from;
  let at = from;
  while (at < to && !begins(text.charCodeAt(at))) at++;
  return at;
}

interface Thread {
  readonly pc: number;
  readonly at: number;
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Adds a thread, and all that it becomes before the next character, in the order of preference. */
function follow(program: Program, field: Field, into: Threads, thread: Thread, budget: Budget): void {
  const open: Thread[] = [thread];
  const { at, start } = thread;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { pc, valueStart, valueEnd } = next;
    if (into.reached[pc] === at) continue;
    into.reached[pc] = at;
    budget.steps--;
    const step = program.instructions[pc]!;
    switch (step.op) {
      case "jump":
        open.push({ ...next, pc: step.next });
        break;
      case "split":
        open.push({ ...next, pc: step.second }, { ...next, pc: step.first });
        break;
      case "value-start":
        open.push({ ...next, pc: pc + 1, valueStart: at });
        break;
      case "value-end":
        open.push({ ...next, pc: pc + 1, valueEnd: at });
        break;
      case "assertion":
        if (holds(step.what, field, at)) open.push({ ...next, pc: pc + 1 });
        break;
      default:
        into.at[into.count++] = pc;
        into.start[pc] = start;
        into.valueStart[pc] = valueStart;
        into.valueEnd[pc] = valueEnd;
    }
  }
}
