import type { Span } from "../../model/span.ts";
import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A Java string literal. `block` when it is a text block. */
export interface JavaLiteral extends Literal {
  readonly block: boolean;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  s: " ",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
};

const escape = /\\(?:u{1,8}[0-9a-fA-F]{4}|[0-3]?[0-7]{1,2}|\r\n|[^])|\r\n/g;

/** Reads a `string_literal` node. Escapes and text blocks as in the language specification, 3.3, 3.10.6 and 3.10.7. */
export function readLiteral(node: SyntaxNode, text: string): JavaLiteral {
  const span = { start: node.start, end: node.end };
  if (!text.startsWith('"""', node.start)) {
    const content = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
    return { span, content, segments: withHoles(node, content, text, decodedRun), block: false };
  }
  const opening = text.indexOf("\n", node.start + 3) + 1;
  const content = { start: opening, end: Math.max(opening, node.end - 3) };
  const lines = linesOf(content, text);
  const indent = Math.min(...lines.map((line) => line.indent));
  const segments = lines.flatMap((line) => blockLine(line, indent, node, text));
  return { span, content, segments, block: true };
}

const decodedRun = (span: Span, text: string): Segment[] => segmentsOf(text, span, escape, decode);

function decode(match: string): string {
  if (match === "\r\n") return "\n";
  const body = match.slice(1);
  if (body === "\n" || body === "\r\n") return "";
  if (body.startsWith("u") && body.length > 1)
    return String.fromCharCode(Number.parseInt(body.slice(-4), 16));
  if (/^[0-7]+$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
  return simpleEscapes[body] ?? body;
}

/** Cuts at the expressions of a string template, whose value is not known before run time. */
function withHoles(
  node: SyntaxNode,
  span: Span,
  text: string,
  read: (span: Span, text: string) => Segment[],
): Segment[] {
  const segments: Segment[] = [];
  let at = span.start;
  for (const hole of node.children.filter((child) => child.type === "string_interpolation")) {
    if (hole.start < at || hole.end > span.end) continue;
    segments.push(...read({ start: at, end: hole.start }, text));
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  return [...segments, ...read({ start: at, end: span.end }, text)];
}

interface BlockLine extends Span {
  /** Count of leading white space; unlimited for an empty line, which does not decide the block's indentation. */
  readonly indent: number;
  readonly last: boolean;
}

function linesOf(content: Span, text: string): BlockLine[] {
  const lines: BlockLine[] = [];
  for (let start = content.start; ;) {
    const feed = text.indexOf("\n", start);
    const last = feed < 0 || feed >= content.end;
    const end = last ? content.end : feed + 1;
    const code = text.slice(start, end);
    const indent = /^[ \t\f]*/.exec(code)?.[0].length ?? 0;
    const empty = code.trim() === "" && !last;
    lines.push({ start, end, indent: empty ? Number.POSITIVE_INFINITY : indent, last });
    if (last) return lines;
    start = end;
  }
}

/** A line without the block's indentation and without white space at its end, which are not part of the value. */
function blockLine(line: BlockLine, indent: number, node: SyntaxNode, text: string): Segment[] {
  const code = text.slice(line.start, line.end);
  const body = code.replace(/\r?\n$/, "");
  const start = line.start + Math.min(indent, body.length);
  const kept = body.slice(start - line.start).trimEnd();
  const end = start + kept.length;
  const segments: Segment[] = [];
  if (start > line.start) segments.push({ start: line.start, end: start, value: "", plain: false });
  const joined = /(?:^|[^\\])(?:\\\\)*\\$/.test(kept) && !line.last;
  segments.push(...withHoles(node, { start, end: joined ? end - 1 : end }, text, decodedRun));
  const rest = { start: joined ? end - 1 : end, end: line.end };
  if (rest.end > rest.start) segments.push({ ...rest, value: line.last || joined ? "" : "\n", plain: false });
  return segments;
}

/** Why no expression can stand in place of this literal. */
export function literalRefusal(node: SyntaxNode): string | undefined {
  for (const at of upwards(node)) {
    if (at.type === "annotation")
      return "an annotation takes constants only: let it name a configuration property, and look the secret up there";
    if (at.type === "annotation_type_element_declaration")
      return "the default of an annotation must be a constant";
    if (at.type === "switch_label") return "a case label takes constants only: compare with equals instead";
    if (at.type === "template_expression") return "it is part of a string template";
    if (/_statement$|_declaration$|^block$|^program$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Methods that take a name and its value. */
const naming = /^(?:put|set|add|with|header|property|param|query|cookie|of$|entry$|env)/i;
/** Methods whose own name says what their one argument is. */
const setter = /^(?:set|with)([A-Z]\w{0,60})$|^(\w{0,40}(?:pass|secret|token|key|credential|auth)\w{0,40})$/i;

/** The name that the code gives the value: variable, field, key of a map, setter, or the method that returns it. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  const code = (part: SyntaxNode | undefined): string => (part ? text.slice(part.start, part.end) : "");
  let below = node;
  for (const at of upwards(node)) {
    if (at.type === "variable_declarator") return code(childIn(at, "name")) || undefined;
    if (at.type === "assignment_expression")
      return /(\w+)["'\])\s]*$/.exec(code(childIn(at, "left")).slice(-200))?.[1];
    if (at.type === "argument_list" && at.parent?.type === "method_invocation") {
      const named = argumentName(at, below, code);
      if (named !== undefined) return named;
    }
    if (at.type === "return_statement") return isSumOf(below, node) ? returnName(at, code) : undefined;
    if (at !== node && /_statement$|_declaration$|body$|^block$|lambda/.test(at.type)) return undefined;
    below = at;
  }
  return undefined;
}

/** Whether a literal is the expression itself, or a summand of it. */
function isSumOf(expression: SyntaxNode, literal: SyntaxNode): boolean {
  for (const at of upwards(literal)) {
    if (at === expression) return true;
    if (at.parent?.type !== "binary_expression" && at.parent?.type !== "parenthesized_expression")
      return false;
  }
  return false;
}

function argumentName(
  list: SyntaxNode,
  argument: SyntaxNode,
  code: (part: SyntaxNode | undefined) => string,
): string | undefined {
  const method = code(childIn(list.parent!, "name"));
  const given = list.children.filter((child) => child.named);
  if (given.length === 1) {
    const match = setter.exec(method);
    return match?.[1] ?? match?.[2];
  }
  const [first, second] = given;
  if (given.length !== 2 || second !== argument || first?.type !== "string_literal") return undefined;
  return naming.test(method) ? /^"(?:[\w.-]*\.)?([\w-]{1,60})"$/.exec(code(first))?.[1] : undefined;
}

function returnName(
  statement: SyntaxNode,
  code: (part: SyntaxNode | undefined) => string,
): string | undefined {
  const method = statement.parent?.parent;
  if (method?.type !== "method_declaration") return undefined;
  return code(childIn(method, "name")).replace(/^get(?=[A-Z])/, "") || undefined;
}
