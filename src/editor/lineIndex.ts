/** Zero-based place in a text; `character` counts UTF-16 code units. */
interface LinePosition {
  readonly line: number;
  readonly character: number;
}

export interface LineIndex {
  /** The place of an offset. Offsets outside the text are moved to its nearest end. */
  at(offset: number): LinePosition;
}

/** Indexes a text by lines that end at LF, CRLF or CR: the editor's own rule when it opens a file. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  const ends = /\r\n|\n|\r/g;
  while (ends.exec(text)) starts.push(ends.lastIndex);
  return {
    at(offset) {
      const wanted = Math.min(Math.max(offset, 0), text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= wanted) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: wanted - (starts[low] ?? 0) };
    },
  };
}
