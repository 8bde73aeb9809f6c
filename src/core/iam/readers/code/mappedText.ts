import type { Span } from "../../../model/span.ts";
import { unknownText } from "../../model/valueNode.ts";

/** A run of a literal: what it means and where it stands. */
export interface Piece extends Span {
  /** Undefined for what is only known at run time. */
  readonly text: string | undefined;
}

/** A text that a source writes with escapes, in parts or with substitutions, and where each of its parts stands. */
export interface MappedText {
  /** Decoded; each substitution is one `unknownText`. */
  readonly text: string;
  /** Where a stretch of `text` stands in the source. */
  readonly spanOf: (from: number, to: number) => Span;
  /** Whether a stretch stands in the source character by character. */
  readonly inStep: (from: number, to: number) => boolean;
}

/** Joins pieces, which are in the order of the text. */
export function mapPieces(source: string, pieces: readonly Piece[]): MappedText {
  const starts: number[] = [];
  let text = "";
  for (const piece of pieces) {
    starts.push(text.length);
    text += piece.text ?? unknownText;
  }
  const indexAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const sourceStart = (offset: number): number => {
    const index = indexAt(offset);
    const piece = pieces[index];
    if (!piece) return 0;
    const into = offset - starts[index]!;
    if (isPlain(piece)) return piece.start + into;
    return into > 0 ? piece.end : piece.start;
  };
  const sourceEnd = (offset: number): number => {
    const index = indexAt(offset - 1);
    const piece = pieces[index];
    if (!piece) return 0;
    return isPlain(piece) ? piece.start + offset - starts[index]! : piece.end;
  };
  const spanOf = (from: number, to: number): Span => {
    const start = sourceStart(from);
    return { start, end: to > from ? sourceEnd(to) : start };
  };
  const inStep = (from: number, to: number): boolean => {
    const { start, end } = spanOf(from, to);
    return end - start === to - from && source.slice(start, end) === text.slice(from, to);
  };
  return { text, spanOf, inStep };
}

function isPlain(piece: Piece): boolean {
  return piece.text !== undefined && piece.text.length === piece.end - piece.start;
}

/** How a language writes what is not itself: a global pattern, and the meaning of one match. */
export interface Escapes {
  readonly pattern: RegExp;
  /** Undefined when the meaning is not known. */
  readonly decode: (match: string) => string | undefined;
}

/** Cuts the content of a literal into pieces. `holes` are its substitutions, in order. */
export function piecesOf(text: string, content: Span, holes: readonly Span[], escapes?: Escapes): Piece[] {
  const pieces: Piece[] = [];
  let at = content.start;
  const plainTo = (end: number): void => {
    if (end > at) pieces.push({ start: at, end, text: text.slice(at, end) });
    at = Math.max(at, end);
  };
  const textTo = (end: number): void => {
    const from = at;
    if (escapes) {
      for (const match of text.slice(from, end).matchAll(escapes.pattern)) {
        const start = from + match.index;
        plainTo(start);
        at = start + match[0].length;
        pieces.push({ start, end: at, text: escapes.decode(match[0]) });
      }
    }
    plainTo(end);
  };
  for (const hole of holes) {
    textTo(hole.start);
    pieces.push({ start: hole.start, end: hole.end, text: undefined });
    at = hole.end;
  }
  textTo(content.end);
  return pieces;
}

/** Meaning of the escapes that most languages share, by what follows the backslash. */
const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** Decodes a backslash with what follows it, as JavaScript, Python, HCL and Bash agree on it where policies use it. */
export function decodeBackslash(match: string): string | undefined {
  const body = match.slice(1);
  if (body === "\n" || body === "\r\n") return "";
  const hex = /^(?:x|u|U|u\{)([0-9a-fA-F]{1,8})\}?$/.exec(body)?.[1];
  if (hex !== undefined) {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  return simpleEscapes[body] ?? body;
}
