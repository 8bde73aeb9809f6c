import type { Span } from "../../model/span.ts";
import type { Piece } from "./code/mappedText.ts";

interface Line extends Span {
  /** Start of the line's text behind the indentation of the block. */
  readonly from: number;
}

/**
 * A block scalar of YAML in pieces, without its indentation.
 * @param span from `|` or `>` to the last letter of the text
 */
export function blockPieces(text: string, span: Span): Piece[] {
  const headEnd = text.indexOf("\n", span.start) + 1;
  const isFolded = text[span.start] === ">";
  const lines = linesOf(text, { start: headEnd, end: span.end });
  const pieces: Piece[] = [];
  lines.forEach((line, index) => {
    if (line.end > line.from)
      pieces.push({ start: line.from, end: line.end, text: text.slice(line.from, line.end) });
    const next = lines[index + 1];
    if (next)
      pieces.push({ start: line.end, end: next.start, text: breakBetween(text, line, next, isFolded) });
  });
  return pieces;
}

function linesOf(text: string, span: Span): Line[] {
  const raw: Span[] = [];
  for (let start = span.start; start <= span.end;) {
    const feed = text.indexOf("\n", start);
    const next = feed < 0 || feed >= span.end ? span.end + 1 : feed + 1;
    const end = next > span.end ? span.end : text[feed - 1] === "\r" ? feed - 1 : feed;
    raw.push({ start, end: Math.max(start, end) });
    start = next;
  }
  const first = raw.find(({ start, end }) => text.slice(start, end).trim() !== "");
  const indent = first ? /^ */.exec(text.slice(first.start, first.end))![0].length : 0;
  return raw.map(({ start, end }) => {
    const own = /^ */.exec(text.slice(start, Math.min(end, start + indent)))![0].length;
    return { start, end, from: start + own };
  });
}

/** In a folded scalar a line break is a blank, unless a line is empty or indented further. */
function breakBetween(text: string, line: Line, next: Line, isFolded: boolean): string {
  if (!isFolded) return "\n";
  if (isEmpty(line) || /[ \t]/.test(text.charAt(line.from)) || /[ \t]/.test(text.charAt(next.from)))
    return "\n";
  return isEmpty(next) ? "" : " ";
}

function isEmpty(line: Line): boolean {
  return line.end <= line.from;
}
