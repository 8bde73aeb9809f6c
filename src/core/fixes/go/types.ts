import { nodesOfType } from "../nodeIndex.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/**
 * The named type that a literal takes on without saying so, such as `Token` in `var t Token = "…"`: what is read at run
 * time is a `string` and must be converted. Undefined for `string` itself and where the type is not told by this file.
 */
export function namedTypeOf(literal: SyntaxNode, root: SyntaxNode, text: string): string | undefined {
  const type = typeAround(literal, root, text);
  if (!type || !/^(?:type_identifier|qualified_type)$/.test(type.type)) return undefined;
  const name = text.slice(type.start, type.end);
  return /^(?:string|any|error)$/.test(name) ? undefined : name;
}

function typeAround(literal: SyntaxNode, root: SyntaxNode, text: string): SyntaxNode | undefined {
  let below = literal;
  for (const at of upwards(literal)) {
    if (/^(?:const|var)_spec$/.test(at.type)) return childIn(at, "type");
    if (at.type === "return_statement") return resultType(at, literal);
    if (at.type === "literal_value") return elementType(at, below, root, text);
    if (
      !/_literal$|^(?:binary|parenthesized)_expression$|^expression_list$|^literal_element$|^keyed_element$/.test(
        at.type,
      )
    )
      return undefined;
    if (at.type === "keyed_element" && childIn(at, "key") === below) return undefined;
    below = at;
  }
  return undefined;
}

function resultType(statement: SyntaxNode, literal: SyntaxNode): SyntaxNode | undefined {
  const body = [...upwards(statement)].find((at) => at.field === "body" && at.type === "block");
  const result = body?.parent && childIn(body.parent, "result");
  if (result?.type !== "parameter_list") return result;
  const values = statement.children.find((child) => child.type === "expression_list")?.children ?? [];
  const index = values
    .filter((child) => child.named)
    .findIndex((child) => child.start <= literal.start && literal.end <= child.end);
  const declared = result.children.filter((child) => child.type === "parameter_declaration")[index];
  return declared && childIn(declared, "type");
}

/** The type of an element of `[]T{…}` or `map[K]T{…}`, or of a field of a struct that this file declares. */
function elementType(
  body: SyntaxNode,
  element: SyntaxNode,
  root: SyntaxNode,
  text: string,
): SyntaxNode | undefined {
  const type = body.parent?.type === "composite_literal" ? childIn(body.parent, "type") : undefined;
  if (!type) return undefined;
  if (type.type === "map_type") return childIn(type, "value");
  if (/^(?:slice|array|implicit_length_array)_type$/.test(type.type)) return childIn(type, "element");
  const key = element.type === "keyed_element" ? childIn(element, "key") : undefined;
  return key && fieldType(text.slice(type.start, type.end), text.slice(key.start, key.end), root, text);
}

function fieldType(struct: string, field: string, root: SyntaxNode, text: string): SyntaxNode | undefined {
  for (const node of nodesOfType(root, "type_spec")) {
    const name = childIn(node, "name");
    if (!name || text.slice(name.start, name.end) !== struct) continue;
    for (const inner of everyNode(node)) {
      if (inner.type !== "field_declaration") continue;
      const named = inner.children.some(
        (child) => child.field === "name" && text.slice(child.start, child.end) === field,
      );
      if (named) return childIn(inner, "type");
    }
  }
  return undefined;
}
