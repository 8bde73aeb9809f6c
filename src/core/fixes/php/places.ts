import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Where code runs, which decides what of a file it can reach. */
export type PhpScope =
  | { readonly kind: "class"; readonly body: SyntaxNode; readonly owner: SyntaxNode }
  | { readonly kind: "function"; readonly node: SyntaxNode }
  | {
      readonly kind: "file";
      readonly statement: SyntaxNode;
      /** Closures around the code, which reach variables of the file only when they name them. */
      readonly closures: readonly SyntaxNode[];
    };

/** The scope around a node. */
export function scopeOf(node: SyntaxNode): PhpScope | undefined {
  const closures: SyntaxNode[] = [];
  let below = node;
  for (const at of upwards(node)) {
    if (/^(?:enum_)?declaration_list$/.test(at.type)) return { kind: "class", body: at, owner: at.parent! };
    if (at.type === "function_definition") return { kind: "function", node: at };
    if (at.type === "anonymous_function") closures.push(at);
    if (
      at.type === "program" ||
      (at.type === "compound_statement" && at.parent?.type === "namespace_definition")
    )
      return { kind: "file", statement: below, closures };
    below = at;
  }
  return undefined;
}

/** A constant expression that can be written in another way. */
export type PhpConstant =
  | { readonly kind: "constant"; readonly declaration: SyntaxNode; readonly element: SyntaxNode }
  | { readonly kind: "property"; readonly declaration: SyntaxNode; readonly element: SyntaxNode };

/** What makes the place of a literal constant, or why nothing else can stand there. */
export function constantAround(
  node: SyntaxNode,
  text: string,
): PhpConstant | { readonly reason: string } | undefined {
  for (const at of upwards(node)) {
    const reason = refusals[at.type];
    if (reason !== undefined) return { reason };
    if (at.field === "default_value" && /parameter/.test(at.parent?.type ?? ""))
      return {
        reason: "the default of a parameter takes constants only: set it in the body of the function",
      };
    const declaration = at.parent;
    if (at.type === "const_element" && declaration) {
      if (declaration.parent?.type.endsWith("declaration_list"))
        return {
          reason:
            "a constant of a class takes constants only: make it a static method that returns the value, then fix that",
        };
      if (declaration.children.filter((child) => child.type === "const_element").length > 1)
        return { reason: "it shares its declaration with other constants: give it one of its own first" };
      return { kind: "constant", declaration, element: at };
    }
    if (at.type === "property_element" && declaration) return propertyAround(declaration, at, text);
    if (/_statement$|^compound_statement$|^anonymous_function$|^arrow_function$/.test(at.type))
      return undefined;
  }
  return undefined;
}

const refusals: Readonly<Record<string, string>> = {
  attribute: "an attribute takes constants only: look the secret up where the attribute is read",
  enum_case: "the case of an enum takes constants only: return the value from a method",
  static_variable_declaration: "a static variable starts with a constant: set it in a statement of its own",
  declare_statement: "it is part of a declare statement",
};

function propertyAround(
  declaration: SyntaxNode,
  element: SyntaxNode,
  text: string,
): PhpConstant | { readonly reason: string } {
  if (declaration.children.some((child) => child.type === "static_modifier"))
    return {
      reason: "a static property starts with a constant: make it a static method that returns the value",
    };
  const body = declaration.parent!;
  const owner = body.parent!;
  const constructor = constructorOf(body, text);
  const alone = !owner.children.some((child) => child.type === "base_clause");
  const traits = body.children.some((child) => child.type === "use_declaration");
  if (owner.type !== "class_declaration" || (!constructor && (!alone || traits)))
    return {
      reason:
        "a property starts with a constant, and its class has no constructor to set it in: add one first",
    };
  return { kind: "property", declaration, element };
}

/** The constructor of a class, when it has a body. */
export function constructorOf(body: SyntaxNode, text: string): SyntaxNode | undefined {
  return body.children.find((member) => {
    const name = member.type === "method_declaration" ? childIn(member, "name") : undefined;
    const written = name ? text.slice(name.start, name.end).toLowerCase() : "";
    return written === "__construct" && childIn(member, "body") !== undefined;
  });
}
