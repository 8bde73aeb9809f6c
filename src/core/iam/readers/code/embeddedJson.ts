import type { Span } from "../../../model/span.ts";
import type { SyntaxProblem } from "../../model/located.ts";
import { unknownText, type Member, type ValueNode } from "../../model/valueNode.ts";
import { readJsonTree } from "../jsonTree.ts";
import type { MappedText } from "./mappedText.ts";

/**
 * Reads the JSON that a string of a program holds; spans are those of the source. A substitution that stands for a whole
 * value is an unknown value, and one that stands for members or items makes what holds it partial.
 */
export function readEmbeddedJson(mapped: MappedText): {
  root: ValueNode | undefined;
  problems: readonly SyntaxProblem[];
} {
  const { text, holes } = fillHoles(mapped.text);
  const { root, problems } = readJsonTree(text);
  if (!root) return { root: undefined, problems: [] };
  const move = (span: Span): Span => mapped.spanOf(span.start, span.end);
  return {
    root: moveValue(root, { move, inStep: mapped.inStep, holes }),
    problems: holes.length > 0 ? [] : problems.map(({ span, message }) => ({ span: move(span), message })),
  };
}

/** Whether a text may be a policy in JSON, before it is parsed. */
export function looksLikePolicy(text: string): boolean {
  return /^\s*\{/.test(text) && /"Statement"\s*:/.test(text);
}

/** Puts a number where an unknown part stands outside of strings, so that the text parses. */
function fillHoles(text: string): { text: string; holes: number[] } {
  const holes: number[] = [];
  if (!text.includes(unknownText)) return { text, holes };
  let inString = false;
  const letters: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (inString && letter === "\\") {
      letters.push(letter, text.charAt(++at));
      continue;
    }
    if (letter === '"') inString = !inString;
    if (letter === unknownText && !inString) {
      holes.push(at);
      letters.push("0");
    } else letters.push(letter);
  }
  return { text: letters.join(""), holes };
}

/** How the spans of a tree become those of the source. */
interface Moving {
  readonly move: (span: Span) => Span;
  readonly inStep: (from: number, to: number) => boolean;
  /** Offsets, in the tree's text, of numbers that stand for unknown parts. */
  readonly holes: readonly number[];
}

/** The same value with its spans moved. */
function moveValue(node: ValueNode, moving: Moving): ValueNode {
  const { move, inStep, holes } = moving;
  const span = move(node.span);
  if (node.kind === "object") {
    const members = node.members.map((member) => moveMember(member, moving));
    const partial =
      node.partial ||
      holes.some((at) => within(at, node.span) && !node.members.some((one) => within(at, one.span)));
    return { kind: "object", members, span, partial };
  }
  if (node.kind === "list") {
    const items = node.items.map((item) => moveValue(item, moving));
    return { kind: "list", items, span, partial: node.partial };
  }
  if (node.kind === "string") {
    const exact = node.exact && inStep(node.content.start, node.content.end);
    const moved = { ...node, span, content: move(node.content), exact };
    return node.placeholders ? { ...moved, placeholders: node.placeholders.map(move) } : moved;
  }
  return node.kind === "unknown" || holes.includes(node.span.start)
    ? { kind: "unknown", span }
    : { ...node, span };
}

function moveMember(member: Member, moving: Moving): Member {
  const key = moveValue(member.key, moving);
  return {
    key: key.kind === "string" ? key : member.key,
    value: moveValue(member.value, moving),
    span: moving.move(member.span),
  };
}

function within(at: number, span: Span): boolean {
  return span.start <= at && at < span.end;
}
