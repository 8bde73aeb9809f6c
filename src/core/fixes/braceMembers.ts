import type { TextEdit } from "../model/edit.ts";
import { lineEnd } from "../model/lineEdges.ts";
import type { Span } from "../model/span.ts";
import { indentAt } from "./textStyle.ts";

/** The indentation of the members of a type's body, and what one more level adds. */
export interface MemberIndent {
  readonly member: string;
  readonly unit: string;
}

/** Reads the indentation off the first member of a type; four spaces for a type in one line. */
export function memberIndent(type: Span, first: Span, text: string): MemberIndent {
  const outer = indentAt(text, type.start);
  const member = indentAt(text, first.start);
  const own = text.slice(type.start, first.start).includes("\n") && member.length > outer.length;
  const unit = own && member.startsWith(outer) ? member.slice(outer.length) : "    ";
  return { member: outer + unit, unit };
}

/** Puts lines before the first member of a body, behind `at`: the offset after its opening brace. */
export function insertFirst(at: number, lines: readonly string[], text: string, eol: string): TextEdit {
  const end = lineEnd(text, at);
  const alone = /^[ \t]*(?:\/\/.*|\/\*[^*]*\*\/[ \t]*)?$/.test(text.slice(at, end));
  if (!alone)
    return { span: { start: at, end: at }, newText: ` ${lines.map((line) => line.trim()).join(" ")}` };
  const rest = text.slice(end, end + 400);
  const spaced = /^\r?\n[ \t]*\r?\n/.test(rest);
  const content = lines.join(eol);
  return { span: { start: end, end }, newText: spaced ? eol + eol + content : eol + content + eol };
}

/** Puts lines behind the last member of a body, with an empty line between. */
export function insertLast(last: Span, lines: readonly string[], text: string, eol: string): TextEdit {
  const end = lineEnd(text, last.end);
  // What else is in the member's line, such as the closing brace, stays behind the new lines.
  const alone = /^[ \t]*(?:\/\/.*)?$/.test(text.slice(last.end, end));
  const at = alone ? end : last.end;
  return { span: { start: at, end: at }, newText: eol + eol + lines.join(eol) + (alone ? "" : eol) };
}
