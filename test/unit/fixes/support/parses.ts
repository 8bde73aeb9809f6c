import assert from "node:assert/strict";
import { brokenNodes, parseSyntax } from "../../../../src/core/fixes/syntaxTree.ts";
import { grammars } from "./grammars.ts";

/** Fails when the grammar finds an error in the text. */
export async function assertParses(grammar: string, text: string, title: string): Promise<void> {
  const tree = await parseSyntax(text, grammar, grammars);
  assert.ok(tree, title);
  assert.equal(brokenNodes(tree), 0, title);
}
