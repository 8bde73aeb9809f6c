import type { Span } from "../model/span.ts";
import { addLine } from "./addedLines.ts";
import type { FileChange, LineRange } from "./model.ts";

/** Code units of the patch of one file that are kept; more is judged from the file's own content. */
const mostText = 524_288;

/** A file's part of a patch while it is read. */
export interface ChangeBuilder {
  /** Object id of the new content; absent until its line came. */
  oid: string | undefined;
  /** Whether the file is gone, or no file: a link, or a submodule. */
  dropped: boolean;
  /** Whether git shows no lines of it. */
  binary: boolean;
  /** @param line number in the new content */
  take(text: string, line: number, added: boolean): void;
  /** A line too long to be kept. */
  takeLong(line: number, added: boolean): void;
  /** Stands between hunks, so that lines that are apart do not read as one text. */
  gap(): void;
  /** What the commit did; undefined when nothing was added. */
  build(): FileChange | undefined;
}

export function createChangeBuilder(path: string): ChangeBuilder {
  const parts: string[] = [];
  const added: Span[] = [];
  const lines: LineRange[] = [];
  let length = 0;
  let partial = false;
  const keep = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  return {
    oid: undefined,
    dropped: false,
    binary: false,
    take(text, line, isAdded) {
      if (isAdded) addLine(lines, line);
      if (length + text.length > mostText) {
        partial ||= isAdded;
        return;
      }
      if (isAdded) joinSpan(added, { start: length, end: length + text.length + 1 });
      keep(`${text}\n`);
    },
    takeLong(line, isAdded) {
      if (!isAdded) return;
      addLine(lines, line);
      partial = true;
    },
    gap: () => (length > 0 ? keep("\n") : undefined),
    build() {
      const { oid, dropped, binary } = this;
      if (dropped || oid === undefined || /^0+$/.test(oid)) return undefined;
      if (binary) return { path, oid, text: "", added: [], lines: "all", partial: true };
      if (lines.length === 0) return undefined;
      return { path, oid, text: parts.join(""), added, lines, partial };
    },
  };
}

function joinSpan(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (last?.end === span.start) spans[spans.length - 1] = { start: last.start, end: span.end };
  else spans.push(span);
}
