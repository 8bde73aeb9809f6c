import type { Span } from "../model/span.ts";
import type { Literal } from "./literal.ts";
import type { SyntaxNode } from "./syntaxTree.ts";

/** Quotes and an escaped line break at the end of a secret need not be covered by what was found. */
const slack = 4;

/**
 * The value of string literals joined by plus signs, when nothing else is in the sum and `span` covers them all.
 * @param read reads a node that is a literal
 */
export function joinedLiterals(
  sum: SyntaxNode,
  span: Span,
  read: (node: SyntaxNode) => Literal | undefined,
): string | undefined {
  const literals = leavesOf(sum).map((leaf) => read(leaf));
  const first = literals[0];
  const last = literals.at(-1);
  if (!first || !last) return undefined;
  const covers = span.start <= first.content.start && last.content.end - slack <= span.end;
  const values = literals.flatMap(
    (literal) => literal?.segments.map((segment) => segment.value) ?? [undefined],
  );
  return !covers || values.includes(undefined) ? undefined : values.join("");
}

/** The operands of a sum in text order, and every operator that is no plus sign. */
function leavesOf(sum: SyntaxNode): SyntaxNode[] {
  const leaves: SyntaxNode[] = [];
  const waiting = [sum];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!/^(?:binary_expression|parenthesized_expression)$/.test(node.type)) leaves.push(node);
    else waiting.push(...node.children.filter((child) => !/^[+()]$|comment$/.test(child.type)).reverse());
  }
  return leaves;
}
