import type { Literal } from "./literal.ts";

/** `|`, `>-`, `|2+`, perhaps a comment, and the end of the line: YAML 1.2, chapter 8.1. */
const header = /[|>][+-]?\d?[+-]?[ \t]{0,20}(?:#[^\n]{0,200})?\r?\n/y;
const nextLine = /\r?\n/y;

/** Longest single line that is read as a value, in code units. */
const longestLine = 2048;

function indentAt(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === " " || text[at] === "\t") at++;
  return at - lineStart;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from, from + longestLine).indexOf("\n");
  return end === -1 ? Math.min(text.length, from + longestLine) : from + end;
}

/** Whether a plain line can be a value: not a list's item, a mapping, a comment or a statement. */
function isPlain(line: string): boolean {
  return /^[^\s-#"'{[&*!|>%@`][^\s]*$/.test(line) && !/:$|^\w+\(|[({;]$/.test(line);
}

/**
 * The single line of a block scalar, or a plain value on the line after its key; `at` is where the value would start on
 * the key's line. Blocks of several lines are no value here: what they hold is found by its own form.
 */
export function blockValue(text: string, at: number): Literal | undefined {
  const sign = text.charCodeAt(at);
  // | and >, or the end of the line.
  if (sign !== 0x7c && sign !== 0x3e && sign !== 0x0a && sign !== 0x0d) return undefined;
  header.lastIndex = at;
  nextLine.lastIndex = at;
  const scalar = header.test(text);
  if (!scalar && !nextLine.test(text)) return undefined;
  const start = scalar ? header.lastIndex : nextLine.lastIndex;
  const keyLine = text.lastIndexOf("\n", at - 1) + 1;
  if (at - keyLine > 200) return undefined;
  const indent = indentAt(text, keyLine) + (text[keyLine + indentAt(text, keyLine)] === "-" ? 1 : 0);
  const inner = indentAt(text, start);
  if (inner <= indent) return undefined;
  const end = lineEnd(text, start);
  const line = text.slice(start + inner, end).trimEnd();
  if (line === "" || line.includes(" ") || (!scalar && !isPlain(line))) return undefined;
  const after = end + 1;
  const more = text.slice(after, lineEnd(text, after)).trim() !== "" && indentAt(text, after) > indent;
  return more ? undefined : { start: start + inner, end: start + inner + line.length, quote: "" };
}
