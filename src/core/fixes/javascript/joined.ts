import type { Span } from "../../model/span.ts";
import type { Literal } from "../literal.ts";
import { extentOf, joinLiterals } from "../literal.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Refusal } from "../targetForm.ts";
import { literalRefusal, readLiteral } from "./literals.ts";

/** Literals that an expression joins to one text. */
interface JoinedLiterals {
  readonly literal: Literal;
  /** What one expression can take the place of. */
  readonly span: Span;
  /** The node whose parent says how an expression may stand there. */
  readonly node: SyntaxNode;
  /** A comment stands between the parts. */
  readonly commented: boolean;
}

/** A secret that is the whole of several literals: what stands in their place, and its value. */
interface JoinedValue {
  readonly span: Span;
  readonly node: SyntaxNode;
  readonly value: string;
}

function isLiteral(node: SyntaxNode): boolean {
  return (
    node.type === "string" ||
    (node.type === "template_string" && !node.children.some(({ type }) => type === "template_substitution"))
  );
}

/** Operands of a chain of `+`, in text order. */
function operandsOf(node: SyntaxNode): SyntaxNode[] {
  if (node.type !== "binary_expression" || !node.children.some(({ type }) => type === "+")) return [node];
  const left = childIn(node, "left");
  const right = childIn(node, "right");
  return left && right ? [...operandsOf(left), right] : [node];
}

/** The longest run of literals among the operands that holds the span. */
function runAround(operands: readonly SyntaxNode[], span: Span): SyntaxNode[] {
  let run: SyntaxNode[] = [];
  for (const operand of operands) {
    if (isLiteral(operand)) run.push(operand);
    else if (operand.end > span.start) break;
    else run = [];
  }
  return run;
}

function inSum(sum: SyntaxNode, span: Span, text: string): JoinedLiterals[] {
  const operands = operandsOf(sum);
  const run = runAround(operands, span);
  const touched = run.filter(({ start, end }) => start < span.end && span.start < end);
  const runs = touched.length < run.length ? [run, touched] : [run];
  return runs.flatMap(([first, ...rest]) => {
    const last = rest.at(-1);
    if (!first || !last || span.start < first.start || last.end < span.end) return [];
    const whole = rest.length + 1 === operands.length;
    return [joined([first, ...rest], "", whole ? sum : last, { start: first.start, end: last.end }, text)];
  });
}

/** `["a", "b"].join("")` and `"a".concat("b")`. */
function inCall(node: SyntaxNode, text: string): JoinedLiterals[] {
  const callee = childIn(node, "function");
  const owner = callee && childIn(callee, "object");
  const property = callee && childIn(callee, "property");
  const list = childIn(node, "arguments")?.children.filter(({ named }) => named);
  if (!owner || !property || !list) return [];
  const name = text.slice(property.start, property.end);
  if (name === "concat") return joinedOf([owner, ...list], "", node, text);
  const glue = list[0];
  if (name !== "join" || owner.type !== "array" || list.length !== 1 || !glue || !isLiteral(glue)) return [];
  const between = readLiteral(glue, text).segments.map(({ value }) => value ?? "");
  return joinedOf(
    owner.children.filter(({ named }) => named),
    between.join(""),
    node,
    text,
  );
}

function joinedOf(
  parts: readonly SyntaxNode[],
  glue: string,
  node: SyntaxNode,
  text: string,
): JoinedLiterals[] {
  const [first, ...rest] = parts.filter(({ type }) => type !== "comment");
  if (!first || ![first, ...rest].every(isLiteral)) return [];
  return [joined([first, ...rest], glue, node, { start: node.start, end: node.end }, text)];
}

function joined(
  parts: readonly [SyntaxNode, ...SyntaxNode[]],
  glue: string,
  node: SyntaxNode,
  span: Span,
  text: string,
): JoinedLiterals {
  const [first, ...rest] = parts;
  const literal = joinLiterals(
    [readLiteral(first, text), ...rest.map((part) => readLiteral(part, text))],
    glue,
  );
  const commented = [...everyNode(node)].some(
    ({ type, start, end }) => type === "comment" && span.start < start && end < span.end,
  );
  return { literal, span, node, commented };
}

/** As many literals as there are around the span, then only those that it touches. */
function joinedAround(node: SyntaxNode, span: Span, text: string): JoinedLiterals[] {
  if (node.type === "call_expression") return inCall(node, text);
  let sum = node;
  for (const at of upwards(node)) {
    if (at.type !== "binary_expression" || !at.children.some(({ type }) => type === "+")) break;
    sum = at;
  }
  return inSum(sum, span, text);
}

/**
 * The secret that an expression joins from the literals around a span: the chain of `+` or the call that the node is a
 * part of. Undefined when other operands stand between them.
 */
export function joinedValueAt(node: SyntaxNode, span: Span, text: string): JoinedValue | Refusal | undefined {
  const found = joinedAround(node, span, text);
  if (found.length === 0) return undefined;
  if (found.some(({ commented }) => commented)) return { reason: "comments stand between its parts" };
  for (const { literal, span: container, node: standing } of found) {
    const reason = literalRefusal(standing);
    if (reason !== undefined) return { reason };
    const extent = extentOf(literal, span, text);
    if (!extent) return { reason: "part of it is only known at run time" };
    if (extent.whole) return { span: container, node: standing, value: extent.value };
  }
  return { reason: "it starts or ends inside one of several string literals" };
}
