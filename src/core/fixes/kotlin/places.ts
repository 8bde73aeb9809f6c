import type { TextEdit } from "../../model/edit.ts";
import { childIn, everyNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

const outer = /_declaration$|^(?:block|source_file|class_body|enum_class_body|anonymous_initializer)$/;

/** Why no expression can stand in place of this literal. */
export function literalRefusal(node: SyntaxNode, text: string): string | undefined {
  for (const at of upwards(node)) {
    if (isAnnotation(at))
      return "an annotation takes constants only: let it name a configuration property, and look the secret up there";
    if (at.type === "class_parameter" && isAnnotationClass(at, text))
      return "the default of an annotation must be a constant";
    if (outer.test(at.type)) return undefined;
  }
  return undefined;
}

/**
 * An annotation, or what stands in its parentheses where the grammar lost its way, such as in front of a class whose
 * companion object is one line: it then takes `@Name("…")` for an annotated expression in parentheses.
 */
function isAnnotation(node: SyntaxNode): boolean {
  if (node.type === "annotation" || node.type === "file_annotation") return true;
  return (
    node.type === "parenthesized_expression" &&
    node.parent?.type === "annotated_expression" &&
    node.parent.children.some((child) => child.type === "annotation" && child.end === node.start)
  );
}

function isAnnotationClass(parameter: SyntaxNode, text: string): boolean {
  const type = [...upwards(parameter)].find((at) => at.type === "class_declaration");
  return type !== undefined && hasModifier(type, "annotation", text);
}

function hasModifier(node: SyntaxNode, word: string, text: string): boolean {
  return modifierOf(node, word, text) !== undefined;
}

function modifierOf(node: SyntaxNode, word: string, text: string): SyntaxNode | undefined {
  const modifiers = node.children.find((child) => child.type === "modifiers");
  return modifiers?.children.find((child) => text.slice(child.start, child.end) === word);
}

/** Names that annotations or other constants read, and which must stay constants. */
export function constantNames(root: SyntaxNode, text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of everyNode(root)) {
    const constant = node.type === "property_declaration" && hasModifier(node, "const", text);
    const annotation =
      /^(?:value_arguments|parenthesized_expression)$/.test(node.type) &&
      [...upwards(node)].some(isAnnotation);
    if (!constant && !annotation) continue;
    const variable = node.children.find((child) => child.type === "variable_declaration");
    for (const part of node.children.filter((child) => child !== variable)) {
      for (const inner of everyNode(part)) {
        if (inner.type === "identifier") names.add(text.slice(inner.start, inner.end));
      }
    }
  }
  return names;
}

/** A `const val`. */
export interface KotlinConstant {
  readonly name: string;
  /** Other files may read it. */
  readonly open: boolean;
  /** Takes the word away. */
  readonly edit: TextEdit;
}

/** The `const val` that a node is the value of, or part of it. */
export function constantOf(node: SyntaxNode, text: string): KotlinConstant | undefined {
  for (const at of upwards(node)) {
    if (at.type !== "property_declaration") {
      if (outer.test(at.type) || at.type === "lambda_literal") return undefined;
      continue;
    }
    const word = modifierOf(at, "const", text);
    if (!word) return undefined;
    const blank = /^[ \t]*/.exec(text.slice(word.end, word.end + 100))?.[0].length ?? 0;
    const edit = { span: { start: word.start, end: word.end + blank }, newText: "" };
    return { name: propertyName(at, text) ?? "", open: !hasModifier(at, "private", text), edit };
  }
  return undefined;
}

function propertyName(property: SyntaxNode, text: string): string | undefined {
  const variable = property.children.find((child) => child.type === "variable_declaration");
  const name = variable?.children.find((child) => child.type === "identifier");
  return name && text.slice(name.start, name.end);
}

/** Methods that take a name and its value. */
const naming = /^(?:put|set|add|append|with|header|property|param|query|cookie)/i;
const setter = /^(?:set|with)([A-Z]\w{0,60})$/;

