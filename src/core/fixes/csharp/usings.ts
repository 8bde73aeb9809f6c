import type { TextEdit } from "../../model/edit.ts";
import { lineStart } from "../../model/lineEdges.ts";
import { importEdits, startWithComments } from "../sortedImports.ts";
import type { ImportLine, ImportStyle } from "../sortedImports.ts";
import { everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf } from "../textStyle.ts";

/** How code calls types of other namespaces, and the directives that this needs. */
export interface Usings {
  /** The name to write for a type: its simple name, or the full one where the simple one means another type. */
  nameOf(type: string): string;
  edits(): TextEdit[];
}

const style: ImportStyle = {
  write: (name) => `using ${name};`,
  standard: /^System(?:\.|$)/,
  standardFirst: true,
};

/** Reads the directives and the types of a C# file. */
export function usingsOf(root: SyntaxNode, text: string): Usings {
  const known = new Set<string>();
  const blocks = new Map<SyntaxNode, ImportLine[]>();
  const declared = new Set<string>();
  for (const node of everyNode(root)) {
    if (node.type === "using_directive" && node.parent) {
      const code = text.slice(node.start, node.end);
      const name = /^using\s+((?:\w+\s*\.\s*)*\w+)\s*;/.exec(code)?.[1]?.replace(/\s+/g, "");
      const everywhere = /^global\s+using\s+([\w.]+)\s*;/.exec(code)?.[1] ?? name;
      if (everywhere !== undefined) known.add(everywhere);
      const alias = /^(?:global\s+)?using\s+(\w+)\s*=/.exec(code)?.[1];
      if (alias !== undefined) declared.add(alias);
      if (name !== undefined) {
        const line = { start: node.start, end: node.end, name };
        blocks.set(node.parent, [...(blocks.get(node.parent) ?? []), line]);
      }
    }
    const named = node.field === "name" && /_declaration$|^type_parameter$/.test(node.parent?.type ?? "");
    if (named && !/^(?:method|constructor|namespace)_/.test(node.parent!.type))
      declared.add(text.slice(node.start, node.end));
  }
  const added = new Set<string>();
  return {
    nameOf: (type) => {
      const simple = type.slice(type.lastIndexOf(".") + 1);
      const space = type.slice(0, type.lastIndexOf("."));
      if (declared.has(simple)) return `global::${type}`;
      if (!known.has(space)) added.add(space);
      return simple;
    },
    edits: () => {
      if (added.size === 0) return [];
      const existing = blocks.get(root) ?? [...blocks.values()][0];
      if (existing) return importEdits(existing, [...added], style, text, eolOf(text));
      return [firstUsings([...added], root, text)];
    },
  };
}

/** Directives before which nothing else may stand. */
const leading = /comment$|^preproc_nullable$|^preproc_define$|^extern_alias_directive$|^using_directive$/;

function firstUsings(names: readonly string[], root: SyntaxNode, text: string): TextEdit {
  const eol = eolOf(text);
  const first = root.children.find((node) => !leading.test(node.type));
  // A comment above a namespace is the file's own; one above a type belongs to the type.
  const head = first?.type.endsWith("namespace_declaration")
    ? first.start
    : first && startWithComments(first, root.children, text);
  const start = head === undefined ? 0 : lineStart(text, head);
  const sorted = importOrder(names);
  return {
    span: { start, end: start },
    newText: sorted.map((name) => style.write(name)).join(eol) + eol + eol,
  };
}

function importOrder(names: readonly string[]): string[] {
  const rank = (name: string): string => (style.standard.test(name) ? "0" : "1") + name;
  return [...names].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
