import { everyNode } from "./syntaxTree.ts";
import type { SyntaxNode } from "./syntaxTree.ts";

const byType = new WeakMap<SyntaxNode, Map<string, SyntaxNode[]>>();
const byName = new WeakMap<SyntaxNode, Map<string, SyntaxNode[]>>();

/** All nodes of that type below `root`, in text order. The tree is read once, however often this is asked. */
export function nodesOfType(root: SyntaxNode, type: string): readonly SyntaxNode[] {
  let index = byType.get(root);
  if (!index) {
    index = new Map();
    for (const node of everyNode(root)) add(index, node.type, node);
    byType.set(root, index);
  }
  return index.get(type) ?? [];
}

/** All `identifier` nodes below `root` with that text. */
export function identifiersNamed(root: SyntaxNode, text: string, name: string): readonly SyntaxNode[] {
  let index = byName.get(root);
  if (!index) {
    index = new Map();
    for (const node of nodesOfType(root, "identifier")) add(index, text.slice(node.start, node.end), node);
    byName.set(root, index);
  }
  return index.get(name) ?? [];
}

function add(index: Map<string, SyntaxNode[]>, key: string, node: SyntaxNode): void {
  const known = index.get(key);
  if (known) known.push(node);
  else index.set(key, [node]);
}
