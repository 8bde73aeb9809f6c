import { childIn, everyNode } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Source } from "../targetForm.ts";
import { moreCommon } from "../textStyle.ts";

/** What a PHP file says about how code is written in it. */
export interface PhpFile {
  readonly root: SyntaxNode;
  readonly text: string;
  readonly path: string;
  readonly quote: string;
  /** Names of variables, without their sign. */
  readonly variables: ReadonlySet<string>;
  /** Names of functions, as written. */
  readonly functions: ReadonlySet<string>;
  /** Functions have their opening brace in the line of their name. */
  readonly braceInLine: boolean;
}

/** Reads the facts from the tree. */
export function phpFileOf({ text, path }: Source, root: SyntaxNode): PhpFile {
  const variables = new Set<string>();
  const functions = new Set<string>();
  const quotes: string[] = [];
  const braces: string[] = [];
  for (const node of everyNode(root)) {
    if (node.type === "variable_name") variables.add(text.slice(node.start + 1, node.end));
    if (node.type === "string" || node.type === "encapsed_string") quotes.push(text.charAt(node.start));
    if (!/^(?:method_declaration|function_definition)$/.test(node.type)) continue;
    const name = childIn(node, "name");
    const body = childIn(node, "body");
    if (name && node.type === "function_definition") functions.add(text.slice(name.start, name.end));
    if (name && body) braces.push(/\n\s*$/.test(text.slice(name.end, body.start)) ? "below" : "in line");
  }
  return {
    root,
    text,
    path,
    quote: moreCommon<"'" | '"'>(quotes, "'", '"'),
    variables,
    functions,
    braceInLine: moreCommon<"below" | "in line">(braces, "below", "in line") === "in line",
  };
}
