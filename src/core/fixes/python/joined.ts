import type { Span } from "../../model/span.ts";
import { extentOf, joinLiterals } from "../literal.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Refusal } from "../targetForm.ts";
import { literalRefusal, readLiteral } from "./literals.ts";
import type { PythonLiteral } from "./literals.ts";

/** A secret that is the whole of several literals: what stands in their place, and its value. */
interface JoinedValue {
  readonly span: Span;
  readonly node: SyntaxNode;
  /** The first literal: its prefix and quotes decide how a lookup is written. */
  readonly literal: PythonLiteral;
  readonly value: string;
}

/** The string nodes of a literal, or of several beside each other. */
function stringsOf(node: SyntaxNode): SyntaxNode[] | undefined {
  if (node.type === "string") return [node];
  if (node.type !== "concatenated_string") return undefined;
  return node.children.filter(({ type }) => type === "string");
}

function isSum(node: SyntaxNode): boolean {
  return node.type === "binary_operator" && node.children.some(({ type }) => type === "+");
}

/** Operands of a chain of `+`, in text order. */
function operandsOf(node: SyntaxNode): SyntaxNode[] {
  const left = childIn(node, "left");
  const right = childIn(node, "right");
  return isSum(node) && left && right ? [...operandsOf(left), right] : [node];
}

/** The literals among the operands that stand together around the span. */
function runAround(operands: readonly SyntaxNode[], span: Span): SyntaxNode[] {
  let run: SyntaxNode[] = [];
  for (const operand of operands) {
    if (stringsOf(operand)) run.push(operand);
    else if (operand.end > span.start) break;
    else run = [];
  }
  return run;
}

/** Parts that are joined, with what is put between them. */
interface Parts {
  readonly nodes: readonly SyntaxNode[];
  readonly glue: string;
  readonly span: Span;
}

function ofSum(sum: SyntaxNode, span: Span): Parts[] {
  const run = runAround(operandsOf(sum), span);
  const touched = run.filter(({ start, end }) => start < span.end && span.start < end);
  return [run, touched].flatMap((nodes) => {
    const [first, last] = [nodes[0], nodes.at(-1)];
    return first && last && first !== last
      ? [{ nodes, glue: "", span: { start: first.start, end: last.end } }]
      : [];
  });
}

/** `"".join(["a", "b"])`, also of a tuple. */
function ofCall(call: SyntaxNode, text: string): Parts[] {
  const callee = childIn(call, "function");
  const owner = callee && childIn(callee, "object");
  const method = callee && childIn(callee, "attribute");
  const list = childIn(call, "arguments")?.children.filter(({ named }) => named);
  const items = list?.[0];
  if (!owner || owner.type !== "string" || !method || text.slice(method.start, method.end) !== "join")
    return [];
  if (list?.length !== 1 || !items || !/^(?:list|tuple)$/.test(items.type)) return [];
  const glue = readLiteral(owner, text).segments.map(({ value }) => value ?? "");
  const nodes = items.children.filter(({ named, type }) => named && type !== "comment");
  return [{ nodes, glue: glue.join(""), span: { start: call.start, end: call.end } }];
}

/**
 * The secret that an expression joins from the literals around a span: the chain of `+` or the call of `join` that the
 * node is a part of. Undefined when other operands stand between them.
 */
export function joinedValueAt(node: SyntaxNode, span: Span, text: string): JoinedValue | Refusal | undefined {
  let sum = node;
  for (const at of upwards(node)) {
    if (!isSum(at)) break;
    sum = at;
  }
  const found = node.type === "call" ? ofCall(node, text) : isSum(sum) ? ofSum(sum, span) : [];
  for (const { nodes, glue, span: container } of found) {
    const strings = nodes.map(stringsOf);
    const [first, ...rest] = strings.flatMap((list) => (list ?? []).map((one) => readLiteral(one, text)));
    if (!first || strings.includes(undefined)) return undefined;
    if (span.start < container.start || container.end < span.end) return undefined;
    const reason = literalRefusal(node, text);
    if (reason !== undefined) return { reason };
    if (hasComment(sum, container)) return { reason: "comments stand between its parts" };
    const extent = extentOf(joinLiterals([first, ...rest], glue), span, text);
    if (!extent) return { reason: "part of it is only known at run time, or written by its Unicode name" };
    if (extent.whole)
      return { span: container, node: nodes.at(-1) ?? node, literal: first, value: extent.value };
  }
  return found.length > 0 ? { reason: "it is spread over several string literals" } : undefined;
}

function hasComment(node: SyntaxNode, { start, end }: Span): boolean {
  for (const at of everyNode(node))
    if (at.type === "comment" && start < at.start && at.end < end) return true;
  return false;
}
