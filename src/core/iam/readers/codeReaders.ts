import type { GrammarSource } from "../../ports.ts";
import type { PolicyText } from "../model/located.ts";
import { readJavaScript } from "./javascript/readJavaScript.ts";
import { readPython } from "./python/readPython.ts";
import { readShell } from "./shell/readShell.ts";
import { readTerraform } from "./terraform/readTerraform.ts";

/** Reads the policies of a text of one language. */
export type CodeReader = (text: string, grammars: GrammarSource) => Promise<PolicyText>;

interface Language {
  readonly ids: ReadonlySet<string>;
  readonly path: RegExp;
  readonly reader: CodeReader;
}

const languages: readonly Language[] = [
  {
    ids: new Set(["terraform", "terraform-vars", "opentofu", "hcl"]),
    path: /\.(?:tf|tofu|hcl)$/i,
    reader: readTerraform,
  },
  {
    ids: new Set(["typescript"]),
    path: /\.[mc]?ts$/i,
    reader: (text, grammars) => readJavaScript(text, grammars, "typescript"),
  },
  {
    ids: new Set(["typescriptreact"]),
    path: /\.tsx$/i,
    reader: (text, grammars) => readJavaScript(text, grammars, "tsx"),
  },
  {
    ids: new Set(["javascript", "javascriptreact"]),
    path: /\.(?:[mc]?js|jsx)$/i,
    reader: (text, grammars) => readJavaScript(text, grammars, "javascript"),
  },
  { ids: new Set(["python"]), path: /\.pyi?$/i, reader: readPython },
  { ids: new Set(["shellscript"]), path: /\.(?:sh|bash|zsh|ksh)$/i, reader: readShell },
];

/** The reader for a programming or configuration language: by what the editor says, else by the name, else by `#!`. */
export function codeReader(text: string, path: string, languageId = ""): CodeReader | undefined {
  const known =
    languages.find(({ ids }) => ids.has(languageId)) ?? languages.find((one) => one.path.test(path));
  if (known) return known.reader;
  const first = /^#!.*\b(?:(?:ba|z|k|da)?(sh)|(python)[\d.]*|(node|deno|bun))\b/.exec(text);
  if (!first) return undefined;
  const extension = first[1] ? ".sh" : first[2] ? ".py" : ".js";
  return languages.find((one) => one.path.test(extension))?.reader;
}
