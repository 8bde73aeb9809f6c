import type { TextEdit } from "../../model/edit.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";
import { importEdits, startWithComments } from "../sortedImports.ts";
import type { ImportLine, ImportStyle } from "../sortedImports.ts";
import { everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf } from "../textStyle.ts";

/** How code calls types of other packages, and the imports that this needs. */
export interface TypeNames {
  /** The name to write for a type: its simple name, or the full one where the simple one means another type. */
  nameOf(type: string): string;
  edits(): TextEdit[];
}

const style: ImportStyle = { write: (name) => `import ${name};`, standard: /^javax?\./ };

/** Reads the imports and the types of a Java file. */
export function typeNamesOf(root: SyntaxNode, text: string): TypeNames {
  const plain: ImportLine[] = [];
  const fixed: SyntaxNode[] = [];
  for (const node of root.children) {
    if (node.type !== "import_declaration") continue;
    const code = text.slice(node.start, node.end);
    const name = /^import\s+([\w$.]+(?:\s*\.\s*\*)?)\s*;/.exec(code)?.[1]?.replace(/\s+/g, "");
    if (/^import\s+static\b/.test(code) || name === undefined) fixed.push(node);
    else plain.push({ start: node.start, end: node.end, name });
  }
  const declared = new Set<string>();
  for (const node of everyNode(root)) {
    const named = node.field === "name" && /_declaration$|^type_parameter$/.test(node.parent?.type ?? "");
    if (named && !/^(?:method|constructor)_/.test(node.parent!.type))
      declared.add(text.slice(node.start, node.end));
  }
  const added = new Set<string>();
  return {
    nameOf: (type) => {
      const simple = type.slice(type.lastIndexOf(".") + 1);
      if (plain.some((line) => line.name === type)) return simple;
      const other = plain.some((line) => line.name.endsWith(`.${simple}`));
      if (other || declared.has(simple)) return type;
      const whole = `${type.slice(0, type.lastIndexOf("."))}.*`;
      if (!plain.some((line) => line.name === whole)) added.add(type);
      return simple;
    },
    edits: () => {
      if (added.size === 0) return [];
      const eol = eolOf(text);
      if (plain.length > 0) return importEdits(plain, [...added], style, text, eol);
      return [
        firstImports(
          [...added].sort().map((name) => style.write(name)),
          fixed,
          root,
          text,
          eol,
        ),
      ];
    },
  };
}

/** Behind static imports, else behind the package, else ahead of the first type and what belongs to it. */
function firstImports(
  lines: readonly string[],
  fixed: readonly SyntaxNode[],
  root: SyntaxNode,
  text: string,
  eol: string,
): TextEdit {
  const before = fixed.at(-1) ?? root.children.find((node) => node.type === "package_declaration");
  const block = lines.join(eol);
  if (before) {
    const end = lineEnd(text, before.end);
    const tight = /^\r?\n[^\r\n]/.test(text.slice(end, end + 3));
    return { span: { start: end, end }, newText: eol + eol + block + (tight ? eol : "") };
  }
  const first = root.children.find((node) => !node.type.endsWith("comment"));
  const start = first ? lineStart(text, startWithComments(first, root.children, text)) : 0;
  return { span: { start, end: start }, newText: block + eol + eol };
}
