import { upwards, everyNode, type SyntaxNode } from "../../../fixes/syntaxTree.ts";
import type { Expression } from "../code/expression.ts";
import { readBlock, blockHead, type HclBlock } from "./hclBlocks.ts";

/** The blocks of one file that policies are read from, and what its names stand for. */
export interface TerraformFile {
  /** `resource` blocks of the AWS provider. */
  readonly resources: readonly HclBlock[];
  /** `data "aws_iam_policy_document"` blocks by name. */
  readonly documents: ReadonlyMap<string, HclBlock>;
  /** `data "aws_iam_policy"` blocks by name. */
  readonly managed: ReadonlyMap<string, HclBlock>;
  readonly locals: ReadonlyMap<string, Expression>;
  /**
   * The value of a local that is used once. One that is used at several places stays unknown, or each place would be
   * reported at the same text.
   */
  readonly resolve: (name: string) => Expression | undefined;
}

/** Collects the blocks of a parsed file; those behind a syntax error too. */
export function terraformFile(root: SyntaxNode, text: string): TerraformFile {
  const resources: HclBlock[] = [];
  const documents = new Map<string, HclBlock>();
  const managed = new Map<string, HclBlock>();
  const locals = new Map<string, Expression>();
  for (const node of outerBlocks(root)) {
    const { type, labels } = blockHead(node, text);
    const [kind, name = ""] = labels;
    if (type === "resource" && kind?.startsWith("aws_")) resources.push(readBlock(node, text));
    else if (type === "data" && kind === "aws_iam_policy_document")
      documents.set(name, readBlock(node, text));
    else if (type === "data" && kind === "aws_iam_policy") managed.set(name, readBlock(node, text));
    else if (type === "locals")
      for (const attribute of readBlock(node, text).attributes) locals.set(attribute.name, attribute.value);
  }
  return { resources, documents, managed, locals, resolve: (name) => usedOnce(name, locals, text) };
}

function* outerBlocks(root: SyntaxNode): Generator<SyntaxNode> {
  const waiting: SyntaxNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "block") {
      yield node;
      // A missing brace makes blocks of later ones' content: look inside what the parser could not read.
      if (node.children.some(({ broken }) => broken)) yield* blocksInErrors(node);
    } else for (const child of node.children.toReversed()) waiting.push(child);
  }
}

function* blocksInErrors(block: SyntaxNode): Generator<SyntaxNode> {
  for (const node of everyNode(block)) {
    if (node.type !== "block" || node === block) continue;
    for (const at of upwards(node)) {
      if (at === block) break;
      if (at.broken) {
        yield node;
        break;
      }
    }
  }
}

function usedOnce(
  name: string,
  locals: ReadonlyMap<string, Expression>,
  text: string,
): Expression | undefined {
  const [scope, local, ...rest] = name.split(".");
  const value = scope === "local" && local && rest.length === 0 ? locals.get(local) : undefined;
  if (!value || !local) return undefined;
  const use = `local.${local}`;
  const first = text.indexOf(use);
  const isWhole = (at: number): boolean => !/[\w-]/.test(text.charAt(at + use.length));
  let uses = 0;
  for (let at = first; at >= 0 && uses < 2; at = text.indexOf(use, at + 1)) if (isWhole(at)) uses++;
  return uses === 1 ? value : undefined;
}
