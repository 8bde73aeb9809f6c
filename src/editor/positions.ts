import * as vscode from "vscode";
import type { Span } from "../core/model/span.ts";
import { mapLines } from "../core/model/lines.ts";

/** The range of a span of the document's text. The document must still be at the version that the span is of. */
export function toRange(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** The span of a range of the document's text, in UTF-16 code units. */
export function toSpan(document: vscode.TextDocument, range: vscode.Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** Length of the document's text in UTF-16 code units, without building the text. */
export function textLength(document: vscode.TextDocument): number {
  return document.offsetAt(new vscode.Position(document.lineCount, 0));
}

/** Turns spans of a text that no editor has open into ranges. Lines end at LF, CRLF or CR, as in the editor. */
export function rangesOf(text: string): (span: Span) => vscode.Range {
  const index = mapLines(text);
  return (span) => {
    const start = index.at(span.start);
    const end = index.at(span.end);
    return new vscode.Range(start.line, start.character, end.line, end.character);
  };
}
