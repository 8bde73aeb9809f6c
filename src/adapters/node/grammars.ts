import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { GrammarSource } from "../../core/ports.ts";

/** Where the grammars stand in a source tree, below the folder that holds `node_modules`. */
const packageFolders: readonly string[] = [
  "node_modules/web-tree-sitter",
  "node_modules/@vscode/tree-sitter-wasm/wasm",
  "node_modules/@tree-sitter-grammars/tree-sitter-hcl",
  "node_modules/@tree-sitter-grammars/tree-sitter-kotlin",
];

/** A grammar cannot be read: the installation is incomplete. The message is for a person. */
export class GrammarError extends Error {
  override readonly name = "GrammarError";
}

/**
 * Reads WebAssembly files by name from `folder` (`dist/grammars` of a build). The promise rejects with GrammarError
 * when the file is missing, and with RangeError for a name that is not a plain file name.
 */
export function fileGrammars(folder: string): GrammarSource {
  return { read: (name) => readFrom([folder], name) };
}

/** The same, from the packages installed below `root`: for running from source, without a build. */
export function packageGrammars(root: string): GrammarSource {
  const folders = packageFolders.map((folder) => join(root, folder));
  return { read: (name) => readFrom(folders, name) };
}

async function readFrom(folders: readonly string[], name: string): Promise<Uint8Array> {
  if (name === "" || basename(name) !== name) throw new RangeError("a grammar's name is a plain file name");
  for (const folder of folders) {
    try {
      return await readFile(join(folder, name));
    } catch {
      continue;
    }
  }
  throw new GrammarError(`${name} cannot be read; it belongs beside the program, so install Picket again`);
}
