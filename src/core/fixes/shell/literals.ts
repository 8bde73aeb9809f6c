import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import { nameBefore } from "../naming.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** How the text around a value is quoted; it decides how an expansion is written there. */
export type Quoting = "double" | "single" | "ansi" | "word" | "heredoc";

const quotings: Readonly<Record<string, Quoting>> = {
  string: "double",
  raw_string: "single",
  ansi_c_string: "ansi",
  word: "word",
  number: "word",
  heredoc_body: "heredoc",
};

/** The quoting of a node that holds text, or undefined for other nodes. */
export function quotingOf(node: SyntaxNode): Quoting | undefined {
  return quotings[node.type];
}

const ansiEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  e: "\x1b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escapes: Readonly<Record<Quoting, RegExp>> = {
  double: /\\(?:["\\$`]|\r?\n)/g,
  heredoc: /\\(?:[\\$`]|\r?\n)/g,
  word: /\\(?:\r\n|[^])/g,
  single: /(?!)/g,
  ansi: /\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|c[^]|[^])/g,
};

function decode(match: string, quoting: Quoting): string | undefined {
  const body = match.slice(1);
  if (quoting !== "ansi") return /^\r?\n$/.test(body) ? "" : body;
  if (/^[0-7]/.test(body)) return String.fromCharCode(Number.parseInt(body, 8) & 0xff);
  if (/^[xuU]./.test(body)) {
    const point = Number.parseInt(body.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  if (/^c./.test(body)) return undefined;
  return ansiEscapes[body] ?? body;
}

/** Reads a node that holds text, by the quoting rules of the Bash manual, section 3.1.2. */
export function readLiteral(node: SyntaxNode, quoting: Quoting, text: string): Literal {
  const opening = { double: 1, single: 1, ansi: 2, word: 0, heredoc: 0 }[quoting];
  const closing = opening === 0 ? 0 : 1;
  const content = { start: node.start + opening, end: Math.max(node.start + opening, node.end - closing) };
  const segments: Segment[] = [];
  let at = content.start;
  const textTo = (end: number): void => {
    segments.push(
      ...segmentsOf(text, { start: at, end }, escapes[quoting], (match) => decode(match, quoting)),
    );
  };
  for (const hole of node.children.filter((child) => /expansion|substitution/.test(child.type))) {
    textTo(hole.start);
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  textTo(content.end);
  return { span: { start: node.start, end: node.end }, content, segments };
}

/** Why nothing can be expanded at this place. */
export function literalRefusal(node: SyntaxNode, text: string): string | undefined {
  if (node.type === "heredoc_body") {
    const start = node.parent?.children.find((child) => child.type === "heredoc_start");
    if (start && /["'\\]/.test(text.slice(start.start, start.end))) {
      return "it is in a here-document with a quoted delimiter, in which the shell expands nothing";
    }
  }
  for (const at of upwards(node)) {
    if (at.type === "command_name") return "it is the name of a command";
    if (
      at.parent?.type === "binary_expression" &&
      at.field === "right" &&
      /=~/.test(text.slice(at.parent.start, at.start))
    ) {
      return "it is part of a pattern";
    }
    if (at.type === "regex" || at.type === "extglob_pattern") return "it is part of a pattern";
    if (at.type === "arithmetic_expansion") return "it is part of arithmetic";
    if (at.type === "subscript") return "it is the name of an array's element";
    if (at.type === "command_substitution" && text.charAt(at.start) === "`") {
      return "it is inside backquotes, in which quotes do not nest: write $(…) instead";
    }
  }
  return undefined;
}

/** The name that the script gives the value: variable, option, header or field before it. */
export function keyOf(node: SyntaxNode, offset: number, text: string): string | undefined {
  const inside = nameBefore(text, offset, node.start);
  if (inside !== undefined) return inside;
  for (const at of upwards(node)) {
    if (at.type === "variable_assignment") {
      const name = childIn(at, "name");
      return name && text.slice(name.start, name.end).slice(0, 120);
    }
    if (at.parent?.type === "command") {
      const siblings = at.parent.children;
      const previous = siblings[siblings.indexOf(at) - 1];
      return previous && /^--([\w-]{2,80})$/.exec(text.slice(previous.start, previous.end))?.[1];
    }
  }
  return undefined;
}
