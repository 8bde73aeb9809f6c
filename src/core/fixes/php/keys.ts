import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Functions and methods that take a name and its value. */
const naming = /^(?:define|putenv|set|put|add|with|header|offsetset|setattribute|config)/i;
/** Methods whose own name says what their one argument is. */
const setter = /^(?:set|with)([A-Z]\w{0,60})$|^(\w{0,40}(?:pass|secret|token|key|credential|auth)\w{0,40})$/i;

type Code = (part: SyntaxNode | undefined) => string;

/** The name that the code gives the value: variable, property, constant, key of an array, argument, or method. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  const code: Code = (part) => (part ? text.slice(part.start, part.end) : "");
  let below = node;
  for (const at of upwards(node)) {
    if (/^(?:const_element|property_element)$/.test(at.type))
      return code(at.children.find((child) => child.named)).replace("$", "") || undefined;
    if (/^(?:augmented_)?assignment_expression$/.test(at.type))
      return /([\w-]+)["'\])\s]*$/.exec(code(childIn(at, "left")).slice(-200))?.[1];
    if (at.type === "array_element_initializer") {
      const [key, value] = at.children.filter((child) => child.named);
      return value === below ? /([\w-]{1,80})["']?$/.exec(code(key))?.[1] : undefined;
    }
    if (at.type === "argument") {
      const named = argumentName(at, code);
      if (named !== undefined) return named;
    }
    if (at.type === "return_statement") return returnName(at, code);
    if (at !== node && /_statement$|_declaration$|_definition$|function$/.test(at.type)) return undefined;
    below = at;
  }
  return undefined;
}

function argumentName(argument: SyntaxNode, code: Code): string | undefined {
  const own = childIn(argument, "name");
  if (own) return code(own);
  const list = argument.parent;
  const call = list?.parent;
  const called = call && (childIn(call, "function") ?? childIn(call, "name"));
  if (!list || !called) return undefined;
  const given = list.children.filter((child) => child.type === "argument");
  if (given.length === 1) {
    const match = setter.exec(code(called));
    return match?.[1] ?? match?.[2];
  }
  const index = given.indexOf(argument);
  if (index < 1 || !naming.test(code(called))) return undefined;
  return /^["'](?:[\w.-]*\.)?([\w-]{1,60})["']$/.exec(code(given[index - 1]))?.[1];
}

function returnName(statement: SyntaxNode, code: Code): string | undefined {
  const owner = statement.parent?.parent;
  if (!owner || !/^(?:method_declaration|function_definition)$/.test(owner.type)) return undefined;
  return code(childIn(owner, "name")).replace(/^get(?=[A-Z_])_?/, "") || undefined;
}
