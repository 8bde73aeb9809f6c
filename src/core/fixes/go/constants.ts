import { applyEdits } from "../../model/edit.ts";
import type { TextEdit } from "../../model/edit.ts";
import { lineEnd, lineStart, nextLine } from "../../model/lineEdges.ts";
import type { Span } from "../../model/span.ts";
import { identifiersNamed } from "../nodeIndex.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** The constant that a literal is, or is part of. */
export function constantOf(literal: SyntaxNode): SyntaxNode | undefined {
  for (const at of upwards(literal)) {
    if (at.type === "const_spec") return at;
    if (/_declaration$|^block$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** The names of one line of a `const` declaration. */
export function constantNames(spec: SyntaxNode, text: string): string[] {
  return spec.children
    .filter((child) => child.field === "name" && child.named)
    .map((child) => text.slice(child.start, child.end));
}

/** Why a constant cannot become a variable. */
export function constantRefusal(spec: SyntaxNode, root: SyntaxNode, text: string): string | undefined {
  const declaration = spec.parent!;
  const specs = specsOf(declaration);
  const counted = specs.some(
    (one) => !childIn(one, "value") || [...everyNode(one)].some((node) => node.type === "iota"),
  );
  if (counted && specs.length > 1)
    return "it is in a group of counted constants: move it into a declaration of its own first";
  const names = constantNames(spec, text);
  let uses = 0;
  for (const node of names.flatMap((name) => identifiersNamed(root, text, name))) {
    if (node.field === "name") continue;
    uses++;
    const holder = [...upwards(node)].find((at) => at.type === "const_spec" || at.type === "array_type");
    if (holder && holder !== spec)
      return "another constant is made of it, which a lookup cannot be: make that one a variable first";
  }
  if (declaration.parent?.type !== "source_file" && uses === 0)
    return "it is a constant that its function does not use, and an unused variable does not compile";
  if (specs.length > 1 && !alone(spec, text))
    return "it shares its line with other constants: put it into a line of its own first";
  return undefined;
}

function specsOf(declaration: SyntaxNode): SyntaxNode[] {
  return declaration.children.filter((child) => child.type === "const_spec");
}

function alone(spec: SyntaxNode, text: string): boolean {
  const before = text.slice(lineStart(text, spec.start), spec.start);
  const after = text.slice(spec.end, lineEnd(text, spec.end));
  return before.trim() === "" && /^[ \t]*(?:\/\/.*)?$/.test(after);
}

/**
 * Edits that make constants of one declaration variables. `edits` are those inside the constants; the result holds
 * them. A whole declaration changes its keyword; some constants of a group move behind it.
 */
export function variableEdits(
  declaration: SyntaxNode,
  chosen: readonly SyntaxNode[],
  edits: readonly TextEdit[],
  text: string,
  eol: string,
): TextEdit[] {
  const specs = specsOf(declaration);
  if (specs.every((spec) => chosen.includes(spec))) {
    const keyword = { start: declaration.start, end: declaration.start + "const".length };
    return [{ span: keyword, newText: "var" }, ...edits];
  }
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, declaration.start)))?.[0] ?? "";
  const moved = chosen.map((spec) => movedLines(spec, edits, text));
  const cuts = chosen.map((spec) => withGap(wholeLines(spec, text), text));
  const end = lineEnd(text, declaration.end);
  const only = moved.length === 1 ? moved[0] : undefined;
  const code = only
    ? only.map((line, index) => outer + (index === only.length - 1 ? `var ${line}` : line))
    : [`${outer}var (`, ...aligned(moved).map((line) => `${outer}\t${line}`), `${outer})`];
  return [
    ...cuts.map((span) => ({ span, newText: "" })),
    ...realigned(declaration, chosen, text),
    { span: { start: end, end }, newText: eol + eol + code.join(eol) },
  ];
}

/** A constant with the comments right above it, from the start of the first line to the start of the one behind. */
function wholeLines(spec: SyntaxNode, text: string): Span {
  const siblings = spec.parent!.children;
  let start = lineStart(text, spec.start);
  for (let index = siblings.indexOf(spec) - 1; index >= 0; index--) {
    const before = siblings[index]!;
    const touches = nextLine(text, before.end) === start && text.slice(before.end, start).trim() === "";
    const ownLine = text.slice(lineStart(text, before.start), before.start).trim() === "";
    if (before.type !== "comment" || !touches || !ownLine) break;
    start = lineStart(text, before.start);
  }
  return { start, end: nextLine(text, spec.end) };
}

