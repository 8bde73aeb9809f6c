import type { TextEdit } from "../../model/edit.ts";
import { identifiersNamed, nodesOfType } from "../nodeIndex.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { macroAround } from "./macros.ts";

/** The constant or static that a literal is the value of; undefined where code runs around it. */
export function constantOf(literal: SyntaxNode): SyntaxNode | undefined {
  for (const at of upwards(literal)) {
    if (at.type === "const_item" || at.type === "static_item") return at;
    if (/^(?:block|closure_expression|function_item)$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Why a constant cannot be set when the program first reads it. */
export function constantRefusal(
  item: SyntaxNode,
  literal: SyntaxNode,
  root: SyntaxNode,
  text: string,
): string | undefined {
  const type = childIn(item, "type");
  const mutable = item.children.some((child) => child.type === "mutable_specifier");
  if (
    !type ||
    literal.parent !== item ||
    mutable ||
    !/^&(?:'static )?str$/.test(text.slice(type.start, type.end))
  )
    return "a constant of this type takes constants only: make it a function that returns a String";
  if (item.children.some((child) => child.type === "visibility_modifier"))
    return "other files may read this constant: make it a function that returns a String, then fix that";
  if (/^(?:impl|trait)_item$/.test(item.parent?.parent?.type ?? ""))
    return "a constant of a type takes constants only: make it a function that returns a String";
  return usesOf(item, root, text)
    ? undefined
    : "other code needs this constant as one: make it a function that returns a String";
}

/** Every place that reads the constant; undefined when one of them cannot call a method. */
function usesOf(item: SyntaxNode, root: SyntaxNode, text: string): SyntaxNode[] | undefined {
  const name = childIn(item, "name")!;
  const written = text.slice(name.start, name.end);
  const uses: SyntaxNode[] = [];
  if (capturedNames(root, text).has(written)) return undefined;
  for (const node of identifiersNamed(root, text, written)) {
    if (node.start === name.start) continue;
    if (!isValue(node, text)) return undefined;
    uses.push(node);
  }
  return uses;
}

const captured = new WeakMap<SyntaxNode, ReadonlySet<string>>();

/** The names that texts, which are filled in, read by themselves. */
function capturedNames(root: SyntaxNode, text: string): ReadonlySet<string> {
  const known = captured.get(root);
  if (known) return known;
  const texts = ["string_literal", "raw_string_literal"].flatMap((type) => nodesOfType(root, type));
  const names = texts.flatMap((node) =>
    [...text.slice(node.start, node.end).matchAll(/\{(\w{1,200})[:}]/g)].map((match) => match[1]!),
  );
  const found = new Set(names);
  captured.set(root, found);
  return found;
}

function isValue(use: SyntaxNode, text: string): boolean {
  const parent = use.parent!;
  if (parent.type === "token_tree") {
    const macro = macroAround(use, text);
    return macro !== undefined && !("reason" in macro) && macro.name !== "matches";
  }
  if (use.field === "name" && parent.type !== "scoped_identifier") return false;
  if (use.field === "pattern" || parent.type === "shorthand_field_initializer") return false;
  for (const at of upwards(use)) {
    if (/_pattern$|^(?:const|static|attribute)_item$|^use_|^type_arguments$|^macro_definition$/.test(at.type))
      return false;
    if (at.type === "block") return true;
  }
  return false;
}

/** Makes a constant a static that is set when it is first read, and reads it as a `&str` everywhere. */
export function lazyEdits(item: SyntaxNode, root: SyntaxNode, text: string): TextEdit[] {
  const keyword = item.children.find((child) => child.type === "const" || child.type === "static")!;
  const type = childIn(item, "type")!;
  const value = childIn(item, "value")!;
  const edits = [
    { span: { start: keyword.start, end: keyword.end }, newText: "static" },
    { span: { start: type.start, end: type.end }, newText: "std::sync::LazyLock<String>" },
    { span: { start: value.start, end: value.start }, newText: "std::sync::LazyLock::new(|| " },
    { span: { start: value.end, end: value.end }, newText: ")" },
  ];
  const uses = usesOf(item, root, text) ?? [];
  return [...edits, ...uses.map((use) => ({ span: { start: use.end, end: use.end }, newText: ".as_str()" }))];
}
