import type { SyntaxNode } from "./syntaxTree.ts";
import type { Place, Use } from "./targetForm.ts";

/** The uses of each node, in text order. */
export function usesByNode<P extends Place & { readonly node: SyntaxNode }>(
  uses: readonly Use<P>[],
): Map<SyntaxNode, Use<P>[]> {
  const groups = new Map<SyntaxNode, Use<P>[]>();
  for (const use of uses) {
    const known = groups.get(use.place.node);
    if (known) known.push(use);
    else groups.set(use.place.node, [use]);
  }
  return groups;
}