/** With one of two empty lines that would meet, or the one that would be left at the group's edge. */
function withGap(lines: Span, text: string): Span {
  const before = lineStart(text, lines.start - 1);
  const emptyBefore = text.slice(before, lines.start).trim() === "";
  const next = text.slice(lines.end, nextLine(text, lines.end)).trim();
  if (emptyBefore && (next === "" || next === ")")) return { start: before, end: lines.end };
  const opens = text.slice(before, lines.start).trim().endsWith("(");
  return opens && next === "" ? { start: lines.start, end: nextLine(text, lines.end) } : lines;
}

/** The lines of a constant after its edits, without indentation. */
function movedLines(spec: SyntaxNode, edits: readonly TextEdit[], text: string): string[] {
  const { start, end } = wholeLines(spec, text);
  const inner = edits
    .filter((edit) => start <= edit.span.start && edit.span.end <= end)
    .map(({ span, newText }) => ({ span: { start: span.start - start, end: span.end - start }, newText }));
  const lines = applyEdits(text.slice(start, end), inner).trimEnd().split(/\r?\n/);
  const indent = /^[ \t]*/.exec(lines[0]!)?.[0] ?? "";
  return lines.map((line) =>
    (line.startsWith(indent) ? line.slice(indent.length) : line).replace(named, "$1 $2"),
  );
}

const named = /^(\w+(?:, \w+){0,20})[ \t]+(=.*)$/;

/** Lines of several variables, their signs of equality in one column, as gofmt writes them between comments. */
function aligned(groups: readonly string[][]): string[] {
  const lines = groups.flat();
  const nameOf = (line: string | undefined): string | undefined => named.exec(line ?? "")?.[1];
  return lines.map((line, index) => {
    let width = 0;
    for (let at = index; nameOf(lines[at]) !== undefined; at--)
      width = Math.max(width, nameOf(lines[at])!.length);
    for (let at = index; nameOf(lines[at]) !== undefined; at++)
      width = Math.max(width, nameOf(lines[at])!.length);
    return line.replace(named, (_, name: string, rest: string) => `${name.padEnd(width)} ${rest}`);
  });
}

/** The column of the signs of equality in the lines that stay, where a longer name has gone. */
function realigned(declaration: SyntaxNode, chosen: readonly SyntaxNode[], text: string): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const run of runsOf(specsOf(declaration), text)) {
    const kept = run.filter((spec) => !chosen.includes(spec));
    const gaps = run.map((spec) => gapOf(spec, text));
    const columns = new Set(gaps.map((gap) => gap && gap.end - lineStart(text, gap.end)));
    if (kept.length === run.length || columns.size !== 1 || columns.has(undefined)) continue;
    const width = Math.max(...kept.map((spec) => gapOf(spec, text)!.start - spec.start));
    for (const spec of kept) {
      const gap = gapOf(spec, text)!;
      const padding = " ".repeat(width - (gap.start - spec.start) + 1);
      if (padding.length !== gap.end - gap.start) edits.push({ span: gap, newText: padding });
    }
  }
  return edits;
}

/** Constants in lines that follow each other. */
function runsOf(specs: readonly SyntaxNode[], text: string): SyntaxNode[][] {
  const runs: SyntaxNode[][] = [];
  for (const spec of specs) {
    const last = runs.at(-1)?.at(-1);
    if (last && nextLine(text, last.end) === lineStart(text, spec.start)) runs.at(-1)!.push(spec);
    else runs.push([spec]);
  }
  return runs;
}

/** The white space between the names and their sign of equality. */
function gapOf(spec: SyntaxNode, text: string): Span | undefined {
  const match = /^\w+(?:, \w+){0,20}([ \t]+)=/.exec(text.slice(spec.start, spec.end));
  if (!match) return undefined;
  const start = spec.start + match[0].length - 1 - match[1]!.length;
  return { start, end: start + match[1]!.length };
}
