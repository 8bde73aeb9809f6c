import { lineEnd } from "../model/lineEdges.ts";
import type { Span } from "../model/span.ts";
import type { TextEdit } from "../model/edit.ts";
import type { SyntaxNode } from "./syntaxTree.ts";
import { indentAt } from "./textStyle.ts";

/** One import of a file: the span of its statement and the dotted name that it imports. */
export interface ImportLine extends Span {
  readonly name: string;
}

/** How a language writes and orders its imports. */
export interface ImportStyle {
  write(name: string): string;
  /** Names of the language's own library, which many styles keep in a block of their own. */
  readonly standard: RegExp;
  /** Set when the language's own names are sorted before all others. */
  readonly standardFirst?: boolean;
}

/**
 * Adds imports among those that a file has: in the block that names most alike are in, sorted where that block is sorted,
 * by code units or without regard to case, else at its end. `existing` is in text order and not empty.
 */
export function importEdits(
  existing: readonly ImportLine[],
  names: readonly string[],
  style: ImportStyle,
  text: string,
  eol: string,
): TextEdit[] {
  const blocks = blocksOf(existing, text);
  return [...new Set(names)].sort().map((name) => {
    const block = blockFor(name, blocks, style);
    const orders = [same, lower].map((fold) => (a: string, b: string) => compare(fold(a), fold(b), style));
    const order = orders.find((one) => isSorted(block, one));
    const before = order ? block.findLast((line) => order(line.name, name) < 0) : block.at(-1);
    const indent = indentAt(text, block[0]!.start);
    if (!before) {
      const start = block[0]!.start;
      return { span: { start, end: start }, newText: style.write(name) + eol + indent };
    }
    const end = lineEnd(text, before.end);
    return { span: { start: end, end }, newText: eol + indent + style.write(name) };
  });
}

const same = (name: string): string => name;
const lower = (name: string): string => name.toLowerCase();

function isSorted(block: readonly ImportLine[], order: (a: string, b: string) => number): boolean {
  return block.every((line, index) => index === 0 || order(block[index - 1]!.name, line.name) <= 0);
}

/** Imports without an empty line between them. */
function blocksOf(existing: readonly ImportLine[], text: string): ImportLine[][] {
  const blocks: ImportLine[][] = [];
  let last: ImportLine | undefined;
  for (const line of existing) {
    const between = last ? text.slice(last.end, line.start) : "\n\n";
    if (/\n[ \t]*\r?\n/.test(between)) blocks.push([line]);
    else blocks.at(-1)?.push(line);
    last = line;
  }
  return blocks;
}

function blockFor(name: string, blocks: readonly ImportLine[][], style: ImportStyle): ImportLine[] {
  const worth = (block: readonly ImportLine[]): number => {
    const alike = Math.max(...block.map((line) => sharedParts(line.name, name)));
    const own = block.every((line) => style.standard.test(line.name));
    return alike * 10_000 + (own ? 0 : block.length);
  };
  let best = blocks[0]!;
  for (const block of blocks) if (worth(block) >= worth(best)) best = block;
  return best;
}

function sharedParts(a: string, b: string): number {
  const other = b.split(".");
  const parts = a.split(".");
  const differs = parts.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? parts.length : differs;
}

function compare(a: string, b: string, style: ImportStyle): number {
  if (style.standardFirst) {
    const rank = Number(style.standard.test(b)) - Number(style.standard.test(a));
    if (rank !== 0) return rank;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Start of that node or of the comments right above it, without an empty line between. Both are children of one node. */
export function startWithComments(node: SyntaxNode, siblings: readonly SyntaxNode[], text: string): number {
  let head = node.start;
  for (const comment of siblings.slice(0, siblings.indexOf(node)).reverse()) {
    const between = text.slice(comment.end, head);
    if (!comment.type.endsWith("comment") || /\n[ \t]*\r?\n/.test(between)) break;
    head = comment.start;
  }
  return head;
}
