import type { SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Span } from "../../../model/span.ts";
import type { Expression } from "../code/expression.ts";
import { hclExpression } from "./hclExpressions.ts";

/** A block of HCL with what stands directly in it. */
export interface HclBlock {
  readonly type: string;
  readonly typeSpan: Span;
  /** Without quotes. */
  readonly labels: readonly string[];
  /** Text of each label, without quotes. */
  readonly labelSpans: readonly Span[];
  readonly span: Span;
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly value: Expression;
}

const spanOf = ({ start, end }: SyntaxNode): Span => ({ start, end });

/** The type and labels of a block, without reading what is in it. */
export function blockHead(node: SyntaxNode, text: string): Omit<HclBlock, "attributes" | "blocks"> {
  const type = node.children.find((child) => child.type === "identifier");
  const quoted = node.children.filter((child) => child.type === "string_lit");
  const labelSpans = quoted.map(({ start, end }) => ({
    start: start + 1,
    end: Math.max(start + 1, end - 1),
  }));
  return {
    type: type ? text.slice(type.start, type.end) : "",
    typeSpan: type ? spanOf(type) : spanOf(node),
    labels: labelSpans.map(({ start, end }) => text.slice(start, end)),
    labelSpans,
    span: spanOf(node),
  };
}

/** Reads a `block` node. */
export function readBlock(node: SyntaxNode, text: string, depth = 0): HclBlock {
  const inside = depth > 20 ? [] : (node.children.find(({ type }) => type === "body")?.children ?? []);
  return {
    ...blockHead(node, text),
    attributes: inside.flatMap((child) => (child.type === "attribute" ? attributeOf(child, text) : [])),
    blocks: inside.flatMap((child) => (child.type === "block" ? [readBlock(child, text, depth + 1)] : [])),
  };
}

function attributeOf(node: SyntaxNode, text: string): HclAttribute[] {
  const name = node.children.find(({ type }) => type === "identifier");
  const value = node.children.find(({ type }) => type === "expression");
  if (!name) return [];
  return [
    {
      name: text.slice(name.start, name.end),
      nameSpan: spanOf(name),
      span: spanOf(node),
      // An argument that is being typed has no value yet.
      value: value
        ? hclExpression(value, text)
        : { kind: "unknown", span: { start: node.end, end: node.end } },
    },
  ];
}

/** The value of an argument that stands directly in the block. */
export function attributeOfBlock(block: HclBlock, name: string): HclAttribute | undefined {
  return block.attributes.findLast((attribute) => attribute.name === name);
}

/** Blocks of that type, with the content of those that a `dynamic` block makes. */
export function nestedBlocks(block: HclBlock, type: string): { block: HclBlock; dynamic: boolean }[] {
  return block.blocks.flatMap((nested): { block: HclBlock; dynamic: boolean }[] => {
    if (nested.type === type) return [{ block: nested, dynamic: false }];
    if (nested.type !== "dynamic" || nested.labels[0] !== type) return [];
    return nested.blocks
      .filter((content) => content.type === "content")
      .map((content) => ({ block: content, dynamic: true }));
  });
}
