import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { constantNames, constantOf, constantRefusal, variableEdits } from "../go/constants.ts";
import { goImportsOf } from "../go/imports.ts";
import { keyOf, literalRefusal, readLiteral } from "../go/literals.ts";
import { lookupFunctions } from "../go/lookupFunctions.ts";
import { isFormat, replaceParts, replaceWhole } from "../go/replacement.ts";
import { extentOf } from "../literal.ts";
import { dependencyNote, partNote, placeholderOf } from "../notes.ts";
import { partialExtent, withoutVerbs } from "../partialExtent.ts";
import type { FixNote } from "../plan.ts";
import { everyNode, smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";
import { eolOf } from "../textStyle.ts";
import { usesByNode } from "../usesByNode.ts";

interface GoPlace extends Place {
  readonly node: SyntaxNode;
}

/** Go, with the AWS SDK for Go v2. */
export const goForm = treeForm<GoPlace>({
  id: "go",
  files: /\.go$/i,
  languageId: "go",
  grammar: "tree-sitter-go.wasm",
  open: (root, source) => ({
    locate: (finding) => locate(finding, root, source.text),
    rewrite: (uses) => rewrite(uses, source, root),
  }),
});

function locate(finding: Finding, root: SyntaxNode, text: string): GoPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment") {
      return mentionIn(node, finding, text);
    }
    if (/^(?:interpreted|raw)_string_literal$/.test(node.type)) return inLiteral(node, finding, root, text);
  }
  return { reason: "it is not inside one string literal" };
}

function inLiteral(node: SyntaxNode, finding: Finding, root: SyntaxNode, text: string): GoPlace | Refusal {
  const constant = constantOf(node);
  const reason = literalRefusal(node) ?? (constant && constantRefusal(constant, root, text));
  if (reason !== undefined) return { reason };
  const literal = readLiteral(node, text);
  const extent = isFormat(node, text)
    ? partialExtent(literal, finding.span, text, withoutVerbs)
    : extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time, or bytes that are no text" };
  const key = keyOf(node, text);
  const container = { start: node.start, end: node.end };
  const span = extent.whole ? container : extent.span;
  return { container, ...extent, span, node, ...(key === undefined ? {} : { key }) };
}

function rewrite(uses: readonly Use<GoPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const { text, path } = source;
  const names = namesOf(root, text);
  const lookups = uses.filter((use) => !use.place.mention);
  const stored = lookups.flatMap((use) => (use.lookup.from === "env" ? [] : [use.lookup]));
  // The functions at the file's end see its top level only; a lookup in place sees the variables around it.
  const imports = goImportsOf(root, text, stored.length > 0 ? names.top : names.all);
  const functions = lookupFunctions(stored, path, { root, text, taken: names.all }, imports);
  const code = (lookup: Lookup): string =>
    lookup.from === "env"
      ? `${imports.local("os", ["os", "stdos"])}.Getenv(${JSON.stringify(lookup.name)})`
      : functions.call(lookup);
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const notes: FixNote[] = [];
  for (const use of uses) {
    if (use.place.mention) edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
  }
  const literals: TextEdit[] = [];
  for (const [node, group] of usesByNode(lookups)) {
    const parts = group.map((use) => ({ span: use.place.span, expression: code(use.lookup) }));
    const whole = group[0]!.place.whole;
    const replaced = whole
      ? replaceWhole(node, parts[0]!.expression, root, text)
      : replaceParts(node, parts, root, text);
    if (typeof replaced === "string") for (const use of group) refused.set(use, replaced);
    else literals.push(...replaced);
    if (!whole) notes.push(partNote());
  }
  const constants = constantEdits(lookups, literals, text);
  edits.push(...constants.edits, ...imports.edits());
  notes.push(...constants.notes, ...dependencyNotes(functions.modules, source));
  if (functions.code.length > 0) edits.push(atEnd(functions.code, text));
  return { edits, notes, refused };
}

/** Names of the file's top level, and all names that mean something else than a package somewhere in the file. */
function namesOf(root: SyntaxNode, text: string): { top: Set<string>; all: Set<string> } {
  const top = new Set<string>();
  const all = new Set<string>();
  for (const node of everyNode(root)) {
    if (!/^(?:type_|field_)?identifier$/.test(node.type)) continue;
    const name = text.slice(node.start, node.end);
    const parent = node.parent!;
    if (parent.type !== "selector_expression") all.add(name);
    const declaration = parent.type.endsWith("_spec") ? parent.parent : parent;
    if (node.field === "name" && declaration?.parent?.type === "source_file") top.add(name);
  }
  return { top, all };
}

/** The edits of the literals together with those that make their constants variables. */
function constantEdits(
  uses: readonly Use<GoPlace>[],
  literals: readonly TextEdit[],
  text: string,
): { edits: TextEdit[]; notes: FixNote[] } {
  const byDeclaration = new Map<SyntaxNode, Set<SyntaxNode>>();
  const names: string[] = [];
  for (const { place } of uses) {
    const spec = constantOf(place.node);
    const declaration = spec?.parent;
    if (!spec || !declaration) continue;
    byDeclaration.set(declaration, (byDeclaration.get(declaration) ?? new Set()).add(spec));
    if (declaration.parent?.type === "source_file") names.push(...constantNames(spec, text));
  }
  let left = [...literals];
  const edits: TextEdit[] = [];
  for (const [declaration, specs] of byDeclaration) {
    const inside = left.filter(
      (edit) => declaration.start <= edit.span.start && edit.span.end <= declaration.end,
    );
    left = left.filter((edit) => !inside.includes(edit));
    edits.push(...variableEdits(declaration, [...specs], inside, text, eolOf(text)));
  }
  const open = [...new Set(names)].filter((name) => /^\p{Lu}/u.test(name));
  const notes = open.length > 0 ? [constantNote(open)] : [];
  return { edits: [...edits, ...left], notes };
}

function constantNote(names: readonly string[]): FixNote {
  const one = names.length === 1;
  return {
    code: "constant",
    message: `${names.join(", ")} ${one ? "is a variable" : "are variables"} now: other packages can no longer make constants of ${one ? "it" : "them"}.`,
  };
}

function dependencyNotes(modules: readonly string[], { project }: Source): FixNote[] {
  const missing = modules.filter((name) => project.dependencies?.includes(name) === false);
  return missing.map((name) => dependencyNote(name, `go get ${name}`));
}

function atEnd(lines: readonly string[], text: string): TextEdit {
  const eol = eolOf(text);
  const at = text.length;
  const code = lines.join(eol) + eol;
  return { span: { start: at, end: at }, newText: (text.endsWith("\n") ? "" : eol) + code };
}
