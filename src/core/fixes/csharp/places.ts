import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

const outer = /_statement$|_declaration$|^block$|^compilation_unit$|_body$/;

/** Why no expression can stand in place of this literal. */
export function literalRefusal(node: SyntaxNode): string | undefined {
  if (node.children.some((child) => child.type === "string_literal_encoding"))
    return "a UTF-8 literal takes constants only: encode the value that is looked up instead";
  for (const at of upwards(node)) {
    if (at.type === "attribute")
      return "an attribute takes constants only: let it name a setting, and look the secret up where the setting is read";
    if (/_pattern$|_switch_label$|^goto_statement$/.test(at.type))
      return "a pattern or case label takes constants only: compare with == instead";
    if (at.type === "parameter")
      return "the default of a parameter must be a constant: make it null, and look the secret up in the body";
    if (outer.test(at.type)) return undefined;
  }
  return undefined;
}

type CodeOf = (part: SyntaxNode | undefined) => string;

/** Methods that take a name and its value. */
const naming = /^(?:Try)?(?:Add|Set|Append|With|Use|Header|Property|Param|Query)/;
const setter = /^(?:Set|With)([A-Z]\w{0,60})$/;

/** The name that the code gives the value: variable, field, property, argument, key of a dictionary, or the member that returns it. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  const code: CodeOf = (part) => (part ? text.slice(part.start, part.end) : "");
  let below = node;
  for (const at of upwards(node)) {
    if (at.type === "variable_declarator" || at.type === "property_declaration")
      return code(childIn(at, "name")) || undefined;
    if (at.type === "assignment_expression")
      return /(\w+)["'\])\s]*$/.exec(code(childIn(at, "left")).slice(-200))?.[1];
    if (at.type === "argument" && childIn(at, "name")) return code(childIn(at, "name"));
    if (at.type === "argument_list" || at.type === "initializer_expression") {
      const named = pairName(at, below, code);
      if (named !== undefined) return named;
    }
    if (at.type === "return_statement" || at.type === "arrow_expression_clause")
      return isSumOf(below, node) ? memberName(at, code) : undefined;
    if (at !== node && (outer.test(at.type) || at.type === "lambda_expression")) return undefined;
    below = at;
  }
  return undefined;
}

/** The first of two arguments, or of the two entries of a dictionary's pair; the name of a setter. */
function pairName(list: SyntaxNode, value: SyntaxNode, code: CodeOf): string | undefined {
  const given = list.children.filter((child) => child.named && !child.type.endsWith("comment"));
  const call = list.parent;
  const method =
    call?.type === "invocation_expression" ? /(\w+)$/.exec(code(childIn(call, "function")))?.[1] : "";
  if (given.length === 1) return setter.exec(method ?? "")?.[1];
  const pairs = list.type === "initializer_expression" && call?.type === "initializer_expression";
  if (given.length !== 2 || given[1] !== value || !(pairs || naming.test(method ?? ""))) return undefined;
  return /^@?"(?:[\w.:-]*[.:])?([\w-]{1,60})"$/.exec(code(given[0]))?.[1];
}

function isSumOf(expression: SyntaxNode, literal: SyntaxNode): boolean {
  for (const at of upwards(literal)) {
    if (at === expression) return true;
    if (!/^(?:binary|parenthesized)_expression$/.test(at.parent?.type ?? "")) return false;
  }
  return false;
}

function memberName(at: SyntaxNode, code: CodeOf): string | undefined {
  for (const member of upwards(at)) {
    if (/^(?:method|property)_declaration$|^local_function_statement$/.test(member.type))
      return code(childIn(member, "name")).replace(/^Get(?=[A-Z])|Async$/g, "") || undefined;
    if (member !== at && !/^(?:block|accessor_declaration|accessor_list)$/.test(member.type))
      return undefined;
  }
  return undefined;
}

/** Whether an `await` may stand at the node: it is in an asynchronous function, or in the statements of a program. */
export function canAwait(node: SyntaxNode, text: string): boolean {
  for (const at of upwards(node)) {
    if (
      /^(?:lock_statement|query_expression|catch_filter_clause|unsafe_statement|fixed_statement)$/.test(
        at.type,
      )
    )
      return false;
    if (
      /^(?:lambda_expression|anonymous_method_expression|local_function_statement|method_declaration)$/.test(
        at.type,
      )
    )
      return modifierOf(at, "async", text) !== undefined;
    if (at.type === "global_statement") return true;
    if (at.type.endsWith("_declaration") && !/^(?:local|variable)_/.test(at.type)) return false;
  }
  return false;
}

/** The node of that modifier of a declaration. */
export function modifierOf(node: SyntaxNode, word: string, text: string): SyntaxNode | undefined {
  return node.children.find(
    (child) => child.type === "modifier" && text.slice(child.start, child.end) === word,
  );
}