/** The name that the code gives the value: property, parameter, named argument, key of a pair, setter, or the function that returns it. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  const code = (part: SyntaxNode | undefined): string => (part ? text.slice(part.start, part.end) : "");
  const stringOf = (part: SyntaxNode | undefined): string | undefined =>
    /^"(?:[\w.-]*\.)?([\w-]{1,60})"$/.exec(code(part))?.[1];
  let below = node;
  for (const at of upwards(node)) {
    const first = at.children.find((child) => child.named && child.type !== "modifiers");
    if (at.type === "property_declaration") return propertyName(at, text);
    if (at.type === "assignment") return /(\w+)["'\])\s]*$/.exec(code(childIn(at, "left")).slice(-200))?.[1];
    if (at.type === "class_parameter") return first?.type === "identifier" ? code(first) : undefined;
    if (at.type === "value_argument" && first !== below && first?.type === "identifier") return code(first);
    if (at.type === "infix_expression" && /"\s+to\s+/.test(code(at).slice(0, 100)) && first !== below)
      return stringOf(first);
    if (at.type === "function_value_parameters") {
      const before = at.children[at.children.indexOf(below) - 2];
      return before?.type === "parameter"
        ? code(before.children.find((child) => child.type === "identifier"))
        : undefined;
    }
    if (at.type === "value_arguments") {
      const named = argumentName(at, below, code, stringOf);
      if (named !== undefined) return named;
    }
    if (at.type === "return_expression" || at.type === "function_body" || at.type === "getter")
      return isValueOf(at, node) ? memberName(at, text) : undefined;
    if (at !== node && (outer.test(at.type) || at.type === "lambda_literal")) return undefined;
    below = at;
  }
  return undefined;
}

function argumentName(
  list: SyntaxNode,
  argument: SyntaxNode,
  code: (part: SyntaxNode | undefined) => string,
  stringOf: (part: SyntaxNode | undefined) => string | undefined,
): string | undefined {
  const given = list.children.filter((child) => child.type === "value_argument");
  const method = /(\w+)$/.exec(code(list.parent?.children[0]))?.[1] ?? "";
  if (given.length === 1) return setter.exec(method)?.[1];
  return given.length === 2 && given[1] === argument && naming.test(method) ? stringOf(given[0]) : undefined;
}

function isValueOf(statement: SyntaxNode, literal: SyntaxNode): boolean {
  for (const at of upwards(literal)) {
    if (at === statement) return true;
    if (at !== literal && !/^(?:binary|parenthesized)_expression$|^function_body$/.test(at.type))
      return false;
  }
  return false;
}

function memberName(at: SyntaxNode, text: string): string | undefined {
  for (const member of upwards(at)) {
    if (member.type === "property_declaration") return propertyName(member, text);
    if (member.type === "function_declaration") {
      const name = childIn(member, "name");
      return name && (text.slice(name.start, name.end).replace(/^get(?=[A-Z])/, "") || undefined);
    }
    if (member !== at && !/^(?:block|function_body|getter)$/.test(member.type)) return undefined;
  }
  return undefined;
}

/** Functions of kotlinx.coroutines whose lambda may suspend. */
const builders =
  /^(?:launch|async|runBlocking|runTest|coroutineScope|supervisorScope|withContext|withTimeout|withTimeoutOrNull|flow|channelFlow|callbackFlow|produce)$/;
/** Inline functions of the standard library: what holds around them holds in their lambda. */
const inlined =
  /^(?:let|run|apply|also|with|use|repeat|takeIf|takeUnless|forEach|forEachIndexed|map|mapNotNull|mapIndexed|flatMap|filter|filterNot|associate|associateBy|associateWith|any|all|none|first|firstOrNull|find|fold|onEach|runCatching|buildString|buildList|buildMap|measureTimeMillis)$/;

/** Whether a function that suspends may be called at the node. */
export function canSuspend(node: SyntaxNode, text: string): boolean {
  for (const at of upwards(node)) {
    if (at.type === "lambda_literal") {
      const callee = calleeOf(at, text);
      if (builders.test(callee)) return true;
      if (!inlined.test(callee)) return false;
    }
    if (at.type === "function_declaration") return hasModifier(at, "suspend", text);
    if (
      /^(?:anonymous_function|function_value_parameters|class_parameters|class_body|getter|setter|property_delegate)$/.test(
        at.type,
      )
    )
      return false;
  }
  return false;
}

/** Whether the node is in an inline function that other files may call: its body is copied to where it is called. */
export function inInlineFunction(node: SyntaxNode, text: string): boolean {
  return [...upwards(node)].some(
    (at) =>
      at.type === "function_declaration" &&
      hasModifier(at, "inline", text) &&
      !hasModifier(at, "private", text),
  );
}

function calleeOf(lambda: SyntaxNode, text: string): string {
  let call = lambda.parent;
  while (call && call.type !== "call_expression") call = call.parent;
  const callee = call?.children[0];
  if (!callee) return "";
  return /(\w+)$/.exec(text.slice(callee.start, callee.end).replace(/\([^()]*\)$/, ""))?.[1] ?? "";
}
