import type { TextEdit } from "../../../model/edit.ts";
import type { Span } from "../../../model/span.ts";
import type { ListNode, Member, ObjectNode, ValueNode } from "../../model/valueNode.ts";
import type { NewMember, NewObject, NewValue } from "../change.ts";
import { keyText, literal } from "./dialect.ts";
import { columnIndent, indentAt } from "./indentation.ts";
import { lineEnd, lineStart, nextLine } from "../../../model/lineEdges.ts";
import { areAll, sourceOf, type Writing } from "./write.ts";

/** Whether a node is written by indentation. */
export function isBlock(text: string, { span }: ValueNode): boolean {
  return !/[[{]/.test(text[span.start] ?? "");
}

/** End of a node without the line breaks that YAML counts in. */
function endOf(text: string, { span }: { readonly span: Member["span"] }): number {
  return span.start + text.slice(span.start, span.end).trimEnd().length;
}

/** Whether nothing but a comment follows in the line. */
function isLastInLine(text: string, offset: number): boolean {
  return /^\s*(?:#.*)?$/.test(text.slice(offset, lineEnd(text, offset)));
}

/**
 * White space before the dash of an item that begins its line; undefined when it stands otherwise, as the branches of
 * an intrinsic do.
 */
function dashIndent(text: string, list: ListNode, { span }: ValueNode): string | undefined {
  const before = text.slice(lineStart(text, span.start), span.start);
  const indent = /^([ ]*)- +(?:[!&][^\s]+ +)?$/.exec(before)?.[1];
  const column = list.span.start - lineStart(text, list.span.start);
  return indent?.length === column ? indent : undefined;
}

/** Puts texts in the place of items. */
export function replaceBlockItems(
  list: ListNode,
  replaced: ReadonlyMap<ValueNode, readonly string[]>,
  { text, dialect, eol }: Writing,
): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  if (list.items.every((item) => replaced.get(item)?.length === 0)) return undefined;
  for (const [item, values] of replaced) {
    const indent = dashIndent(text, list, item);
    const end = endOf(text, item);
    const texts = values.map((value) => literal(value, dialect));
    if (indent === undefined || !isLastInLine(text, end) || !areAll(texts)) return undefined;
    if (!list.items.includes(item)) return undefined;
    edits.push(
      texts.length === 0
        ? { span: lineOf(text, item, end), newText: "" }
        : { span: { start: item.span.start, end }, newText: texts.join(`${eol}${indent}- `) },
    );
  }
  return edits;
}

/** The lines of an item; a comment behind it stays in its last line. */
function lineOf(text: string, { span }: ValueNode, end: number): Span {
  const start = lineStart(text, span.start);
  const comment = /^\s*(?=#)/.exec(text.slice(end, lineEnd(text, end)));
  if (!comment) return { start, end: nextLine(text, end) };
  return { start: start + indentAt(text, span.start).length, end: end + comment[0].length };
}

/** Takes the lines of one item. */
export function removeBlockItem(list: ListNode, item: ValueNode, to: Writing): TextEdit[] | undefined {
  return list.items.length < 2 ? undefined : replaceBlockItems(list, new Map([[item, []]]), to);
}

/** Puts an object after an item. */
export function insertBlockItem(
  list: ListNode,
  item: ValueNode,
  value: NewObject,
  to: Writing,
): TextEdit[] | undefined {
  const { text, eol } = to;
  const indent = dashIndent(text, list, item);
  if (indent === undefined) return undefined;
  const column = columnIndent(text, item.span.start);
  const members = value.newMembers.map((entry) => writeBlockMember(entry, column, to));
  if (!areAll(members)) return undefined;
  const lead = text.slice(lineStart(text, item.span.start), item.span.start);
  const at = lineEnd(text, endOf(text, item));
  return [{ span: { start: at, end: at }, newText: `${eol}${lead}${members.join(eol + column)}` }];
}

/** Adds members to a mapping. */
export function addBlockMembers(
  object: ObjectNode,
  added: readonly { readonly entry: NewMember; readonly at: "start" | "end" }[],
  to: Writing,
): TextEdit[] | undefined {
  const { text, eol } = to;
  const [first] = object.members;
  const last = object.members.at(-1);
  if (!first || !last) return undefined;
  const indent = columnIndent(text, first.span.start);
  const edits: TextEdit[] = [];
  for (const { entry, at } of added) {
    const member = writeBlockMember(entry, indent, to);
    if (member === undefined) return undefined;
    const end = lineEnd(text, endOf(text, last));
    edits.push(
      at === "start"
        ? { span: { start: first.span.start, end: first.span.start }, newText: member + eol + indent }
        : { span: { start: end, end }, newText: eol + indent + member },
    );
  }
  return edits;
}

/** Takes members out of a mapping, but never all. */
export function removeBlockMembers(
  object: ObjectNode,
  members: ReadonlySet<Member>,
  { text }: Writing,
): TextEdit[] | undefined {
  if (members.size >= object.members.length) return undefined;
  const edits: TextEdit[] = [];
  for (const [index, member] of object.members.entries()) {
    if (!members.has(member)) continue;
    const end = endOf(text, member);
    const next = object.members[index + 1];
    if (!isLastInLine(text, end)) return undefined;
    const begins = text.slice(lineStart(text, member.span.start), member.span.start).trim() === "";
    if (begins) {
      edits.push({
        span: { start: lineStart(text, member.span.start), end: nextLine(text, end) },
        newText: "",
      });
      continue;
    }
    // The first member stands behind a dash: the next one takes its place.
    if (!next || members.has(next) || text.slice(end, next.span.start).trim() !== "") return undefined;
    edits.push({ span: { start: member.span.start, end: next.span.start }, newText: "" });
  }
  return edits;
}

/** Writes another value behind a key. */
export function setBlockValue(member: Member, value: NewValue, to: Writing): TextEdit[] | undefined {
  const { text } = to;
  const colon = text.indexOf(":", member.key.span.end);
  const end = endOf(text, member.value);
  if (colon < 0 || text.slice(member.key.span.end, colon).trim() !== "" || !isLastInLine(text, end))
    return undefined;
  // Tags and anchors before the value belong to it and would be lost.
  if (member.value.span.start > colon && text.slice(colon + 1, member.value.span.start).trim() !== "")
    return undefined;
  const written = afterColon(value, columnIndent(text, member.span.start), to);
  return written === undefined ? undefined : [{ span: { start: colon + 1, end }, newText: written }];
}

/** A member of a mapping at `indent`, its further lines included. */
function writeBlockMember(entry: NewMember, indent: string, to: Writing): string | undefined {
  if ("copyOf" in entry) return sourceOf(entry.copyOf, to.text);
  const key = keyText(to.nameOf(entry.key), to.dialect);
  const value = afterColon(entry.value, indent, to);
  return key === undefined || value === undefined ? undefined : `${key}:${value}`;
}

function afterColon(value: NewValue, indent: string, to: Writing): string | undefined {
  const { text, dialect, eol } = to;
  const deeper = indent + (dialect.unit.includes("\t") ? "  " : dialect.unit);
  if (typeof value === "string") {
    const written = literal(value, dialect);
    return written === undefined ? undefined : ` ${written}`;
  }
  if ("kind" in value) return ` ${text.slice(value.span.start, value.span.end).trimEnd()}`;
  if ("newMembers" in value) {
    const members = value.newMembers.map((entry) => writeBlockMember(entry, deeper, to));
    return areAll(members) ? members.map((member) => eol + deeper + member).join("") : undefined;
  }
  const items = value.map((item) =>
    typeof item === "string" ? literal(item, dialect) : text.slice(item.span.start, item.span.end).trimEnd(),
  );
  return areAll(items) ? items.map((item) => `${eol}${deeper}- ${item}`).join("") : undefined;
}
