import type { Span } from "../../model/span.ts";
import type { Candidate, ContextInput } from "../detector.ts";
import { lowerFiller } from "../filler.ts";
import { isPlaceholder } from "./placeholder.ts";

/** A part of a reading and where it is written. Parts follow each other without gaps. */
interface Piece {
  /** Offset in the reading. */
  readonly at: number;
  /** What is written for it, in UTF-16 code units of the text under scan. */
  readonly start: number;
  readonly end: number;
  /** `same`: unit by unit as written. `other`: the whole stretch stands for the whole piece. `around`: as written, but
   * only there for its words: what lies in it alone was seen before. */
  readonly kind: "same" | "other" | "around";
}

/** How a program reads a stretch of a text that is written in another way: joined, unescaped, decoded. */
export interface Reading {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** How it is written, as the end of a sentence: "it is wrapped in Base64". */
  readonly how: string;
}

/** Collects the pieces of one reading. */
export interface ReadingParts {
  /** The text between two offsets, as written. */
  same(start: number, end: number): void;
  /** What stands around, for the names that it holds. */
  around(start: number, end: number): void;
  /** What the stretch between two offsets means. */
  other(value: string, start: number, end: number): void;
  done(how: string): Reading;
}

/** Starts a reading of a stretch of the text. */
export function readingOf(text: string): ReadingParts {
  const parts: string[] = [];
  const pieces: Piece[] = [];
  let at = 0;
  const add = (value: string, start: number, end: number, kind: Piece["kind"]): void => {
    if (value === "") return;
    parts.push(value);
    pieces.push({ at, start, end, kind });
    at += value.length;
  };
  return {
    same: (start, end) => add(text.slice(start, end), start, end, "same"),
    around: (start, end) => add(text.slice(start, end), start, end, "around"),
    other: (value, start, end) => add(value, start, end, "other"),
    done: (how) => ({ text: parts.join(""), pieces, how }),
  };
}

/** Index of the last of ordered numbers that is not above `value`. */
function lastUpTo(count: number, numberAt: (index: number) => number, value: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numberAt(middle) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a span of the reading is written; undefined when it lies in what only stands around. */
function written({ pieces }: Reading, { start, end }: Span): Span | undefined {
  const indexOf = (offset: number): number => lastUpTo(pieces.length, (one) => pieces[one]!.at, offset);
  const from = indexOf(start);
  const to = indexOf(end - 1);
  const [first, last] = [pieces[from]!, pieces[to]!];
  if (from === to && first.kind === "around") return undefined;
  return {
    start: first.kind === "other" ? first.start : first.start + start - first.at,
    end: last.kind === "other" ? last.end : last.start + end - last.at,
  };
}

/** Between readings: no name reaches over it to a value. */
const separator = "\n\0\n";

/**
 * What the detectors see in the readings, on what is written for it. All readings are scanned as one text, so that the
 * cost is that of their length. Placeholders are left out here, where their letters are known.
 * @param names whether detectors by context look too, or only those that know a token by its shape
 */
export function* candidatesIn(
  readings: readonly Reading[],
  context: ContextInput,
  names: boolean,
): Iterable<Candidate> {
  if (readings.length === 0) return;
  const starts: number[] = [];
  let size = 0;
  for (const { text } of readings) {
    starts.push(size);
    size += text.length + separator.length;
  }
  const whole = readings.map(({ text }) => text).join(separator);
  for (const { id, title, span, confidence, reason, data } of context.inner(whole, names)) {
    const index = lastUpTo(starts.length, (one) => starts[one]!, span.start);
    const reading = readings[index]!;
    const within = { start: span.start - starts[index]!, end: span.end - starts[index]! };
    const value = reading.text.slice(within.start, within.end);
    if (value === "" || within.end > reading.text.length || isPlaceholder(value)) continue;
    const place = written(reading, within);
    if (place === undefined) continue;
    const why = reason === undefined ? reading.how : `${reason}; ${reading.how}`;
    const candidate = { id, title, span: place, confidence, reason: why, ...(data && { data }) };
    yield { ...lowerFiller(candidate, value), rewritten: true };
  }
}
