import type { TextEdit } from "../../model/edit.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";
import { importEdits, startWithComments } from "../sortedImports.ts";
import type { ImportLine, ImportStyle } from "../sortedImports.ts";
import { everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf } from "../textStyle.ts";

/** How code calls what other packages declare, and the imports that this needs. */
export interface KotlinNames {
  /** The name to write: the simple one, an alias of the file, or the full one where the simple one means something else. */
  nameOf(name: string): string;
  /** Imports, and declarations behind them. */
  edits(declarations: readonly string[]): TextEdit[];
}

const style: ImportStyle = { write: (name) => `import ${name}`, standard: /^(?:javax?|kotlin)\./ };

/** Reads the imports and the types of a Kotlin file. */
export function kotlinNamesOf(root: SyntaxNode, text: string): KotlinNames {
  const lines: (ImportLine & { readonly local: string })[] = [];
  for (const node of root.children) {
    if (node.type !== "import") continue;
    const code = text.slice(node.start, node.end);
    const match = /^import\s+((?:[\w`]+\.){0,60}(?:[\w`]+|\*))(?:\s+as\s+(\w+))?/.exec(code);
    const name = match?.[1];
    if (name === undefined) continue;
    lines.push({ start: node.start, end: node.end, name, local: match?.[2] ?? simpleOf(name) });
  }
  const declared = new Set<string>();
  for (const node of everyNode(root)) {
    if (node.field === "name" && /^(?:class|object)_declaration$|^type_alias$/.test(node.parent?.type ?? ""))
      declared.add(text.slice(node.start, node.end));
  }
  const added = new Set<string>();
  return {
    nameOf: (name) => {
      const known = lines.find((line) => line.name === name);
      if (known) return known.local;
      const simple = simpleOf(name);
      if (declared.has(simple) || lines.some((line) => line.local === simple)) return name;
      const whole = `${name.slice(0, name.lastIndexOf("."))}.*`;
      if (!lines.some((line) => line.name === whole)) added.add(name);
      return simple;
    },
    edits: (declarations) => headerEdits([...added].sort(), declarations, lines, root, text),
  };
}

function simpleOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function headerEdits(
  added: readonly string[],
  declarations: readonly string[],
  lines: readonly ImportLine[],
  root: SyntaxNode,
  text: string,
): TextEdit[] {
  const eol = eolOf(text);
  const last = lines.at(-1);
  const imports = last ? importEdits(lines, added, style, text, eol) : [];
  const block = last ? [] : added.map((name) => style.write(name));
  const parts = [block.join(eol), ...declarations].filter((part) => part !== "");
  if (parts.length === 0) return imports;
  const content = parts.join(eol + eol);
  const before = last ?? root.children.find((node) => node.type === "package_header");
  if (before) {
    const end = lineEnd(text, before.end);
    const tight = /^\r?\n[^\r\n]/.test(text.slice(end, end + 3));
    return [...imports, { span: { start: end, end }, newText: eol + eol + content + (tight ? eol : "") }];
  }
  const leading = /comment$|^shebang$|^file_annotation$/;
  const first = root.children.find((node) => !leading.test(node.type));
  const start = first ? lineStart(text, startWithComments(first, root.children, text)) : 0;
  return [{ span: { start, end: start }, newText: content + eol + eol }];
}
