import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A string of HCL: quoted, or a here-document. */
export interface HclLiteral extends Literal {
  readonly heredoc: boolean;
}

const escape = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|\$\$\{|%%\{/g;
const heredocEscape = /\$\$\{|%%\{|\r\n/g;
const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function decode(match: string): string | undefined {
  if (match === "\r\n") return "\n";
  if (!match.startsWith("\\")) return match.slice(1);
  const body = match.slice(1);
  if (/^[uU]./.test(body)) {
    const point = Number.parseInt(body.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  return simple[body];
}

/** Reads a `string_lit`, `quoted_template` or `heredoc_template` node, by the HCL syntax specification's template rules. */
export function readLiteral(node: SyntaxNode, text: string): HclLiteral {
  const heredoc = node.type === "heredoc_template";
  const span = { start: node.start, end: node.end };
  const content = heredoc
    ? heredocContent(node, text)
    : { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
  const segments: Segment[] = [];
  let at = content.start;
  const pattern = heredoc ? indentedPattern(node, content, text) : escape;
  const textTo = (end: number): void => {
    segments.push(
      ...segmentsOf(text, { start: at, end }, pattern, (match) =>
        /^[ \t]+$/.test(match) ? "" : decode(match),
      ),
    );
  };
  for (const hole of node.children.filter((child) =>
    /template_(?:interpolation|directive)/.test(child.type),
  )) {
    textTo(hole.start);
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  textTo(content.end);
  return { span, content, segments, heredoc };
}

/** From the line after the opening marker to the start of the closing one's line. */
function heredocContent(node: SyntaxNode, text: string): { start: number; end: number } {
  const first = text.indexOf("\n", node.start) + 1;
  const last = text.lastIndexOf("\n", node.end - 1) + 1;
  return { start: first, end: Math.max(first, last) };
}

/** `<<-` takes the indentation of its least indented line off every line. */
function indentedPattern(node: SyntaxNode, content: { start: number; end: number }, text: string): RegExp {
  if (!text.startsWith("<<-", node.start)) return heredocEscape;
  const lines = text
    .slice(content.start, content.end)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const width = Math.min(...lines.map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0));
  return width > 0 ? new RegExp(`^[ \\t]{${width}}|${heredocEscape.source}`, "gm") : heredocEscape;
}
