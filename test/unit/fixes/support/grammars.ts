import { readFile } from "node:fs/promises";
import type { GrammarSource } from "../../../../src/core/ports.ts";

const modules = new URL("../../../../node_modules/", import.meta.url);

function folderOf(name: string): string {
  if (name === "web-tree-sitter.wasm") return "web-tree-sitter/";
  const own = /^(tree-sitter-(?:hcl|kotlin))\.wasm$/.exec(name)?.[1];
  if (own !== undefined) return `@tree-sitter-grammars/${own}/`;
  return "@vscode/tree-sitter-wasm/wasm/";
}

/** Grammars as installed, under the names that they ship with. */
export const grammars: GrammarSource = {
  read: async (name) => new Uint8Array(await readFile(new URL(folderOf(name) + name, modules))),
};
