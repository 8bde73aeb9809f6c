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
  let counts: ReadonlyMap<string, number> | undefined;
  const uses = (): ReadonlyMap<string, number> => (counts ??= countLocals(text));
  return { resources, documents, managed, locals, resolve: (name) => usedOnce(name, locals, uses) };
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

/** How often each local is used. */
function countLocals(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, name = ""] of text.matchAll(/\blocal\.([\w-]+)/g))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function usedOnce(
  name: string,
  locals: ReadonlyMap<string, Expression>,
  uses: () => ReadonlyMap<string, number>,
): Expression | undefined {
  const [scope, local, ...rest] = name.split(".");
  const value = scope === "local" && local && rest.length === 0 ? locals.get(local) : undefined;
  if (!value || !local) return undefined;
  return uses().get(local) === 1 ? value : undefined;
}
