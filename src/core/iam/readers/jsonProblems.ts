import { printParseErrorCode, type ParseError } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import type { SyntaxProblem } from "../model/located.ts";

/** What the parser of JSON says, by its name for the problem. */
const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: "this is no JSON value; texts stand in double quotes",
  InvalidNumberFormat: "this is no number",
  PropertyNameExpected: "a name in double quotes is expected here",
  ValueExpected: "a value is expected here",
  ColonExpected: "a colon is missing before this",
  CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "a closing brace is missing",
  CloseBracketExpected: "a closing bracket is missing",
  EndOfFileExpected: "nothing may follow the end of the document",
  UnexpectedEndOfComment: "the comment is not closed",
  UnexpectedEndOfString: "the string is not closed on its line",
  UnexpectedEndOfNumber: "the number is not complete",
  InvalidUnicode: "this is no Unicode escape; it takes four hexadecimal digits",
  InvalidEscapeCharacter: "JSON knows no such escape",
  InvalidCharacter: "a control character stands in the string; write it as an escape",
};

/** More are echoes of the first ones. */
const most = 3;

/** The first problems in words, one for a line: a parser that lost its way says more than is wrong. */
export function jsonProblems(text: string, errors: readonly ParseError[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  let lastEnd = -1;
  for (const { error, offset, length } of errors) {
    if (problems.length === most) break;
    if (lastEnd >= 0 && !text.slice(lastEnd, offset).includes("\n")) continue;
    lastEnd = Math.max(offset, lastEnd);
    const comma = trailingComma(text, offset);
    problems.push(
      comma
        ? { span: comma, message: "no comma may stand before a closing bracket" }
        : {
            span: visible(text, { start: offset, end: offset + length }),
            message: messages[printParseErrorCode(error)] ?? "it is no JSON",
          },
    );
  }
  return problems;
}

/** The comma right before the bracket at an offset. */
function trailingComma(text: string, offset: number): Span | undefined {
  if (text[offset] !== "}" && text[offset] !== "]") return undefined;
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith(",") ? { start: before.length - 1, end: before.length } : undefined;
}

/** A place at the end of the text is shown at its last letter. */
function visible(text: string, span: Span): Span {
  if (span.end > span.start) return span;
  const end = text.slice(0, span.end).trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}
