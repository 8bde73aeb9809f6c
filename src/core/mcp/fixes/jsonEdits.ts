import { findNodeAtOffset, parseTree, type Node } from "jsonc-parser";
import type { TextEdit } from "../../model/edit.ts";
import type { McpServer } from "../model/definition.ts";

/** A JSON text with comments as a tree; undefined when it is none, as the front matter of an agent. */
export function jsonTree(text: string): Node | undefined {
  const plain = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  if (!/^\s*[{/]/.test(plain)) return undefined;
  return parseTree(plain, [], { allowTrailingComma: true, disallowComments: false });
}

/** The member that defines a server: its key and its value. */
export function serverMember(root: Node, { nameSpan }: McpServer): Node | undefined {
  const key = findNodeAtOffset(root, nameSpan.start, true);
  const member = key?.parent;
  return member?.type === "property" && member.children?.[0] === key ? member : undefined;
}

/** The value under a key of an object: the last one when it stands twice. */
export function memberOf(object: Node | undefined, key: string): Node | undefined {
  const members = object?.type === "object" ? (object.children ?? []) : [];
  return members.findLast((member) => member.children?.[0]?.value === key);
}

/** The value of a member. */
export function valueOf(member: Node | undefined): Node | undefined {
  return member?.children?.[1];
}

/**
 * Takes items out of a list or members out of an object. What stays keeps its formatting, and a comma too many is not left
 * behind.
 */
export function removeItems(text: string, container: Node, removed: ReadonlySet<Node>): readonly TextEdit[] {
  const items = container.children ?? [];
  const lastKept = items.findLastIndex((item) => !removed.has(item));
  const edits: TextEdit[] = [];
  for (const [index, item] of items.entries()) {
    const next = items[index + 1];
    if (removed.has(item) && index < lastKept && next) edits.push(cut(item.offset, next.offset));
  }
  const tail = items.slice(lastKept + 1);
  const last = tail.at(-1);
  if (!last) return edits;
  const kept = items[lastKept];
  const end = last.offset + last.length;
  if (kept) {
    edits.push(...cutTail(text, kept.offset + kept.length, end));
  } else {
    edits.push(cut(container.offset + 1, container.offset + container.length - 1));
  }
  return edits;
}

/** A comment behind the last kept item stays; only the comma before it goes. */
function cutTail(text: string, start: number, end: number): readonly TextEdit[] {
  const lineEnd = /^\s*,[^\S\r\n]*\/\/[^\r\n]*/.exec(text.slice(start, end))?.[0];
  if (lineEnd === undefined) return [cut(start, end)];
  const comma = start + lineEnd.indexOf(",");
  return [cut(comma, comma + 1), cut(start + lineEnd.length, end)];
}

function cut(start: number, end: number): TextEdit {
  return { span: { start, end }, newText: "" };
}

/** A value as JSON in the place of another one, indented as its surroundings are. */
export function writeValue(text: string, member: Node, value: unknown): TextEdit | undefined {
  const old = valueOf(member);
  if (!old) return undefined;
  const inner = indentOf(text, member.offset);
  const outer = indentOf(text, member.parent?.parent?.offset ?? member.parent?.offset ?? 0);
  const sameLine = !text.slice(member.parent?.offset ?? 0, member.offset).includes("\n");
  const unit = inner.startsWith(outer) && inner.length > outer.length ? inner.slice(outer.length) : "  ";
  return {
    span: { start: old.offset, end: old.offset + old.length },
    newText: sameLine ? JSON.stringify(value) : indented(value, unit, inner, lineEndOf(text)),
  };
}

/** JSON whose lines after the first begin with `base`. Short lists of texts stay on one line, as people write them. */
export function indented(value: unknown, unit: string, base: string, lineEnd = "\n"): string {
  const lines = JSON.stringify(value, undefined, unit).replace(
    /\[\s*((?:"(?:[^"\\]|\\.)*"(?:,\s*)?)*)\s*\]/g,
    (list: string, items: string) => {
      const short = `[${items.replace(/,\s*\n\s*/g, ", ").trim()}]`;
      return short.length <= 80 ? short : list;
    },
  );
  return lines.split("\n").join(`${lineEnd}${base}`);
}

/** The white space at the start of the line in which an offset is. */
function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** A text as it stands between the quotes of JSON. */
export function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
