import { childIn, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import { makeText, type Expression, type TextExpression } from "../code/expression.ts";
import { piecesOf, type Escapes, type Piece } from "../code/mappedText.ts";

const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });

/** What an escape means inside of each kind of quotes, by the Bash manual, section 3.1.2. */
const plain = (match: string): string => (/^\\\r?\n$/.test(match) ? "" : match.slice(1));
const doubleEscapes: Escapes = { pattern: /\\(?:["\\$`]|\r?\n)/g, decode: plain };
const heredocEscapes: Escapes = { pattern: /\\(?:[\\$`]|\r?\n)/g, decode: plain };
const wordEscapes: Escapes = { pattern: /\\(?:\r\n|[^])/g, decode: plain };
const ansi: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"' };
const ansiEscapes: Escapes = { pattern: /\\[^]/g, decode: (match) => ansi[match.slice(1)] };

const isHole = ({ type }: SyntaxNode): boolean => /expansion|substitution/.test(type);

/** Reads an argument, a value of a variable or the body of a here-document. */
export function shellExpression(node: SyntaxNode, text: string): Expression {
  const span = spanOf(node);
  if (node.type === "simple_expansion" || node.type === "expansion") return variable(node, text);
  if (node.type === "command_substitution") {
    const body = heredocWithin(node);
    return body ? shellExpression(body, text) : { kind: "unknown", span };
  }
  if (node.type === "string") {
    const inner = node.children.filter(({ named }) => named);
    const [only] = inner;
    // "$POLICY" is what POLICY is, "$(cat <<EOF …)" the here-document.
    if (only && inner.length === 1 && isHole(only) && only.end - only.start === node.end - node.start - 2)
      return shellExpression(only, text);
  }
  const pieces = piecesOfNode(node, text);
  if (!pieces) return { kind: "unknown", span };
  return makeText(text, span, contentOf(node), pieces);
}

function variable(node: SyntaxNode, text: string): Expression {
  const name = node.children.find(({ type }) => type === "variable_name");
  const span = spanOf(node);
  // "${NAME:-default}" and the like are not the variable itself.
  const isWhole = name && /^\$\{?\w+\}?$/.test(text.slice(node.start, node.end));
  return isWhole ? { kind: "name", span, path: text.slice(name.start, name.end) } : { kind: "unknown", span };
}

function contentOf(node: SyntaxNode): Span {
  const opening = { string: 1, raw_string: 1, ansi_c_string: 2 }[node.type] ?? 0;
  const start = node.start + opening;
  return { start, end: Math.max(start, opening > 0 ? node.end - 1 : node.end) };
}

function piecesOfNode(node: SyntaxNode, text: string): Piece[] | undefined {
  const content = contentOf(node);
  const holes = node.children.filter(isHole);
  switch (node.type) {
    case "word":
    case "number":
      return piecesOf(text, content, holes, wordEscapes);
    case "raw_string":
      return piecesOf(text, content, []);
    case "ansi_c_string":
      return piecesOf(text, content, [], ansiEscapes);
    case "string":
      return piecesOf(text, content, holes, doubleEscapes);
    case "heredoc_body":
      return isQuoted(node, text)
        ? piecesOf(text, content, [])
        : piecesOf(text, content, holes, heredocEscapes);
    case "concatenation":
      return node.children.flatMap(
        (part) => piecesOfNode(part, text) ?? [{ start: part.start, end: part.end, text: undefined }],
      );
    default:
      return isHole(node) ? [{ start: node.start, end: node.end, text: undefined }] : undefined;
  }
}

/** Whether nothing is expanded in a here-document: its delimiter is quoted. */
function isQuoted(body: SyntaxNode, text: string): boolean {
  const start = body.parent?.children.find(({ type }) => type === "heredoc_start");
  return start !== undefined && /["'\\]/.test(text.slice(start.start, start.end));
}

/** The body of the here-document of a command inside a substitution, such as `$(cat <<EOF …)`. */
function heredocWithin(node: SyntaxNode): SyntaxNode | undefined {
  for (const statement of node.children) {
    if (statement.type !== "redirected_statement") continue;
    const redirect = statement.children.find(({ type }) => type === "heredoc_redirect");
    const body = redirect?.children.find(({ type }) => type === "heredoc_body");
    if (body) return body;
  }
  return undefined;
}

/** The part of an argument behind `--name=`, or undefined when it is no such argument. */
export function optionParts(
  node: SyntaxNode,
  text: string,
): { readonly name: string; readonly value: Expression | undefined } | undefined {
  const code = text.slice(node.start, node.end);
  const match = /^--([A-Za-z][\w-]*)(=)?/.exec(code);
  const name = match?.[1];
  if (!match || name === undefined) return undefined;
  if (match[2] === undefined) return code.length === match[0].length ? { name, value: undefined } : undefined;
  const from = node.start + match[0].length;
  const parts = node.type === "concatenation" ? node.children : [node];
  const rest = parts.filter(({ start }) => start >= from);
  const [first] = rest;
  if (parts.length === rest.length + 1 && first && first.start === from) {
    if (rest.length === 1) return { name, value: shellExpression(first, text) };
  }
  return { name, value: textFrom(from, node, text) };
}

function textFrom(from: number, node: SyntaxNode, text: string): TextExpression {
  const pieces = (piecesOfNode(node, text) ?? []).flatMap((piece): Piece[] => {
    if (piece.end <= from) return [];
    if (piece.start >= from || piece.text === undefined) return [piece];
    return [{ start: from, end: piece.end, text: piece.text.slice(from - piece.start) }];
  });
  const span = { start: from, end: node.end };
  return makeText(text, span, span, pieces);
}

/** The text of a plain word. */
export function wordOf(node: SyntaxNode | undefined, text: string): string | undefined {
  if (!node) return undefined;
  const expression = shellExpression(node, text);
  return expression.kind === "text" ? expression.mapped.text : undefined;
}

/** The arguments of a command. */
export function argumentsOf(command: SyntaxNode): SyntaxNode[] {
  return command.children.filter(({ field }) => field === "argument");
}

/** The name of a command. */
export function commandName(command: SyntaxNode, text: string): string {
  const name = childIn(command, "name");
  return name ? text.slice(name.start, name.end) : "";
}
