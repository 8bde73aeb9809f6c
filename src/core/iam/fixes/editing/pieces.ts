import type { TextEdit } from "../../../model/edit.ts";

/** A stretch of the first text, or text that an edit put in. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string };

/** Follows a text through several rounds of edits, so that they can be told as edits of the first text. */
export class EditedText {
  #pieces: readonly Piece[];
  readonly #length: number;

  /** @param length of the first text */
  constructor(length: number) {
    this.#length = length;
    this.#pieces = [{ from: 0, to: length }];
  }

  /** Edits of the text as it is now, which do not overlap. */
  apply(edits: readonly TextEdit[]): void {
    const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const made: Piece[] = [];
    let at = 0;
    for (const { span, newText } of ordered) {
      made.push(...this.#slice(at, span.start));
      if (newText !== "") made.push({ text: newText });
      at = span.end;
    }
    made.push(...this.#slice(at, Number.POSITIVE_INFINITY));
    this.#pieces = made;
  }

  /** All that has been done, as edits of the first text. */
  edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = "";
    for (const piece of [...this.#pieces, { from: this.#length, to: this.#length }]) {
      if ("text" in piece) {
        newText += piece.text;
        continue;
      }
      if (piece.from > at || newText !== "") edits.push({ span: { start: at, end: piece.from }, newText });
      at = piece.to;
      newText = "";
    }
    return edits;
  }

  #slice(start: number, end: number): Piece[] {
    const slice: Piece[] = [];
    let at = 0;
    for (const piece of this.#pieces) {
      const length = "text" in piece ? piece.text.length : piece.to - piece.from;
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, length);
      at += length;
      if (from >= to) continue;
      slice.push(
        "text" in piece
          ? { text: piece.text.slice(from, to) }
          : { from: piece.from + from, to: piece.from + to },
      );
    }
    return slice;
  }
}
