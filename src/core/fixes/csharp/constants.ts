import type { TextEdit } from "../../model/edit.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { modifierOf } from "./places.ts";

const needsConstants = /^(?:attribute_argument_list|\w+_pattern|\w+_switch_label|goto_statement)$/;

/** Names that attributes, patterns, defaults of parameters or other constants read, and which must stay constants. */
export function constantNames(root: SyntaxNode, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (node: SyntaxNode): void => {
    for (const inner of everyNode(node)) {
      const named = inner.parent?.type === "assignment_expression" && inner.field === "left";
      if (inner.type === "identifier" && !named && !isNameOf(inner, text))
        names.add(text.slice(inner.start, inner.end));
    }
  };
  for (const node of everyNode(root)) {
    if (needsConstants.test(node.type)) collect(node);
    else if (node.type === "parameter") defaultOf(node).forEach(collect);
    else if (node.type === "variable_declarator" && constantOf(node, text)) {
      const name = childIn(node, "name");
      node.children.filter((child) => child !== name).forEach(collect);
    }
  }
  return names;
}

/** What stands behind the equals sign of a parameter. */
function defaultOf(parameter: SyntaxNode): readonly SyntaxNode[] {
  const equals = parameter.children.findIndex((child) => child.type === "=");
  return equals < 0 ? [] : parameter.children.slice(equals + 1);
}

/** `nameof(X)` is a constant whatever X is. */
function isNameOf(identifier: SyntaxNode, text: string): boolean {
  for (const at of upwards(identifier)) {
    if (at.type === "invocation_expression") {
      const callee = childIn(at, "function");
      return callee !== undefined && text.slice(callee.start, callee.end) === "nameof";
    }
  }
  return false;
}

/** A `const` declaration. */
export interface CsharpConstant {
  readonly names: readonly string[];
  /** The names that other files may read: those of a field that is not private. */
  readonly open: readonly string[];
  /** What makes a variable of it: a field becomes `static readonly`, a local just loses the word. */
  readonly edit: TextEdit;
}

/** The `const` declaration that a node is in, or is part of the value of. */
export function constantOf(node: SyntaxNode, text: string): CsharpConstant | undefined {
  for (const at of upwards(node)) {
    if (at.type !== "field_declaration" && at.type !== "local_declaration_statement") {
      if (/_statement$|^block$|_body$|^declaration_list$/.test(at.type)) return undefined;
      continue;
    }
    const word = modifierOf(at, "const", text);
    if (!word) return undefined;
    const field = at.type === "field_declaration";
    const names = at.children
      .filter((child) => child.type === "variable_declaration")
      .flatMap((child) => child.children.filter((inner) => inner.type === "variable_declarator"))
      .map((declarator) => childIn(declarator, "name"))
      .flatMap((name) => (name ? [text.slice(name.start, name.end)] : []));
    const shared = ["public", "internal", "protected"].some((modifier) => modifierOf(at, modifier, text));
    const blank = /^[ \t]*/.exec(text.slice(word.end, word.end + 100))?.[0].length ?? 0;
    const edit = field
      ? { span: { start: word.start, end: word.end }, newText: "static readonly" }
      : { span: { start: word.start, end: word.end + blank }, newText: "" };
    return { names, open: field && shared ? names : [], edit };
  }
  return undefined;
}
