import { type Automaton, buildAutomaton } from "./automaton.ts";
import type { Candidate, ContextDetector, Detector, KeywordHit } from "./detector.ts";

/** What the engine is told about a text; see `ScanContext`. */
export interface EngineInput {
  readonly path: string;
  readonly languageId?: string;
}

/** All detectors behind one prefilter. Spans are UTF-16 code units of the text given. */
export interface Engine {
  /** Everything any detector sees in the text: unresolved, overlaps included, in no particular order. */
  detect(text: string, input: EngineInput): Candidate[];
}

const defaultReach = { before: 128, after: 512 };

/** How deep tokens wrapped in other tokens are followed. */
const maxDepth = 2;

interface Compiled {
  readonly detector: Detector;
  readonly pattern: RegExp;
  readonly before: number;
  readonly after: number;
}

/** Merged stretches of text in which a detector's pattern has to run: start, end, start, end, … */
type Windows = number[];

interface Prefilter {
  readonly automaton: Automaton;
  readonly keywords: readonly string[];
  /** By keyword: detectors that asked for it. */
  readonly providers: readonly (readonly number[])[];
  readonly contexts: readonly (readonly number[])[];
}

function compile(detector: Detector): Compiled {
  const { before, after } = detector.reach ?? defaultReach;
  const wantsIndices = detector.pattern.source.includes("(?<value>");
  const flags = new Set(detector.pattern.flags).add("g");
  if (wantsIndices) flags.add("d");
  return { detector, pattern: new RegExp(detector.pattern.source, [...flags].join("")), before, after };
}

function buildPrefilter(detectors: readonly Detector[], contexts: readonly ContextDetector[]): Prefilter {
  const ids = new Map<string, number>();
  const providerLists: number[][] = [];
  const contextLists: number[][] = [];
  const add = (keyword: string, owner: number, lists: number[][]): void => {
    let id = ids.get(keyword);
    if (id === undefined) {
      id = ids.size;
      ids.set(keyword, id);
      providerLists.push([]);
      contextLists.push([]);
    }
    const list = lists[id]!;
    if (list.at(-1) !== owner) list.push(owner);
  };
  detectors.forEach((detector, index) =>
    detector.keywords.forEach((word) => add(word, index, providerLists)),
  );
  contexts.forEach((detector, index) => detector.keywords.forEach((word) => add(word, index, contextLists)));
  const keywords = [...ids.keys()];
  return { automaton: buildAutomaton(keywords), keywords, providers: providerLists, contexts: contextLists };
}

function extend(windows: Windows, start: number, end: number): void {
  const last = windows.length - 1;
  if (last < 0 || start > windows[last]!) {
    windows.push(start, end);
    return;
  }
  // Hits come by end offset, so a long keyword may reach back before the last window.
  while (windows.length > 2 && start <= windows.at(-3)!) windows.splice(-3, 2);
  windows[windows.length - 2] = Math.min(windows.at(-2)!, start);
  windows[windows.length - 1] = Math.max(windows.at(-1)!, end);
}

function judge(
  detector: Detector,
  match: RegExpExecArray,
  text: string,
  offset: number,
  path: string,
): Candidate | undefined {
  const groups = match.groups ?? {};
  const indices = match.indices?.groups?.["value"];
  const start = offset + (indices?.[0] ?? match.index);
  const value = indices === undefined ? match[0] : groups["value"]!;
  const span = { start, end: start + value.length };
  const base = { id: detector.id, title: detector.title, span };
  if (detector.check === undefined) return { ...base, confidence: detector.confidence };
  const assessment = detector.check({ value, span, text, path, groups });
  return assessment && { ...base, ...assessment };
}

/**
 * Runs one pattern over its windows. A match that touches an edge of a window inside the text is dropped: it may be
 * a part of something longer, which the reach of the detector does not allow.
 */
function runWindows(
  compiled: Compiled,
  windows: Windows,
  text: string,
  path: string,
  found: Candidate[],
): void {
  const { detector, pattern } = compiled;
  for (let index = 0; index < windows.length; index += 2) {
    const start = windows[index]!;
    const part = text.slice(start, windows[index + 1]);
    pattern.lastIndex = 0;
    for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
      if (match[0].length === 0) pattern.lastIndex++;
      const end = start + match.index + match[0].length;
      const cut = (match.index === 0 && start > 0) || (end === start + part.length && end < text.length);
      const candidate = cut ? undefined : judge(detector, match, text, start, path);
      if (candidate !== undefined) found.push(candidate);
    }
  }
}

/** Builds the engine; the automaton is made on the first text. */
export function createEngine(detectors: readonly Detector[], contexts: readonly ContextDetector[]): Engine {
  const compiled = detectors.map(compile);
  let prefilter: Prefilter | undefined;

  const detectAt = (text: string, input: EngineInput, depth: number): Candidate[] => {
    prefilter ??= buildPrefilter(detectors, contexts);
    const { automaton, keywords, providers, contexts: contextOwners } = prefilter;
    const windows = new Map<number, Windows>();
    const hits = new Map<number, KeywordHit[]>();
    automaton.run(text, (keyword, end) => {
      const literal = keywords[keyword]!;
      const start = end - literal.length;
      for (const owner of providers[keyword]!) {
        const { before, after } = compiled[owner]!;
        const known = windows.get(owner);
        const list = known ?? [];
        if (known === undefined) windows.set(owner, list);
        extend(list, Math.max(0, start - before), Math.min(text.length, end + after));
      }
      if (depth > 0) return;
      for (const owner of contextOwners[keyword]!) {
        const known = hits.get(owner);
        if (known === undefined) hits.set(owner, [{ keyword: literal, start, end }]);
        else known.push({ keyword: literal, start, end });
      }
    });
    const found: Candidate[] = [];
    for (const [owner, list] of windows) runWindows(compiled[owner]!, list, text, input.path, found);
    const inner = (decoded: string): readonly Candidate[] =>
      depth + 1 < maxDepth ? detectAt(decoded, input, depth + 1) : [];
    for (const [owner, list] of hits) found.push(...contexts[owner]!.detect(text, list, { ...input, inner }));
    return found;
  };
  return { detect: (text, input) => detectAt(text, input, 0) };
}
