import { lineStart } from "../../../model/lineEdges.ts";
import type { Policy } from "../../model/policy.ts";
import type { ObjectNode } from "../../model/valueNode.ts";

/** White space at the start of the line. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** White space that leads to the column of `offset`, also where the line starts with YAML's dashes. */
export function columnIndent(text: string, offset: number): string {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[\s-]*$/.test(before) ? before.replaceAll("-", " ") : indentAt(text, offset);
}

/** Whether nothing but white space stands before `offset` in its line. */
export function isFirstInLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === "";
}

/** The line break around `offset`: that of its line, or the one before. */
export function breakAt(text: string, offset: number): string {
  const feed = text.indexOf("\n", offset);
  const at = feed < 0 ? text.lastIndexOf("\n", offset) : feed;
  return at > 0 && text[at - 1] === "\r" ? "\r\n" : "\n";
}

/** One step of indentation, read from the statements; the language's habit where they tell none. */
export function unitOf(text: string, { root, statements, located }: Policy): string {
  const objects = [...statements.map(({ node }) => node), root];
  for (const object of objects) {
    const unit = object && stepOf(text, object);
    if (unit) return unit;
  }
  return located.syntax === "python" ? "    " : "  ";
}

function stepOf(text: string, { span, members }: ObjectNode): string | undefined {
  const [first] = members;
  if (!first || !/[{(]/.test(text[span.start] ?? "") || !isFirstInLine(text, first.span.start))
    return undefined;
  const outer = indentAt(text, span.start);
  const inner = indentAt(text, first.span.start);
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined;
}
