import type { TextEdit } from "../../../model/edit.ts";
import type { Span } from "../../../model/span.ts";
import type { Statement } from "../../model/policy.ts";
import type { Member } from "../../model/valueNode.ts";
import type { Change, NewMember, NewObject, NewValue } from "../change.ts";
import { literal } from "./dialect.ts";
import { indentAt } from "./indentation.ts";
import { lineEnd, lineStart, nextLine } from "../../../model/lineEdges.ts";
import { alignAssignments, areAll, writeValue, type Writing } from "./write.ts";

/** Edits of `aws_iam_policy_document`, where statements and conditions are blocks. */

const names: Readonly<Record<string, string>> = {
  Sid: "sid",
  Effect: "effect",
  Action: "actions",
  NotAction: "not_actions",
  Resource: "resources",
  NotResource: "not_resources",
};

/** Adds a `condition` block, or changes the one that is there. */
export function editConditionBlock(
  change: Extract<Change, { kind: "condition" }>,
  to: Writing,
): TextEdit[] | undefined {
  const { statement, from, operator, key, values } = change;
  if (!from) return values && addBlock(statement, conditionLines(operator, key, values, to), to);
  const block = blockAround(to.text, from.key.span, "condition");
  const inside = (span: Span): boolean => !!block && block.start <= span.start && span.end <= block.end;
  if (!block || !inside(from.valueNode.span)) return undefined;
  const test = /\btest\s*=\s*"([^"\\$%]*)"/.exec(to.text.slice(block.start, block.end));
  const written = test && literal(operator, to.dialect);
  if (!test || written === undefined || written === null) return undefined;
  const end = block.start + test.index + test[0].length;
  const edits: TextEdit[] = [{ span: { start: end - (test[1]?.length ?? 0) - 2, end }, newText: written }];
  if (!values) return edits;
  const list = writeValue(values, indentAt(to.text, from.valueNode.span.start), to);
  return list === undefined ? undefined : [...edits, { span: from.valueNode.span, newText: list }];
}

function conditionLines(
  operator: string,
  key: string,
  values: readonly string[],
  to: Writing,
): readonly string[] | undefined {
  const { dialect } = to;
  const parts = [literal(operator, dialect), literal(key, dialect), writeValue(values, "", to)];
  if (!areAll(parts)) return undefined;
  const [test, variable, list] = parts;
  return [
    "condition {",
    `${dialect.unit}test     = ${test}`,
    `${dialect.unit}variable = ${variable}`,
    `${dialect.unit}values   = ${list}`,
    "}",
  ];
}

/** Puts a block behind everything else in a statement. */
function addBlock(
  { node }: Statement,
  lines: readonly string[] | undefined,
  { text, eol, dialect }: Writing,
): TextEdit[] | undefined {
  const close = node.span.end - 1;
  if (!lines || text[close] !== "}" || !text.slice(node.span.start, close).includes("\n")) return undefined;
  if (text.slice(lineStart(text, close), close).trim() !== "") return undefined;
  const at = lineStart(text, close);
  const indent = indentAt(text, node.span.start) + dialect.unit;
  return [{ span: { start: at, end: at }, newText: eol + lines.map((line) => indent + line + eol).join("") }];
}

/** Puts a `statement` block after another. */
export function insertStatementBlock(
  after: Statement,
  { newMembers }: NewObject,
  to: Writing,
): TextEdit[] | undefined {
  const { text, eol, dialect } = to;
  const { start, end } = after.node.span;
  if (
    !/^statement\s*\{/.test(text.slice(start, start + 40)) ||
    text.slice(end, lineEnd(text, end)).trim() !== ""
  )
    return undefined;
  const outer = indentAt(text, start);
  const inner = outer + dialect.unit;
  const lines = newMembers.map((entry) => memberLine(entry, after, inner, to));
  if (!areAll(lines)) return undefined;
  const written = lines.flatMap((line) => line ?? []);
  const body = alignAssignments(written.filter((line) => line !== ""))
    .map((line) => inner + line + eol)
    .join("");
  return [{ span: { start: end, end }, newText: `${eol}${eol}${outer}statement {${eol}${body}${outer}}` }];
}

/** Empty for what the source does not write. */
function memberLine(entry: NewMember, { node }: Statement, indent: string, to: Writing): string | undefined {
  if ("copyOf" in entry) return copied(entry.copyOf, node.span, to.text);
  if (entry.key === "Condition") return conditionBlocks(entry.value, indent, to);
  const name = names[entry.key];
  const value = name === undefined ? undefined : listValue(entry, indent, to);
  return value === undefined ? undefined : `${name} = ${value}`;
}

/** A new `Condition` as blocks. */
function conditionBlocks(value: NewValue, indent: string, to: Writing): string | undefined {
  if (typeof value === "string" || !("newMembers" in value)) return undefined;
  const blocks = value.newMembers.flatMap((operator) => {
    if ("copyOf" in operator || typeof operator.value === "string" || !("newMembers" in operator.value))
      return [undefined];
    return operator.value.newMembers.map((key) => {
      if ("copyOf" in key || typeof key.value !== "string") return undefined;
      return conditionLines(operator.key, key.key, [key.value], to)?.join(to.eol + indent);
    });
  });
  return areAll(blocks) ? blocks.join(to.eol + indent) : undefined;
}

/** Actions and resources are always lists here. */
function listValue(
  entry: Exclude<NewMember, { copyOf: Member }>,
  indent: string,
  to: Writing,
): string | undefined {
  const { key, value } = entry;
  const isText = typeof value === "string" || "kind" in value;
  return writeValue(isText && key !== "Sid" && key !== "Effect" ? [value] : value, indent, to);
}

function copied({ key, value, span }: Member, statement: Span, text: string): string | undefined {
  // `Effect` that is not written stands at the block's own name.
  if (key.span.start === statement.start) return "";
  const source = text.slice(span.start, Math.max(span.end, value.span.end)).trimEnd();
  const foreign = /^\s*(?:sid|effect|(?:not_)?(?:actions|resources))\s*=/m;
  const isBlock = key.value === "Condition" || key.value.endsWith("Principal");
  return isBlock && (foreign.test(source) || !source.endsWith("}")) ? undefined : source;
}

/** Takes a `statement` block with its line and the blank line before it. */
export function removeStatementBlock({ node }: Statement, { text }: Writing): TextEdit[] | undefined {
  const { span } = node;
  if (text.slice(lineStart(text, span.start), span.start).trim() !== "") return undefined;
  if (text.slice(span.end, lineEnd(text, span.end)).trim() !== "") return undefined;
  let start = lineStart(text, span.start);
  const before = lineStart(text, start - 1);
  if (start > 0 && text.slice(before, start).trim() === "") start = before;
  return [{ span: { start, end: nextLine(text, span.end) }, newText: "" }];
}

/** The block of that type around a place: from its name to its closing brace. */
function blockAround(text: string, at: Span, type: string): Span | undefined {
  const start = text.lastIndexOf(type, at.start);
  const open = new RegExp(`^${type}\\s*\\{`).exec(text.slice(Math.max(start, 0), start + 80));
  if (start < 0 || !open) return undefined;
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '"') {
      const string = /"(?:[^"\\]|\\[\s\S])*"/y;
      string.lastIndex = index;
      index += (string.exec(text)?.[0].length ?? 1) - 1;
    } else if (text[index] === "{") depth++;
    else if (text[index] === "}" && --depth === 0) return { start, end: index + 1 };
  }
  return undefined;
}
