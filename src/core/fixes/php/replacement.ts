import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import { asArguments } from "../formatArguments.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { eolOf, freeName, indentAt } from "../textStyle.ts";
import { lineStart } from "../../model/lineEdges.ts";
import { readLiteral } from "./literals.ts";
import type { PhpFile } from "./phpFile.ts";

/** One part of a literal and the expression that takes its place. */
export interface Part {
  readonly span: Span;
  readonly expression: string;
  /** A name for a variable that would hold it. */
  readonly name: string;
}

const verb = /%(?:%|(?:[-+ 0]|'.)*\d*(?:\.\d+)?[a-zA-Z])/g;
const numbered = /%\d+\$|%[-+ 0\d.]*\*/;

/** Replaces parts of a literal, or says why that cannot be done. */
export function replaceParts(node: SyntaxNode, parts: readonly Part[], file: PhpFile): TextEdit[] | string {
  const literal = readLiteral(node, file.text);
  const format = formatArguments(node, file.text);
  if (format) return asArguments(literal.span, parts, { given: format, verb, numbered }, file.text);
  if (literal.quote === "") return inDocument(node, parts, literal.expands, file);
  const pieces: string[] = [];
  let at = literal.content.start;
  const quote = (end: number): void => {
    if (end > at) pieces.push(literal.quote + file.text.slice(at, end) + literal.quote);
  };
  for (const part of parts) {
    quote(part.span.start);
    pieces.push(part.expression);
    at = part.span.end;
  }
  quote(literal.content.end);
  const joined = pieces.join(" . ");
  const loose =
    /^(?:argument|array_element_initializer|assignment_expression|return_statement|echo_statement|const_element|property_element|expression_statement|parenthesized_expression|arrow_function)$/;
  const parent = node.parent;
  const operator = parent?.type === "binary_expression" ? childIn(parent, "operator") : undefined;
  const chained = operator !== undefined && file.text.slice(operator.start, operator.end) === ".";
  const newText = chained || pieces.length < 2 || loose.test(parent?.type ?? "") ? joined : `(${joined})`;
  return [{ span: literal.span, newText }];
}

/** The arguments of `sprintf` and the like from the literal on, when the literal is their format and has verbs. */
export function formatArguments(node: SyntaxNode, text: string): Span[] | undefined {
  const argument = [...upwards(node)].find((at) => at.type === "argument");
  const call = argument?.parent?.parent;
  const called = call?.type === "function_call_expression" ? childIn(call, "function") : undefined;
  if (!argument || !called || !/^\\?f?s?printf$/i.test(text.slice(called.start, called.end)))
    return undefined;
  const given = argument.parent!.children.filter((child) => child.type === "argument");
  const own = given.slice(given.indexOf(argument));
  return own.length > 1 && own[0] === argument ? own : undefined;
}

/** In a text that runs to a mark, only variables stand for values: one is set in a statement ahead. */
function inDocument(
  node: SyntaxNode,
  parts: readonly Part[],
  expands: boolean,
  { text, variables }: PhpFile,
): TextEdit[] | string {
  const statement = [...upwards(node)].find((at) =>
    /_statement$|^property_element$|^const_element$/.test(at.type),
  );
  const between = [...upwards(node)];
  const path = between.slice(0, statement ? between.indexOf(statement) : 0);
  const late = path.some((at) => /function$|^match|^conditional_expression$/.test(at.type));
  const block = statement?.parent?.type ?? "";
  if (!statement || !expands || late || !/^(?:compound_statement|program)$/.test(block))
    return "it is part of a longer text: put the value into a variable, and name that in the text";
  if (text.slice(lineStart(text, statement.start), statement.start).trim() !== "")
    return "it is part of a longer text: put the value into a variable, and name that in the text";
  const taken = new Set(variables);
  const eol = eolOf(text);
  const indent = indentAt(text, statement.start);
  const edits: TextEdit[] = [];
  const lines = new Map<string, string>();
  for (const part of parts) {
    const variable =
      lines.get(part.expression) ??
      freeName(taken, part.name, part.name + (part.name.includes("_") ? "_value" : "Value"));
    taken.add(variable);
    lines.set(part.expression, variable);
    edits.push({ span: part.span, newText: `{$${variable}}` });
  }
  const code = [...lines].map(([expression, variable]) => `$${variable} = ${expression};${eol}${indent}`);
  return [{ span: { start: statement.start, end: statement.start }, newText: code.join("") }, ...edits];
}
