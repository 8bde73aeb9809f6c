import type { SyntaxNode } from "../syntaxTree.ts";

/**
 * Whether `await` may stand where `node` stands. `here`: inside an async function. `top`: at the top of the program,
 * which only a module allows. `blocked`: `by` is what stands in between.
 */
export type Awaiting =
  | { readonly at: "here" | "top" }
  | { readonly at: "blocked"; readonly by: SyntaxNode; readonly why: "function" | "other" };

const functionTypes = new Set([
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "arrow_function",
  "method_definition",
]);

/** Places in which an expression runs outside of the async function or module around it. */
const closedTypes = new Set([
  "class_static_block",
  "field_definition",
  "public_field_definition",
  "decorator",
  "internal_module",
  "module",
]);

/** Decides by the nearest function or class body around the node. */
export function awaitingAt(node: SyntaxNode): Awaiting {
  for (let at = node; at.parent; at = at.parent) {
    const around = at.parent;
    if (functionTypes.has(around.type)) {
      if (at.field !== "body") return { at: "blocked", by: around, why: "other" };
      return isAsync(around) ? { at: "here" } : { at: "blocked", by: around, why: "function" };
    }
    if (closedTypes.has(around.type)) return { at: "blocked", by: around, why: "other" };
  }
  return { at: "top" };
}

/** Whether the function has the `async` keyword. */
function isAsync(fn: SyntaxNode): boolean {
  return fn.children.some((child) => child.type === "async");
}

/** Whether the node is inside any function, so that it runs after the module's own statements began. */
export function insideFunction(node: SyntaxNode): boolean {
  for (let at = node; at.parent; at = at.parent) if (functionTypes.has(at.parent.type)) return true;
  return false;
}
