import type { TextEdit } from "../../model/edit.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { indentAt } from "../textStyle.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";

/** New names of attributes, and attributes to be added on lines of their own after them. */
export interface Renaming {
  readonly attribute: SyntaxNode;
  readonly name: string;
  readonly added?: { readonly name: string; readonly value: string };
}

/**
 * Edits that rename attributes and keep the equals signs of neighbouring lines in one column, as `terraform fmt` does.
 * Covers names, equals signs and added lines; the values are left to others.
 */
export function renameAttributes(renamings: readonly Renaming[], text: string, eol: string): TextEdit[] {
  const byAttribute = new Map(renamings.map((renaming) => [renaming.attribute, renaming]));
  const edits: TextEdit[] = [];
  const done = new Set<SyntaxNode>();
  for (const renaming of renamings) {
    if (done.has(renaming.attribute)) continue;
    const group = neighbours(renaming.attribute, text);
    const aligned = group.length === 1 || new Set(group.map((one) => equalsColumn(one, text))).size === 1;
    const members = aligned ? group : [renaming.attribute];
    const names = members.flatMap((one) => {
      const change = byAttribute.get(one);
      return [change?.name ?? nameOf(one, text), ...(change?.added ? [change.added.name] : [])];
    });
    const width = Math.max(...names.map((name) => name.length));
    for (const one of members) {
      done.add(one);
      edits.push(...renameOne(one, byAttribute.get(one), width, text, eol));
    }
  }
  return edits;
}

/**
 * Edits that bring the equals signs into one column again where lines between attributes become comments. Covers only the
 * lines that stay.
 */
export function alignWithout(removed: readonly SyntaxNode[], text: string, eol: string): TextEdit[] {
  const gone = new Set(removed);
  const groups = new Set(removed.map((one) => neighbours(one, text)[0]));
  const edits: TextEdit[] = [];
  for (const first of groups) {
    if (!first) continue;
    const group = neighbours(first, text);
    if (new Set(group.map((one) => equalsColumn(one, text))).size > 1) continue;
    let run: SyntaxNode[] = [];
    for (const one of [...group, undefined]) {
      if (one && !gone.has(one)) run.push(one);
      else {
        const width = Math.max(...run.map((member) => nameOf(member, text).length));
        edits.push(...run.flatMap((member) => renameOne(member, undefined, width, text, eol)));
        run = [];
      }
    }
  }
  return edits;
}

function renameOne(
  attribute: SyntaxNode,
  change: Renaming | undefined,
  width: number,
  text: string,
  eol: string,
): TextEdit[] {
  const value = attribute.children.at(-1);
  if (!value) return [];
  const name = change?.name ?? nameOf(attribute, text);
  const span = { start: attribute.start, end: value.start };
  const head = `${name.padEnd(width)} = `;
  const edits: TextEdit[] = text.slice(span.start, span.end) === head ? [] : [{ span, newText: head }];
  if (change?.added) {
    const at = lineEnd(text, attribute.end);
    const indent = indentAt(text, attribute.start);
    const line = `${eol}${indent}${change.added.name.padEnd(width)} = ${change.added.value}`;
    edits.push({ span: { start: at, end: at }, newText: line });
  }
  return edits;
}

function nameOf(attribute: SyntaxNode, text: string): string {
  const name = attribute.children[0];
  return name ? text.slice(name.start, name.end) : "";
}

function equalsColumn(attribute: SyntaxNode, text: string): number {
  return text.indexOf("=", attribute.start) - lineStart(text, attribute.start);
}

/** Attributes of one line each that stand on consecutive lines with this one. */
function neighbours(attribute: SyntaxNode, text: string): SyntaxNode[] {
  const siblings = attribute.parent?.children ?? [];
  const fits = (one: SyntaxNode | undefined): one is SyntaxNode =>
    one?.type === "attribute" && !text.slice(one.start, one.end).includes("\n");
  if (!fits(attribute)) return [attribute];
  const at = siblings.indexOf(attribute);
  let first = at;
  let last = at;
  while (fits(siblings[first - 1]) && adjacent(siblings[first - 1]!, siblings[first]!, text)) first--;
  while (fits(siblings[last + 1]) && adjacent(siblings[last]!, siblings[last + 1]!, text)) last++;
  return siblings.slice(first, last + 1);
}

function adjacent(before: SyntaxNode, after: SyntaxNode, text: string): boolean {
  return text.slice(before.end, after.start).split("\n").length === 2;
}
