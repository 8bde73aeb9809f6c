import { lineEnd, lineStart } from "../../model/lineEdges.ts";
import type { TextEdit } from "../../model/edit.ts";
import { everyNode, childIn } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf, freeName, indentAt } from "../textStyle.ts";

/** How code calls packages, and the imports that this needs. */
export interface GoImports {
  /** The name to call a package by; `wished` are names for it, the package's own first. Adds the import where there is none. */
  local(path: string, wished: readonly [string, ...string[]]): string;
  edits(): TextEdit[];
}

interface ImportSpec {
  readonly node: SyntaxNode;
  readonly path: string;
  /** Undefined when the import has no name of its own. */
  readonly name: string | undefined;
}

/** Reads the imports of a Go file. `taken` are names that mean something else here. */
export function goImportsOf(root: SyntaxNode, text: string, taken: ReadonlySet<string>): GoImports {
  const specs: ImportSpec[] = [];
  for (const node of everyNode(root)) {
    const path = node.type === "import_spec" ? childIn(node, "path") : undefined;
    if (!path) continue;
    const name = childIn(node, "name");
    specs.push({
      node,
      path: text.slice(path.start + 1, path.end - 1),
      name: name && text.slice(name.start, name.end),
    });
  }
  const used = new Set([...taken, ...specs.map((spec) => spec.name ?? ownName(spec.path))]);
  const added = new Map<string, { readonly local: string; readonly line: string }>();
  return {
    local: (path, wished) => {
      const known = specs.find((spec) => spec.path === path && spec.name !== "_" && spec.name !== ".");
      const name = known && (known.name ?? ownName(path));
      if (name !== undefined && !taken.has(name)) return name;
      const before = added.get(path);
      if (before) return before.local;
      const local = freeName(used, ...wished);
      used.add(local);
      added.set(path, { local, line: ownName(path) === local ? `"${path}"` : `${local} "${path}"` });
      return local;
    },
    edits: () => {
      const lines = [...added].map(([path, { line }]) => ({ path, line }));
      lines.sort((a, b) => (a.path < b.path ? -1 : 1));
      return lines.length === 0 ? [] : importEdits(root, text, specs, lines);
    },
  };
}

/** The name of a package that is imported without one, by convention: the path's last part without its version. */
function ownName(path: string): string {
  const last = path.replace(/\/v\d+$/, "").replace(/\.v\d+$/, "");
  return last.slice(last.lastIndexOf("/") + 1);
}

interface ImportLine {
  readonly path: string;
  readonly line: string;
}

const isStandard = (path: string): boolean => !/^[^/]*\./.test(path);

function importEdits(
  root: SyntaxNode,
  text: string,
  specs: readonly ImportSpec[],
  lines: readonly ImportLine[],
): TextEdit[] {
  const eol = eolOf(text);
  const declarations = root.children.filter((node) => node.type === "import_declaration");
  // What C imports is told by the comment above it, which must stay where it is.
  const plain = declarations.filter((node) => !/"C"\s*\)?$/.test(text.slice(node.start, node.end)));
  const block = plain.findLast((node) => node.children.some((child) => child.type === "import_spec_list"));
  const list = block?.children.find((child) => child.type === "import_spec_list");
  const inside = specs.filter((spec) => spec.node.parent === list);
  if (list && inside.length > 0) return insideBlock(inside, lines, text, eol);
  const single = plain.length === 1 && !list ? plain[0] : undefined;
  if (single) {
    const own = specs.find((spec) => spec.node.parent === single)!;
    const kept = { path: own.path, line: text.slice(own.node.start, own.node.end) };
    const span = { start: single.start, end: single.end };
    return [{ span, newText: newBlock([kept, ...lines], eol) }];
  }
  const before = declarations.at(-1) ?? root.children.find((node) => node.type === "package_clause");
  const end = before ? lineEnd(text, before.end) : 0;
  return [{ span: { start: end, end }, newText: eol + eol + newBlock(lines, eol) }];
}

/** A declaration of its own: the standard library first, as goimports orders them. */
function newBlock(lines: readonly ImportLine[], eol: string): string {
  const only = lines.length === 1 ? lines[0] : undefined;
  if (only) return `import ${only.line}`;
  const sorted = [...lines].sort((a, b) => (a.path < b.path ? -1 : 1));
  const groups = [true, false].map((standard) => sorted.filter((one) => isStandard(one.path) === standard));
  const blocks = groups
    .filter((group) => group.length > 0)
    .map((group) => group.map((one) => `\t${one.line}${eol}`).join(""));
  return `import (${eol}${blocks.join(eol)})`;
}

function insideBlock(
  inside: readonly ImportSpec[],
  lines: readonly ImportLine[],
  text: string,
  eol: string,
): TextEdit[] {
  const groups = groupsOf(inside, text);
  const inserts = new Map<number, string>();
  const insert = (at: number, code: string): unknown => inserts.set(at, (inserts.get(at) ?? "") + code);
  const orphans: ImportLine[] = [];
  for (const one of lines) {
    const group = groupFor(one, groups);
    if (!group) {
      orphans.push(one);
      continue;
    }
    const indent = indentAt(text, group[0]!.node.start);
    const next = group.find((spec) => spec.path > one.path);
    if (next) insert(lineStart(text, next.node.start), indent + one.line + eol);
    else insert(lineEnd(text, group.at(-1)!.node.end), eol + indent + one.line);
  }
  for (const standard of [true, false]) {
    const group = orphans.filter((one) => isStandard(one.path) === standard);
    if (group.length === 0) continue;
    const indent = indentAt(text, inside[0]!.node.start);
    const code = group.map((one) => indent + one.line);
    if (standard) insert(lineStart(text, inside[0]!.node.start), code.join(eol) + eol + eol);
    else insert(lineEnd(text, inside.at(-1)!.node.end), eol + eol + code.join(eol));
  }
  return [...inserts].map(([at, newText]) => ({ span: { start: at, end: at }, newText }));
}

/** Imports without an empty line between them. */
function groupsOf(specs: readonly ImportSpec[], text: string): ImportSpec[][] {
  const groups: ImportSpec[][] = [];
  for (const spec of specs) {
    const last = groups.at(-1)?.at(-1);
    if (last && !/\n[ \t]*\r?\n/.test(text.slice(last.node.end, spec.node.start))) groups.at(-1)!.push(spec);
    else groups.push([spec]);
  }
  return groups;
}

/** The group of the standard library, else the one whose imports are most alike. */
function groupFor(line: ImportLine, groups: readonly ImportSpec[][]): ImportSpec[] | undefined {
  const alike = groups.filter((group) =>
    group.some((spec) => isStandard(spec.path) === isStandard(line.path)),
  );
  const shared = (group: readonly ImportSpec[]): number =>
    Math.max(...group.map((spec) => sharedParts(spec.path, line.path)));
  return alike.sort((a, b) => (isStandard(line.path) ? 0 : shared(b) - shared(a)))[0];
}

function sharedParts(a: string, b: string): number {
  const other = b.split("/");
  const parts = a.split("/");
  const differs = parts.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? parts.length : differs;
}
