import type { StringNode } from "../model/valueNode.ts";
import { decodeBackslash, piecesOf, type Piece } from "./code/mappedText.ts";
import { blockPieces } from "./yamlBlock.ts";

/** The text that a tree was read from, and the language that its strings are written in. */
export interface TreeSource {
  readonly text: string;
  readonly syntax: "json" | "yaml";
}

/** A line break in a quoted or plain scalar of YAML, with the blanks around it. */
const fold = "[ \\t]*\\r?\\n[ \\t\\r\\n]*";

const jsonEscape = { pattern: /\\(?:u[0-9a-fA-F]{4}|.)/g, decode: decodeBackslash };
const doubleEscape = {
  pattern: new RegExp(
    `\\\\(?:\\r?\\n[ \\t]*|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|${fold}`,
    "g",
  ),
  decode: (match: string) =>
    match.startsWith("\\\n") || match.startsWith("\\\r")
      ? ""
      : match.startsWith("\\")
        ? decodeBackslash(match)
        : folded(match),
};
const singleEscape = {
  pattern: new RegExp(`''|${fold}`, "g"),
  decode: (match: string) => (match === "''" ? "'" : folded(match)),
};
const plainEscape = { pattern: new RegExp(fold, "g"), decode: folded };

/** One line break is a blank; of more, the first falls away. */
function folded(match: string): string {
  const breaks = match.split("\n").length - 1;
  return breaks === 1 ? " " : "\n".repeat(breaks - 1);
}

/** The text of a string as its source means it, placeholders untouched, in pieces that know where they stand. */
export function stringPieces({ text, syntax }: TreeSource, { span, content }: StringNode): Piece[] {
  if (syntax === "json") return piecesOf(text, content, [], jsonEscape);
  const before = text[content.start - 1];
  const quoted = content.start > span.start && content.end < span.end;
  if (quoted && before === '"' && text[content.end] === '"') return piecesOf(text, content, [], doubleEscape);
  if (quoted && before === "'" && text[content.end] === "'") return piecesOf(text, content, [], singleEscape);
  const header = /[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n\s*$/.exec(text.slice(span.start, content.start));
  if (header) return blockPieces(text, { start: span.start + header.index, end: content.end });
  return piecesOf(text, content, [], plainEscape);
}

/**
 * Pieces with every match of a pattern replaced by what it means; undefined: it is unknown. A match that an escape of
 * the source cuts in two is not seen.
 */
export function substitute(
  text: string,
  pieces: readonly Piece[],
  pattern: RegExp,
  decode: (match: string) => string | undefined,
): Piece[] {
  return pieces.flatMap((piece) =>
    isVerbatim(text, piece) ? piecesOf(text, piece, [], { pattern, decode }) : [piece],
  );
}

function isVerbatim(text: string, piece: Piece): boolean {
  return piece.text !== undefined && piece.text === text.slice(piece.start, piece.end);
}
