import type { SyntaxNode } from "../../../fixes/syntaxTree.ts";

/** Longer chains are cut: only their end is asked for. */
const longest = 200;

/**
 * A chain of names as code: `iam.Effect.ALLOW`, `this.role`. Where it begins with something else, such as a call, what is
 * left begins with a dot; empty when it ends in something else.
 */
export function calleePath(node: SyntaxNode, text: string): string {
  const code = text.slice(Math.max(node.start, node.end - longest), node.end).replace(/[\s?!]+/g, "");
  if (node.end - node.start <= longest && /^[\w$]+(?:\.[\w$]+)*$/.test(code)) return code;
  return /\.[\w$]+$/.exec(code)?.[0] ?? "";
}
