import type { TextEdit } from "../../model/edit.ts";
import { lineEnd, lineStart } from "../../model/lineEdges.ts";
import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf } from "../textStyle.ts";

/** How a file calls classes of other namespaces, and the imports that this needs. */
export interface ClassNames {
  /** The name to write for a class: its short name, or the full one where that means another class. */
  nameOf(name: string): string;
  /** The full name of a class as the file writes it. */
  fullName(written: string): string;
  edits(): TextEdit[];
}

interface UseLine {
  readonly node: SyntaxNode;
  /** Full name, without a leading backslash. */
  readonly name: string;
  readonly local: string;
  /** Not part of a group and not of a function or constant. */
  readonly plain: boolean;
}

/** Reads the `use` declarations of a PHP file. */
export function classNamesOf(root: SyntaxNode, text: string): ClassNames {
  const uses = usesOf(root, text);
  const spaces = [...everyNode(root)].filter((node) => node.type === "namespace_definition");
  const declared = new Set<string>();
  for (const node of everyNode(root)) {
    if (!/^(?:class|interface|trait|enum)_declaration$/.test(node.type)) continue;
    const name = childIn(node, "name");
    if (name) declared.add(text.slice(name.start, name.end).toLowerCase());
  }
  // Where there is more than one place for imports, or none above all code, the full name needs none.
  const anchor =
    spaces.length > 1 || spaces.some((node) => childIn(node, "body")) ? undefined : anchorOf(root, text);
  const added = new Set<string>();
  return {
    nameOf: (name) => {
      const known = uses.find((use) => use.name.toLowerCase() === name.toLowerCase());
      if (known) return known.local;
      const short = name.slice(name.lastIndexOf("\\") + 1);
      const other = uses.some((use) => use.local.toLowerCase() === short.toLowerCase());
      if (other || declared.has(short.toLowerCase()) || !anchor) return `\\${name}`;
      added.add(name);
      return short;
    },
    fullName: (written) => uses.find((use) => use.local === written)?.name ?? written.replace(/^\\/, ""),
    edits: () => (anchor && added.size > 0 ? [importEdit([...added].sort(), uses, anchor, text)] : []),
  };
}

function usesOf(root: SyntaxNode, text: string): UseLine[] {
  const lines: UseLine[] = [];
  for (const node of everyNode(root)) {
    if (node.type !== "namespace_use_declaration") continue;
    const code = text.slice(node.start, node.end);
    if (/^use\s+(?:function|const)\b/i.test(code)) continue;
    const prefix = node.children.find((child) => child.type === "namespace_name");
    const start = prefix ? `${text.slice(prefix.start, prefix.end)}\\` : "";
    const clauses = [...everyNode(node)].filter((child) => child.type === "namespace_use_clause");
    for (const clause of clauses) {
      const alias = childIn(clause, "alias");
      const written = text
        .slice(clause.start, clause.end)
        .split(/\s+as\s+/i)[0]!
        .trim();
      const name = (start + written).replace(/^\\/, "");
      const local = alias ? text.slice(alias.start, alias.end) : name.slice(name.lastIndexOf("\\") + 1);
      lines.push({ node, name, local: local.replace(/^as\s+/i, ""), plain: !prefix && clauses.length === 1 });
    }
  }
  return lines;
}

/** Behind what must come first in a file: its tag, its own comment, `declare` and the namespace. */
function anchorOf(root: SyntaxNode, text: string): { readonly at: number } | undefined {
  const first = root.children[0];
  if (first?.type !== "php_tag" || !/^<\?php$/i.test(text.slice(first.start, first.end))) return undefined;
  const start = root.children.findIndex(
    (node, index) => index > 0 && !/^(?:comment|declare_statement|namespace_definition)$/.test(node.type),
  );
  const head = root.children.slice(1, start < 0 ? undefined : start);
  const named = head.findLast((node) => node.type !== "comment");
  const comment = head.find((node, index) => ownComment(node, head[index + 1] ?? root.children[start], text));
  const anchor = { at: (named ?? comment ?? first).end };
  // Code in the tag's own line stays there.
  const rest = text.slice(anchor.at, lineEnd(text, anchor.at));
  return rest.trim() === "" ? { at: lineEnd(text, anchor.at) } : undefined;
}

/** Whether a comment at the top is about the file: an empty line or a header follows. */
function ownComment(comment: SyntaxNode, next: SyntaxNode | undefined, text: string): boolean {
  if (!next) return true;
  return (
    /^(?:declare_statement|namespace_definition|namespace_use_declaration)$/.test(next.type) ||
    /\n[ \t]*\r?\n/.test(text.slice(comment.end, next.start))
  );
}

function importEdit(
  names: readonly string[],
  uses: readonly UseLine[],
  anchor: { readonly at: number },
  text: string,
): TextEdit {
  const eol = eolOf(text);
  const lines = names.map((name) => `use ${name};`);
  const plain = uses.filter((use) => use.plain);
  if (plain.length > 0) {
    const order = plain.map((use) => use.name.toLowerCase());
    const sorted = order.every((name, index) => index === 0 || order[index - 1]! <= name);
    const next = sorted ? plain.find((use) => use.name.toLowerCase() > names[0]!.toLowerCase()) : undefined;
    if (next) {
      const start = lineStart(text, next.node.start);
      return { span: { start, end: start }, newText: lines.join(eol) + eol };
    }
    const end = lineEnd(text, plain.at(-1)!.node.end);
    return { span: { start: end, end }, newText: eol + lines.join(eol) };
  }
  const at = anchor.at;
  const tight = /^\r?\n[^\r\n]/.test(text.slice(at, at + 3));
  return { span: { start: at, end: at }, newText: eol + eol + lines.join(eol) + (tight ? eol : "") };
}
