import type { Field } from "./findMatch.ts";

/** Lines longer than this are searched in pieces, in UTF-16 code units. */
const longLine = 4_096;

/** How far a match may go beyond the piece that it begins in. */
export const overlap = 2_048;

/** A line, or a piece of a long one. */
export interface Piece extends Field {
  /** Matches that begin from here on belong to the next piece. */
  readonly zoneEnd: number;
  /** Whether the line goes on behind `to`: a match up to there may be cut. */
  readonly isCut: boolean;
}

/**
 * Reads the lines of a part of a text, each once when asked for in order. Pieces of long lines are cut at multiples of a
 * fixed length in the whole text, so that they do not depend on where the part begins.
 * @param offset where the part begins in the whole text
 */
export function pieceReader(part: string, offset: number): (at: number) => Piece {
  let line = { start: 0, end: -1 };
  return (at) => {
    if (at < line.start || at > line.end) line = lineAt(part, at);
    // A line end of two characters: no match takes a part of it.
    const end = part.charCodeAt(line.end - 1) === 13 && line.end > line.start ? line.end - 1 : line.end;
    const bounds = { start: line.start, end };
    if (end - line.start <= longLine) {
      return { text: part, from: line.start, to: end, line: bounds, zoneEnd: line.end + 1, isCut: false };
    }
    const from = Math.floor((at + offset) / longLine) * longLine - offset;
    const to = Math.min(end, from + longLine + overlap);
    return {
      text: part,
      from: Math.max(line.start, from),
      to,
      line: bounds,
      zoneEnd: Math.min(line.end + 1, from + longLine),
      isCut: to < end,
    };
  };
}

function lineAt(text: string, at: number): { start: number; end: number } {
  const end = text.indexOf("\n", at);
  return {
    start: at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1,
    end: end < 0 ? text.length : end,
  };
}
