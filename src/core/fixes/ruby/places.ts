import { nodesOfType } from "../nodeIndex.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Why no expression can stand in place of this literal. */
export function literalRefusal(node: SyntaxNode, text: string): string | undefined {
  const parent = node.parent;
  if (parent?.type === "pair" && node.field === "key" && text.charAt(node.end) === ":")
    return "it is a name, not a value";
  for (const at of upwards(node)) {
    const pattern = at.type === "in_clause" ? childIn(at, "pattern") : undefined;
    if (pattern && node.end <= pattern.end) return "a pattern takes constants only";
    if (/^(?:body_statement|then|program|block_body)$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Nodes of other kinds of text, and why nothing is looked up in them. */
export const otherTexts: Readonly<Record<string, string>> = {
  bare_string: "a list of words takes no lookup: write it as strings in quotes first",
  regex: "it is part of a regular expression",
  subshell: "it is part of a shell command: pass it to the command in its environment",
  delimited_symbol: "it is a symbol, not a value",
  simple_symbol: "it is a symbol, not a value",
  hash_key_symbol: "it is a name, not a value",
};

/** What opens the heredoc of that body: the marks and the bodies of a file are in the same order. */
export function beginningOf(body: SyntaxNode, root: SyntaxNode): SyntaxNode | undefined {
  const marks = nodesOfType(root, "heredoc_beginning");
  const bodies = nodesOfType(root, "heredoc_body");
  const index = bodies.findIndex((one) => one.start === body.start);
  return marks.length === bodies.length ? marks[index] : undefined;
}

/** Whether the string is the format of `format`, `sprintf` or `%`, with values. */
export function isFormat(node: SyntaxNode, text: string): boolean {
  const parent = node.parent;
  if (parent?.type === "binary" && node.field === "left") {
    const operator = childIn(parent, "operator");
    return operator !== undefined && text.slice(operator.start, operator.end) === "%";
  }
  const call = parent?.type === "argument_list" ? parent.parent : undefined;
  const method = call && childIn(call, "method");
  if (!parent || !method || !/^(?:format|s?printf)$/.test(text.slice(method.start, method.end))) return false;
  const given = parent.children.filter((child) => child.named);
  return given[0] === node && given.length > 1;
}

/** Methods that take a name and its value. */
const naming = /^(?:set|put|add|with|store|header|param|default|basic_auth|config|\[\]=)/i;
/** Methods whose own name says what their one argument is. */
const setter = /^(?:(?:set|with)_(\w{1,60})|(\w{0,40}(?:pass|secret|token|key|credential|auth)\w{0,40}))$/i;

type Code = (part: SyntaxNode | undefined) => string;

/** The name that the code gives the value: variable, key of a hash, argument, or the method that returns it. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  const code: Code = (part) => (part ? text.slice(part.start, part.end) : "");
  let below = node;
  for (const at of upwards(node)) {
    if (/^(?:operator_)?assignment$/.test(at.type))
      return /([\w-]+)["'\])\s]*$/.exec(code(childIn(at, "left")).slice(-200))?.[1];
    if (/^(?:optional|keyword)_parameter$/.test(at.type)) return code(childIn(at, "name")) || undefined;
    if (at.type === "pair")
      return childIn(at, "key") === below
        ? undefined
        : /([\w-]{1,80})["':]*$/.exec(code(childIn(at, "key")))?.[1];
    if (at.type === "argument_list") {
      const named = argumentName(at, below, code);
      if (named !== undefined) return named;
    }
    if (at.type === "body_statement") {
      const method = at.parent?.type === "method" ? at.parent : undefined;
      const last = at.children.findLast((child) => child.named && child.type !== "heredoc_body");
      return method && last === below ? code(childIn(method, "name")).replace(/[?!=]$/, "") : undefined;
    }
    if (at !== node && /^(?:do_block|block|lambda|program|then|if|unless|case|when)$/.test(at.type))
      return undefined;
    below = at;
  }
  return undefined;
}

function argumentName(list: SyntaxNode, argument: SyntaxNode, code: Code): string | undefined {
  const method = code(childIn(list.parent!, "method"));
  const given = list.children.filter((child) => child.named);
  if (given.length === 1) {
    const match = setter.exec(method);
    return match?.[1] ?? match?.[2];
  }
  const index = given.indexOf(argument);
  if (index < 1 || !naming.test(method)) return undefined;
  return /^[:"']*(?:[\w.-]*\.)?([\w-]{1,60})["']?$/.exec(code(given[index - 1]))?.[1];
}
