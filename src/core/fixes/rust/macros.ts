import type { Span } from "../../model/span.ts";
import { upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** Where a literal stands among the arguments of a macro. */
export interface MacroPlace {
  readonly name: string;
  /** The outermost tokens, with their delimiters. */
  readonly tokens: SyntaxNode;
  /** The literal is the text that the macro fills in. */
  readonly format: boolean;
  /** What is written ahead of an owned text: the sign of a reference in the call of a function. */
  readonly before: "" | "&";
}

/** Macros that format, by how many arguments stand ahead of the format. */
const formatting: Readonly<Record<string, number>> = {
  ...each("format print println eprint eprintln panic todo unimplemented unreachable format_args", 0),
  ...each("write writeln assert debug_assert ensure", 1),
  ...each("assert_eq assert_ne debug_assert_eq debug_assert_ne", 2),
};
/** Macros that take fields or an error ahead of the format, which is the first text among their arguments. */
const logging = /^(?:trace|debug|info|warn|error|event|span|anyhow|bail|log)$/;
/** Macros whose arguments are expressions. */
const evaluating = new Set(["vec", "json", "dbg", "hashmap", "matches"]);

function each(names: string, ahead: number): Record<string, number> {
  return Object.fromEntries(names.split(" ").map((name) => [name, ahead]));
}

/** The macro that a literal is an argument of, if it is one; or why nothing can stand there. */
export function macroAround(
  literal: SyntaxNode,
  text: string,
): MacroPlace | { readonly reason: string } | undefined {
  const call = [...upwards(literal)].find((at) => at.type === "macro_invocation");
  const tokens = call?.children.find((child) => child.type === "token_tree");
  const macro = call?.children.find((child) => child.field === "macro");
  if (!tokens || !macro || literal.parent?.type !== "token_tree") {
    if (literal.parent?.type === "token_tree") return { reason: "it is part of a macro's definition" };
    return undefined;
  }
  const written = text.slice(macro.start, macro.end);
  const name = written.slice(written.lastIndexOf(":") + 1);
  const ahead = Object.hasOwn(formatting, name) ? formatting[name] : undefined;
  if (ahead === undefined && !evaluating.has(name) && !logging.test(name))
    return { reason: `the macro ${name}! may take literals only: put the value into a variable first` };
  if (/^\s*:(?!:)/.test(text.slice(literal.end, literal.end + 40)))
    return { reason: "it is a name, not a value" };
  if (name === "matches" && commasBefore(tokens, literal) > 0)
    return { reason: "a pattern takes constants only: compare with == instead" };
  const direct = literal.parent === tokens;
  const called = calledBy(literal.parent, text);
  const converted = /^\s*\.(?:to_string|to_owned|into)\(\)/.test(text.slice(literal.end, literal.end + 80));
  if ((/^(?:vec|hashmap)$/.test(name) || /^[A-Z]/.test(called ?? "")) && !converted)
    return {
      reason: "its place takes a reference that lives on: make it an owned String with .to_string() first",
    };
  return {
    name,
    tokens,
    format: direct && isFormat(tokens, literal, logging.test(name) ? "first" : ahead),
    before: called === undefined || /^\s*\./.test(text.slice(literal.end, literal.end + 80)) ? "" : "&",
  };
}

/** The function that tokens in parentheses are the arguments of. */
function calledBy(tokens: SyntaxNode, text: string): string | undefined {
  const outer = tokens.parent;
  if (outer?.type !== "token_tree" || text.charAt(tokens.start) !== "(") return undefined;
  const before = outer.children[outer.children.indexOf(tokens) - 1];
  return before?.type === "identifier" ? text.slice(before.start, before.end) : undefined;
}

function commasBefore(tokens: SyntaxNode, literal: SyntaxNode): number {
  return tokens.children.filter((child) => child.type === "," && child.end <= literal.start).length;
}

function isFormat(tokens: SyntaxNode, literal: SyntaxNode, place: number | "first" | undefined): boolean {
  if (!isAlone(tokens, literal)) return false;
  if (place !== "first") return place === commasBefore(tokens, literal);
  const texts = tokens.children.filter((child) => child.type.endsWith("string_literal"));
  return texts.find((child) => isAlone(tokens, child)) === literal;
}

/** Whether the literal is a whole argument. */
function isAlone(tokens: SyntaxNode, literal: SyntaxNode): boolean {
  const index = tokens.children.indexOf(literal);
  const before = tokens.children[index - 1]?.type ?? "";
  const next = tokens.children[index + 1]?.type ?? "";
  return /^[,([{]$/.test(before) && /^[,)\]}]$/.test(next);
}

/** Where one more argument goes, and what is written ahead of it. */
export function lastArgument(tokens: SyntaxNode): { readonly span: Span; readonly ahead: string } {
  const last = tokens.children.at(-2)!;
  const comma = last.type === ",";
  return { span: { start: last.end, end: last.end }, ahead: comma ? " " : ", " };
}
