import type { Literal } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** A Go string literal with its quote: `"`, or a backtick for a raw one. */
export interface GoLiteral extends Literal {
  readonly quote: string;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escape = /\\(?:U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{3}|[^])/g;

/** Reads a string literal. Escapes as in the language specification, "Rune literals"; a raw one drops carriage returns. */
export function readLiteral(node: SyntaxNode, text: string): GoLiteral {
  const quote = text.charAt(node.start);
  const content = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
  const segments =
    quote === "`" ? segmentsOf(text, content, /\r/g, () => "") : segmentsOf(text, content, escape, decode);
  return { span: { start: node.start, end: node.end }, content, segments, quote };
}

function decode(match: string): string | undefined {
  const body = match.slice(1);
  if (/^[uU]/.test(body)) {
    const point = Number.parseInt(body.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  if (/^(?:x|[0-7]{3})/.test(body)) {
    const byte = body.startsWith("x") ? Number.parseInt(body.slice(1), 16) : Number.parseInt(body, 8);
    // These escapes are bytes of UTF-8: above ASCII, one alone is no character.
    return byte < 0x80 ? String.fromCharCode(byte) : undefined;
  }
  return simpleEscapes[body] ?? body;
}

/** Why no expression can stand in place of this literal. */
export function literalRefusal(node: SyntaxNode): string | undefined {
  if (node.field === "tag") return "a struct tag takes constants only";
  for (const at of upwards(node)) {
    if (at.type === "import_spec") return "it is part of an import";
    if (at.type === "array_type") return "the length of an array must be a constant";
    if (/_statement$|_declaration$|^block$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Functions that take a name and its value. */
const naming = /(?:^|\.)(?:set|put|add|with|store|header|param|field|setenv)\w{0,30}$/i;
/** Functions whose own name says what their one argument is. */
const setter =
  /(?:^|\.)(?:(?:set|with)([A-Z]\w{0,60})|(\w{0,40}(?:pass|secret|token|key|credential|auth)\w{0,40}))$/i;

type Code = (part: SyntaxNode | undefined) => string;

/** The name that the code gives the value: variable, field, key of a map, argument, or the function that returns it. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  const code: Code = (part) => (part ? text.slice(part.start, part.end) : "");
  let below = node;
  for (const at of upwards(node)) {
    if (/^(?:const|var)_spec$/.test(at.type)) {
      const names = at.children.filter((child) => child.field === "name" && child.named);
      return code(names[indexAmong(below, node)] ?? names[0]) || undefined;
    }
    if (/^(?:short_var_declaration|assignment_statement)$/.test(at.type)) {
      const left = childIn(at, "left")?.children.filter((child) => child.named) ?? [];
      return /(\w+)["`\])\s]*$/.exec(code(left[indexAmong(below, node)] ?? left[0]).slice(-200))?.[1];
    }
    if (at.type === "keyed_element") {
      const key = childIn(at, "key");
      return key === below ? undefined : /([\w-]{1,80})["`]?$/.exec(code(key))?.[1];
    }
    if (at.type === "argument_list" && at.parent?.type === "call_expression") {
      const named = argumentName(at, below, code);
      if (named !== undefined) return named;
    }
    if (at !== node && /_statement$|_declaration$|^block$|^func_literal$/.test(at.type)) return undefined;
    below = at;
  }
  return undefined;
}

/** Which of the values of a list holds the node. */
function indexAmong(list: SyntaxNode, node: SyntaxNode): number {
  const values = list.children.filter((child) => child.named);
  return Math.max(
    0,
    values.findIndex((child) => child.start <= node.start && node.end <= child.end),
  );
}

function argumentName(list: SyntaxNode, argument: SyntaxNode, code: Code): string | undefined {
  const called = code(childIn(list.parent!, "function"));
  const given = list.children.filter((child) => child.named);
  if (given.length === 1) {
    const match = setter.exec(called);
    return match?.[1] ?? match?.[2];
  }
  const index = given.indexOf(argument);
  const name = index > 0 && naming.test(called) ? given[index - 1] : undefined;
  return /^["`](?:[\w.-]*\.)?([\w-]{1,60})["`]$/.exec(code(name))?.[1];
}
