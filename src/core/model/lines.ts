import type { Span } from "./span.ts";

/** Zero-based place in a text; `character` counts UTF-16 code units from the line's start. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface LineMap {
  /** The place of an offset. Offsets outside the text are moved to its nearest end. */
  at(offset: number): Position;
  range(span: Span): Range;
  /** Offsets of a zero-based line, without its line end. */
  line(line: number): Span;
}

/** Lines of a text. They end at LF, CRLF or CR: the editor's own rule when it opens a file. */
export function mapLines(text: string): LineMap {
  const starts = [0];
  const ends: number[] = [];
  const breaks = /\r\n|\n|\r/g;
  for (let match = breaks.exec(text); match; match = breaks.exec(text)) {
    ends.push(match.index);
    starts.push(breaks.lastIndex);
  }
  ends.push(text.length);
  const at = (offset: number): Position => {
    const wanted = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: wanted - (starts[low] ?? 0) };
  };
  return {
    at,
    range: (span) => ({ start: at(span.start), end: at(span.end) }),
    line: (line) => ({ start: starts[line] ?? text.length, end: ends[line] ?? text.length }),
  };
}
