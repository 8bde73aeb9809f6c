import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A Python string literal with its prefix and quotes taken apart. */
export interface PythonLiteral extends Literal {
  /** Lower case, such as `rb`. */
  readonly prefix: string;
  /** `"`, `'`, `"""` or `'''`. */
  readonly quotes: string;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escape =
  /\\(?:N\{[^}]{1,88}\}|U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\r\n|[^])|\r\n/g;
const formatEscape = new RegExp(`${escape.source}|\\{\\{|\\}\\}`, "g");

/** Reads a `string` node. Escapes as in the language reference, section 2.5.1.1; `\N{…}` is left undecoded. */
export function readLiteral(node: SyntaxNode, text: string): PythonLiteral {
  const opening = /^([A-Za-z]{0,3})("""|'''|"|')/.exec(text.slice(node.start, node.start + 8));
  const prefix = (opening?.[1] ?? "").toLowerCase();
  const quotes = opening?.[2] ?? '"';
  const content = {
    start: node.start + prefix.length + quotes.length,
    end: Math.max(node.start + prefix.length + quotes.length, node.end - quotes.length),
  };
  const formatted = prefix.includes("f");
  const segments: Segment[] = [];
  let at = content.start;
  const textTo = (end: number): void => {
    const pattern = prefix.includes("r")
      ? formatted
        ? /\r\n|\{\{|\}\}/g
        : /\r\n/g
      : formatted
        ? formatEscape
        : escape;
    segments.push(...segmentsOf(text, { start: at, end }, pattern, (match) => decode(match, prefix)));
  };
  for (const hole of node.children.filter((child) => child.type === "interpolation")) {
    textTo(hole.start);
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  textTo(content.end);
  return { span: { start: node.start, end: node.end }, content, segments, prefix, quotes };
}

function decode(match: string, prefix: string): string | undefined {
  if (match === "\r\n") return "\n";
  if (match === "{{" || match === "}}") return match.charAt(0);
  const body = match.slice(1);
  if (body === "\r\n" || body === "\n") return "";
  const simple = simpleEscapes[body];
  if (simple !== undefined) return simple;
  if (/^[0-7]+$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
  if (body.startsWith("x") && body.length === 3)
    return String.fromCharCode(Number.parseInt(body.slice(1), 16));
  if (prefix.includes("b")) return match;
  if (body.startsWith("N{")) return undefined;
  if (/^[uU].{4}/.test(body)) {
    const point = Number.parseInt(body.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  return match;
}

/** Why no expression can stand in place of this literal. */
export function literalRefusal(node: SyntaxNode, text: string): string | undefined {
  for (const at of upwards(node)) {
    if (at.type === "type") return "it is a type, not a value";
    if (at.type === "case_pattern") return "a pattern takes constants only";
    if (at.type === "subscript" && at !== node) {
      const value = childIn(at, "value");
      if (value && /(?:^|\.)Literal$/.test(text.slice(value.start, value.end)))
        return "it is a type, not a value";
    }
    if (/statement|definition|^block$|^module$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Whether the string stands alone as a statement: documentation, not a value. */
export function isDocumentation(node: SyntaxNode): boolean {
  const outer = node.parent?.type === "concatenated_string" ? node.parent : node;
  return outer.parent?.type === "expression_statement" && outer.parent.children.length === 1;
}

/** The name that the code gives the value: variable, attribute, keyword argument, dictionary key or parameter. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  for (const at of upwards(node)) {
    const field = { assignment: "left", pair: "key", keyword_argument: "name", default_parameter: "name" }[
      at.type
    ];
    const typed = at.type === "typed_default_parameter" ? "name" : field;
    if (typed !== undefined) {
      const name = childIn(at, typed);
      if (!name || name === node || name.end - name.start > 200) return undefined;
      return /([\w-]+)["'\]\s]*$/.exec(text.slice(name.start, name.end))?.[1];
    }
    if (at !== node && /statement|definition|block|module|lambda/.test(at.type)) return undefined;
  }
  return undefined;
}
