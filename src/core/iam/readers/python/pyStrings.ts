import { childIn, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import { makeText, type TextExpression } from "../code/expression.ts";
import { decodeBackslash, piecesOf, type Escapes, type Piece } from "../code/mappedText.ts";

const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });
const namedOf = (node: SyntaxNode): SyntaxNode[] =>
  node.children.filter(({ named, type }) => named && type !== "comment");

const backslash = /\\(?:N\{[^}]{1,88}\}|U[0-9a-fA-F]{8}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|[^])/;

/** What `str.format` and the operator `%` fill in later, and how they write a brace and a percent sign. */
const formatFields = /\{\{|\}\}|\{[^{}\n]{0,80}\}/;
const percentFields = /%(?:\([^()\n]{1,80}\))?[-#0 +]*\d*(?:\.\d+)?[sdrfiax]|%%/;

type Filling = "format" | "percent" | undefined;

/**
 * A string of Python, in one literal or several: side by side, added up, with `%`, with `.format(…)`. What is only known at
 * run time is an unknown part. Undefined for other expressions.
 */
export function pyText(node: SyntaxNode, text: string): TextExpression | undefined {
  const parts = partsOf(node, text, undefined, 0);
  const literals = parts?.filter(({ node: { type } }) => type === "string") ?? [];
  const [first, last] = [literals[0]?.node, literals.at(-1)?.node];
  if (!parts || !first || !last) return undefined;
  const later = filledLater(text.slice(first.start, last.end));
  const pieces = parts.flatMap((part): Piece[] =>
    part.node.type === "string"
      ? literalPieces(part.node, part.filling ?? later, text)
      : [{ start: part.node.start, end: part.node.end, text: undefined }],
  );
  const start = parts[0]?.node === first ? contentOf(first, text).start : node.start;
  const end = parts.at(-1)?.node === last ? contentOf(last, text).end : node.end;
  return makeText(text, spanOf(node), { start, end: Math.max(start, end) }, pieces);
}

/** How a string of JSON is filled in elsewhere, as its text shows: `%s`, or braces that are all doubled. */
function filledLater(code: string): Filling {
  if (/^[A-Za-z]{0,3}["']{1,3}\s*\{\{\s*(?:\\n)?\s*"/.test(code)) return "format";
  return code.includes('"Statement"') && /%(?:\(\w+\))?s/.test(code) ? "percent" : undefined;
}

interface Part {
  readonly node: SyntaxNode;
  readonly filling: Filling;
}

function partsOf(node: SyntaxNode, text: string, filling: Filling, depth: number): Part[] | undefined {
  if (depth > 100) return undefined;
  if (node.type === "string") return [{ node, filling }];
  if (node.type === "concatenated_string")
    return namedOf(node).flatMap((one) => (one.type === "string" ? [{ node: one, filling }] : []));
  if (node.type === "parenthesized_expression") {
    const [only] = namedOf(node);
    return only && partsOf(only, text, filling, depth + 1);
  }
  if (node.type === "call") {
    const callee = childIn(node, "function");
    const object = callee?.type === "attribute" ? childIn(callee, "object") : undefined;
    const name = callee && childIn(callee, "attribute");
    const isFormat = name && text.slice(name.start, name.end) === "format";
    return object && isFormat ? partsOf(object, text, "format", depth + 1) : undefined;
  }
  if (node.type !== "binary_operator") return undefined;
  const [left, right] = [childIn(node, "left"), childIn(node, "right")];
  const operator = childIn(node, "operator")?.type;
  if (!left || !right) return undefined;
  if (operator === "%") return partsOf(left, text, "percent", depth + 1);
  if (operator !== "+") return undefined;
  const sides = [left, right].map(
    (side) => partsOf(side, text, filling, depth + 1) ?? [{ node: side, filling }],
  );
  return sides.flat();
}

/** Between the quotes. */
function contentOf(node: SyntaxNode, text: string): Span {
  const opening = /^[A-Za-z]{0,3}("""|'''|"|')/.exec(text.slice(node.start, node.start + 6));
  const start = node.start + (opening?.[0].length ?? 1);
  const closing = node.children.find(({ type }) => type === "string_end");
  return { start, end: Math.max(start, closing ? closing.start : node.end) };
}

function literalPieces(node: SyntaxNode, filling: Filling, text: string): Piece[] {
  const prefix = (/^[A-Za-z]{0,3}/.exec(text.slice(node.start, node.start + 3))?.[0] ?? "").toLowerCase();
  const patterns = [
    ...(prefix.includes("r") ? [] : [backslash.source]),
    ...(prefix.includes("f") ? ["\\{\\{|\\}\\}"] : filling === "format" ? [formatFields.source] : []),
    ...(filling === "percent" ? [percentFields.source] : []),
  ];
  const escapes: Escapes | undefined =
    patterns.length > 0 ? { pattern: new RegExp(patterns.join("|"), "g"), decode } : undefined;
  const holes = node.children.filter(({ type }) => type === "interpolation");
  return piecesOf(text, contentOf(node, text), holes, escapes);
}

function decode(match: string): string | undefined {
  if (match === "{{" || match === "}}" || match === "%%") return match.charAt(0);
  if (!match.startsWith("\\")) return undefined;
  // Python keeps the backslash of what is no escape.
  if (/^\\[^\n\r\\'"abfnrtvxuUN0-7]/.test(match)) return match;
  return match.startsWith("\\N{") ? undefined : decodeBackslash(match);
}
