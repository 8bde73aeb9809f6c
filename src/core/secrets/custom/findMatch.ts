import type { Span } from "../../model/span.ts";
import { tester } from "./charSet.ts";
import { wordSet } from "./classEscapes.ts";
import { operation, type Program } from "./program.ts";

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

/** Ways through the program that are open at one place of the text. */
interface Threads {
  /** Where in the program each stands, best first. */
  readonly at: Int32Array;
  count: number;
  /** By position in the program: the match's start, the value's start and end (-1: none). */
  readonly start: Int32Array;
  readonly valueStart: Int32Array;
  readonly valueEnd: Int32Array;
  /** By position in the program: the place of the text at which it was last reached. */
  readonly reached: Int32Array;
}

/** What a search of a program works with, kept from one search to the next. */
interface Workspace {
  readonly now: Threads;
  readonly next: Threads;
  /** Open positions with their value's start and end. No position is opened more than twice. */
  readonly stack: Int32Array;
}

const isWord = tester(wordSet);
const workspaces = new WeakMap<Program, Workspace>();

function workspaceOf(program: Program): Workspace {
  const size = program.operations.length;
  const known = workspaces.get(program) ?? {
    now: createThreads(size),
    next: createThreads(size),
    stack: new Int32Array(6 * size + 6),
  };
  workspaces.set(program, known);
  for (const threads of [known.now, known.next]) {
    threads.count = 0;
    threads.reached.fill(-1);
  }
  return known;
}

function createThreads(size: number): Threads {
  const list = (): Int32Array => new Int32Array(size);
  return { at: list(), count: 0, start: list(), valueStart: list(), valueEnd: list(), reached: list() };
}

/**
 * The first match, as a backtracking search would find it, in time linear in the text: all ways through the program advance
 * together (Pike's machine). Undefined when there is none, or when the budget ended.
 */
export function findMatch(program: Program, field: Field, budget: Budget): PatternMatch | undefined {
  const { text, from, to } = field;
  const { operations, first, sets, table, begins } = program;
  const { stack, ...lists } = workspaceOf(program);
  let { now, next } = lists;
  let found: PatternMatch | undefined;
  budget.steps -= operations.length >> 4;
  for (let at = from; budget.steps >= 0; at++) {
    if (now.count === 0) {
      if (found) return found;
      const begin = nextBeginning(program, field, at);
      budget.steps -= (begin - at) >> 2;
      at = begin;
    }
    const unit = at < to ? text.charCodeAt(at) : -1;
    if (!found && (begins === undefined || (unit >= 0 && begins(unit)))) {
      [stack[0], stack[1], stack[2]] = [0, -1, -1];
      budget.steps -= follow(program, field, now, stack, at, at);
    }
    next.count = 0;
    for (let index = 0; index < now.count; index++) {
      const pc = now.at[index]!;
      if (operations[pc] === operation.match) {
        found = matchAt(now, pc, at);
        break;
      }
      if (unit < 0) continue;
      const set = first[pc]!;
      if (unit < 256 ? table[256 * set + unit] === 0 : !sets[set]!(unit)) continue;
      stack[0] = pc + 1;
      stack[1] = now.valueStart[pc]!;
      stack[2] = now.valueEnd[pc]!;
      budget.steps -= follow(program, field, next, stack, now.start[pc]!, at + 1);
    }
    budget.steps -= now.count;
    const done = now;
    now = next;
    next = done;
    if (at >= to) return found;
  }
  return undefined;
}

function matchAt({ start, valueStart, valueEnd }: Threads, pc: number, end: number): PatternMatch {
  const whole = { start: start[pc]!, end };
  const value = { start: valueStart[pc]!, end: valueEnd[pc]! };
  return { ...whole, value: value.end < 0 ? whole : value };
}

/** Where the next match may begin. */
function nextBeginning({ begins }: Program, { text, to }: Field, from: number): number {
  if (begins === undefined) return from;
  let at = from;
  while (at < to && !begins(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Adds the thread on the stack, and all that it becomes before the next character, in the order of preference.
 * @param start where its match began
 * @returns steps taken
 */
function follow(
  { operations, first, second }: Program,
  field: Field,
  into: Threads,
  stack: Int32Array,
  start: number,
  at: number,
): number {
  let steps = 0;
  for (let top = 0; top >= 0;) {
    const pc = stack[top]!;
    if (into.reached[pc] === at) {
      top -= 3;
      continue;
    }
    into.reached[pc] = at;
    steps++;
    const what = operations[pc]!;
    switch (what) {
      case operation.jump:
        stack[top] = first[pc]!;
        break;
      case operation.split:
        stack[top] = second[pc]!;
        stack[top + 3] = first[pc]!;
        stack[top + 4] = stack[top + 1]!;
        stack[top + 5] = stack[top + 2]!;
        top += 3;
        break;
      case operation.valueStart:
        stack[top] = pc + 1;
        stack[top + 1] = at;
        break;
      case operation.valueEnd:
        stack[top] = pc + 1;
        stack[top + 2] = at;
        break;
      case operation.unit:
      case operation.match:
        into.at[into.count++] = pc;
        into.start[pc] = start;
        into.valueStart[pc] = stack[top + 1]!;
        into.valueEnd[pc] = stack[top + 2]!;
        top -= 3;
        break;
      default:
        if (holds(what, field, at)) stack[top] = pc + 1;
        else top -= 3;
    }
  }
  return steps;
}

function holds(assertion: number, { text, line }: Field, at: number): boolean {
  if (assertion === operation.start) return at === line.start;
  if (assertion === operation.end) return at === line.end;
  const before = at > 0 && isWord(text.charCodeAt(at - 1));
  const after = at < text.length && isWord(text.charCodeAt(at));
  return (before !== after) === (assertion === operation.word);
}
