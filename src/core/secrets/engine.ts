import type { Candidate, ContextDetector, Detector, KeywordHit } from "./detector.ts";
import { addWindow, buildPrefilter, type Prefilter, type Windows } from "./prefilter.ts";

/** What the engine is told about a text; see `ScanContext`. */
export interface EngineInput {
  readonly path: string;
  readonly languageId?: string;
  /** Milliseconds since epoch, to tell what has expired; without it, nothing has. */
  readonly now?: number;
}

/** All detectors behind one prefilter. Spans are UTF-16 code units of the text given. */
export interface Engine {
  detect(text: string, input: EngineInput): Detection;
}

export interface Detection {
  /** Everything any detector sees in the text: unresolved, overlaps included, provider detectors first. */
  readonly candidates: readonly Candidate[];
  /** By position in `watched`: whether one of its keywords occurs. */
  readonly met: readonly boolean[];
}

export interface EngineParts {
  readonly detectors: readonly Detector[];
  /** Detectors that need more than a pattern and yet know a token by its shape. */
  readonly blocks: readonly ContextDetector[];
  readonly contexts: readonly ContextDetector[];
  /** Detectors that report what the others see in a text as a program reads it. They look at the text itself only. */
  readonly readers?: readonly ContextDetector[];
  /** Keywords whose occurrence is only told, for rules that run elsewhere. */
  readonly watched: readonly (readonly string[])[];
}

const defaultReach = { before: 128, after: 512 };

/** A detector, ready to run. Its pattern is made on the first hit: most texts meet a few of hundreds. */
interface Runner {
  readonly detector: Detector;
  readonly before: number;
  readonly after: number;
  pattern?: RegExp;
}

function runnerOf(detector: Detector): Runner {
  return { detector, ...(detector.reach ?? defaultReach) };
}

function patternOf(runner: Runner): RegExp {
  if (runner.pattern) return runner.pattern;
  const { source, flags } = runner.detector.pattern;
  const all = new Set(flags).add("g");
  if (source.includes("(?<value>")) all.add("d");
  return (runner.pattern = new RegExp(source, [...all].join("")));
}

function judge(
  detector: Detector,
  match: RegExpExecArray,
  text: string,
  offset: number,
  { path, now = 0 }: EngineInput,
): Candidate | undefined {
  const groups = match.groups ?? {};
  const indices = match.indices?.groups?.["value"];
  const start = offset + (indices?.[0] ?? match.index);
  const value = groups["value"] ?? match[0];
  const span = { start, end: start + value.length };
  const base = { id: detector.id, title: detector.title, span };
  if (detector.check === undefined) return { ...base, confidence: detector.confidence };
  const assessment = detector.check({ value, span, text, path, now, groups });
  return assessment && { ...base, ...assessment };
}

/**
 * Runs one pattern over its windows. A match that touches an edge of a window inside the text is dropped: it may be
 * a part of something longer, which the reach of the detector does not allow.
 */
function runWindows(
  runner: Runner,
  windows: Windows,
  text: string,
  input: EngineInput,
  found: Candidate[],
): void {
  const { detector } = runner;
  const pattern = patternOf(runner);
  for (let index = 0; index < windows.length; index += 2) {
    const start = windows[index]!;
    const part = text.slice(start, windows[index + 1]);
    pattern.lastIndex = 0;
    for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
      if (match[0].length === 0) pattern.lastIndex++;
      const end = start + match.index + match[0].length;
      const cut = (match.index === 0 && start > 0) || (end === start + part.length && end < text.length);
      const candidate = cut ? undefined : judge(detector, match, text, start, input);
      if (candidate !== undefined) found.push(candidate);
    }
  }
}

/** What the one pass over a text found. */
interface Hits {
  readonly windows: ReadonlyMap<number, Windows>;
  readonly contexts: ReadonlyMap<number, KeywordHit[]>;
  readonly met: boolean[];
}

function listOf<T>(lists: Map<number, T[]>, key: number): T[] {
  let list = lists.get(key);
  if (list === undefined) lists.set(key, (list = []));
  return list;
}

function collectHits(prefilter: Prefilter, runners: readonly Runner[], watched: number, text: string): Hits {
  const { automaton, keywords, owners } = prefilter;
  const [detectorsOf, contextsOf, watchersOf] = [owners[0]!, owners[1]!, owners[2]!];
  const windows = new Map<number, Windows>();
  const contexts = new Map<number, KeywordHit[]>();
  const met: boolean[] = Array.from({ length: watched }, () => false);
  automaton.run(text, (id, end) => {
    const keyword = keywords[id]!;
    const start = end - keyword.length;
    for (const owner of detectorsOf[id]!) {
      const { before, after } = runners[owner]!;
      addWindow(listOf(windows, owner), Math.max(0, start - before), Math.min(text.length, end + after));
    }
    for (const owner of contextsOf[id]!) listOf(contexts, owner).push({ keyword, start, end });
    for (const watcher of watchersOf[id]!) met[watcher] = true;
  });
  return { windows, contexts, met };
}

/** Builds the engine; the automaton is made on the first text. */
export function createEngine({ detectors, blocks, contexts, readers = [], watched }: EngineParts): Engine {
  const free = [...blocks, ...contexts, ...readers];
  const always = free.flatMap(({ keywords }, owner) => (keywords.length === 0 ? [owner] : []));
  let parts: { runners: readonly Runner[]; prefilter: Prefilter } | undefined;

  /** @param count how many of the detectors without a pattern look; in what was unwrapped, no reader does */
  const detectWith = (text: string, input: EngineInput, count: number, unwraps: boolean): Detection => {
    parts ??= {
      runners: detectors.map(runnerOf),
      prefilter: buildPrefilter([
        detectors.map((one) => one.keywords),
        free.map((one) => one.keywords),
        watched,
      ]),
    };
    const hits = collectHits(parts.prefilter, parts.runners, watched.length, text);
    const candidates: Candidate[] = [];
    // By detector, not by hit, so that the order does not depend on the text.
    for (const owner of [...hits.windows.keys()].sort((a, b) => a - b)) {
      runWindows(parts.runners[owner]!, hits.windows.get(owner)!, text, input, candidates);
    }
    const inner = (decoded: string, names = false): readonly Candidate[] =>
      unwraps
        ? detectWith(decoded, input, blocks.length + (names ? contexts.length : 0), false).candidates
        : [];
    const owners = new Set([...always, ...hits.contexts.keys()]);
    for (const owner of [...owners].sort((a, b) => a - b)) {
      if (owner >= count) break;
      for (const candidate of free[owner]!.detect(text, hits.contexts.get(owner) ?? [], {
        ...input,
        inner,
      })) {
        candidates.push(candidate);
      }
    }
    return { candidates, met: hits.met };
  };
  return { detect: (text, input) => detectWith(text, input, free.length, true) };
}
