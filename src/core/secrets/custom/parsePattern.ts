import { folded, negated, type CharSet } from "./charSet.ts";
import { anyButLineEnd } from "./classEscapes.ts";
import { parseClass, parseEscape } from "./parseClass.ts";
import { patternError } from "./patternError.ts";
import { PatternReader } from "./patternReader.ts";
import type { Assertion, PatternNode } from "./patternTree.ts";

const maxDepth = 40;
/** Highest number in braces. */
const maxCount = 1_000;

const quantifier = /(?:([*+?])|\{(\d{1,5})(?:(,)(\d{1,5})?)?\})(\??)/y;
const flagGroup = /\?([a-z]{0,5})(?:-([a-z]{1,5}))?([:)])/y;
const namedGroup = /\?P?<([A-Za-z_]\w{0,40})>/y;
const lookaround = /\?<?[=!]/y;

const escapedAssertions: Readonly<Record<string, Assertion>> = {
  b: "word",
  B: "not-word",
  A: "start",
  z: "end",
};

interface Modes {
  readonly ignoreCase: boolean;
  /** Whether `.` means line ends too. */
  readonly dotAll: boolean;
}

interface State {
  readonly reader: PatternReader;
  modes: Modes;
  depth: number;
  hasValue: boolean;
}

/**
 * Reads a pattern in the syntax of JavaScript, and of RE2 where that is another: classes, groups, alternatives, counted and
 * lazy repeats, `^ $ \b \B`, inline flags. What cannot be matched in linear time is refused.
 * @param flags `i`, `m` and `s`; more than one line is never looked at, so that `m` changes nothing
 * @throws PatternError
 */
export function parsePattern(source: string, flags = ""): PatternNode {
  const reader = new PatternReader(source);
  const modes = withFlags({ ignoreCase: false, dotAll: false }, flags, "", 0);
  const state: State = { reader, modes, depth: 0, hasValue: false };
  const node = parseChoice(state);
  if (!reader.done) throw patternError(") closes nothing; write \\) for the character", reader.at);
  return node;
}

function parseChoice(state: State): PatternNode {
  const { reader, modes } = state;
  const nodes = [parseSequence(state)];
  while (reader.take("|")) nodes.push(parseSequence(state));
  // Flags set inside a group end with it.
  state.modes = modes;
  const [only] = nodes;
  return nodes.length === 1 && only ? only : { kind: "choice", nodes };
}

function parseSequence(state: State): PatternNode {
  const { reader } = state;
  const nodes: PatternNode[] = [];
  while (!reader.done && reader.peek !== "|" && reader.peek !== ")") {
    const node = parseAtom(state);
    if (node) nodes.push(parseRepeat(reader, node));
  }
  return { kind: "sequence", nodes };
}

function parseRepeat(reader: PatternReader, node: PatternNode): PatternNode {
  const start = reader.at;
  const found = reader.match(quantifier);
  if (!found) return node;
  const [, sign, low = "", comma, high, lazy] = found;
  if (node.kind === "assertion") throw patternError("there is nothing to repeat", start);
  const min = sign === undefined ? Number(low) : sign === "+" ? 1 : 0;
  const open = sign === undefined ? comma !== undefined && high === undefined : sign !== "?";
  const max = open ? Infinity : sign === "?" ? 1 : Number(high ?? low);
  if (min > maxCount || (max !== Infinity && max > maxCount)) {
    throw patternError(`a count is above ${maxCount}`, start);
  }
  if (max < min) throw patternError("a count ends below its start", start);
  const again = reader.at;
  if (reader.match(quantifier)) throw patternError("a repeat is repeated; put a group around it", again);
  return { kind: "repeat", node, min, max, greedy: lazy !== "?" };
}

/** One character, class, assertion or group; undefined for inline flags, which match nothing. */
function parseAtom(state: State): PatternNode | undefined {
  const { reader, modes } = state;
  const start = reader.at;
  const character = reader.next();
  const setOf = (set: CharSet): PatternNode => ({
    kind: "set",
    set: modes.ignoreCase ? folded(set) : set,
  });
  switch (character) {
    case "(":
      return parseGroup(state, start);
    case "[":
      return { kind: "set", set: parseClass(reader, modes.ignoreCase) };
    case ".":
      return { kind: "set", set: modes.dotAll ? negated([]) : anyButLineEnd };
    case "^":
      return { kind: "assertion", what: "start" };
    case "$":
      return { kind: "assertion", what: "end" };
    case "*":
    case "+":
    case "?":
      throw patternError("there is nothing to repeat", start);
    case "\\": {
      const what = escapedAssertions[reader.peek];
      if (what === undefined) return setOf(parseEscape(reader));
      reader.next();
      return { kind: "assertion", what };
    }
    default:
      return setOf([character.charCodeAt(0), character.charCodeAt(0)]);
  }
}

/** A group of which `(` was just taken. */
function parseGroup(state: State, start: number): PatternNode | undefined {
  const { reader } = state;
  if (reader.match(lookaround)) {
    throw patternError("looking ahead or behind is not supported; use a group named value, or allow", start);
  }
  const name = reader.match(namedGroup)?.[1];
  const outer = state.modes;
  const flags = name === undefined ? reader.match(flagGroup) : undefined;
  if (flags) {
    state.modes = withFlags(outer, flags[1] ?? "", flags[2] ?? "", start);
    if (flags[3] === ")") return undefined;
  } else if (name === undefined && reader.peek === "?") {
    throw patternError("this kind of group is not supported", start);
  }
  if (name === "value") {
    if (state.hasValue) throw patternError("there are two groups named value", start);
    state.hasValue = true;
  }
  if (++state.depth > maxDepth) throw patternError("groups are nested too deeply", start);
  const node = parseChoice(state);
  state.depth--;
  state.modes = outer;
  if (!reader.take(")")) throw patternError("( is not closed by )", start);
  return name === "value" ? { kind: "value", node } : node;
}

function withFlags(modes: Modes, on: string, off: string, at: number): Modes {
  const wrong = [...on, ...off].find((flag) => !"ims".includes(flag));
  if (wrong !== undefined) throw patternError(`the flag ${wrong} is not supported`, at);
  const chosen = (flag: string, now: boolean): boolean => (on.includes(flag) || now) && !off.includes(flag);
  return { ignoreCase: chosen("i", modes.ignoreCase), dotAll: chosen("s", modes.dotAll) };
}
