import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Names of variables that must stay compile-time constants, since an annotation or a case label reads them. */
export function constantNames(root: SyntaxNode, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const initializers = new Map<string, SyntaxNode[]>();
  const collect = (node: SyntaxNode): void => {
    for (const inner of everyNode(node))
      if (inner.type === "identifier" && inner.field !== "key") names.add(text.slice(inner.start, inner.end));
  };
  for (const node of everyNode(root)) {
    if (node.type === "annotation_argument_list" || node.type === "switch_label") collect(node);
    if (node.type === "annotation_type_element_declaration") {
      const value = childIn(node, "value");
      if (value) collect(value);
    }
    if (node.type === "variable_declarator") {
      const name = childIn(node, "name");
      const value = childIn(node, "value");
      if (!name || !value) continue;
      const key = text.slice(name.start, name.end);
      initializers.set(key, [...(initializers.get(key) ?? []), value]);
    }
  }
  // A constant that another such constant is made of must be one as well. The set grows while it is read.
  for (const name of names) for (const value of initializers.get(name) ?? []) collect(value);
  return names;
}

/** A compile-time constant of the file. */
export interface JavaConstant {
  readonly name: string;
  /** Other files may read it: it is a field and not private. */
  readonly open: boolean;
}

/** The compile-time constant that the literal is, or is part of. */
export function constantOf(literal: SyntaxNode, text: string): JavaConstant | undefined {
  for (const at of upwards(literal)) {
    if (at.type === "variable_declarator") {
      const declaration = at.parent;
      const name = childIn(at, "name");
      if (!declaration || !name) return undefined;
      const modifiers = declaration.children.find((child) => child.type === "modifiers");
      const words = modifiers ? text.slice(modifiers.start, modifiers.end) : "";
      const field = declaration.type !== "local_variable_declaration";
      const shared = declaration.type === "constant_declaration";
      if (!shared && !/\bfinal\b/.test(words)) return undefined;
      const open = shared || (field && /\bstatic\b/.test(words) && !/\bprivate\b/.test(words));
      return { name: text.slice(name.start, name.end), open };
    }
    if (!/^(?:string_literal|binary_expression|parenthesized_expression)$/.test(at.type)) return undefined;
  }
  return undefined;
}
