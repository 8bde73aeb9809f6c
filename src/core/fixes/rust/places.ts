import type { Span } from "../../model/span.ts";
import { nameBefore } from "../naming.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

/** How an owned `String` is written where the literal, a `&str`, was. */
export interface RustPlace {
  /** What is replaced: the literal, or the call that made it a `String`. */
  readonly span: Span;
  readonly before: string;
  readonly after: string;
  /** Where the declaration says that it holds a reference, when it did not. */
  readonly type?: { readonly span: Span; readonly newText: string };
}

const reason =
  "what holds it here may live longer than the value: make it an owned String with .to_string() first, then fix that";

const owned = (span: Span): RustPlace => ({ span, before: "", after: "" });
const borrowed = (span: Span): RustPlace => ({ span, before: "&", after: "" });

/** How the literal of an expression is replaced, or why it cannot be. */
export function placeOf(literal: SyntaxNode, text: string): RustPlace | { readonly reason: string } {
  const parent = literal.parent!;
  const code = (node: SyntaxNode | undefined): string => (node ? text.slice(node.start, node.end) : "");
  const call = parent.parent;
  if (parent.type === "field_expression" && call?.type === "call_expression")
    return received(literal, code(childIn(parent, "field")), call);
  if (parent.type === "arguments" && call?.type === "call_expression")
    return argument(literal, code(childIn(call, "function")), call);
  if (parent.type === "let_declaration") return bound(literal, parent, text);
  if (parent.type === "field_initializer") return leaves(parent, text) ? { reason } : borrowed(literal);
  if (parent.type === "binary_expression") {
    const operator = code(childIn(parent, "operator"));
    if (operator === "==" || operator === "!=") return owned(literal);
    return operator === "+" && literal.field === "right" ? borrowed(literal) : { reason };
  }
  return { reason };
}

/** `"…".to_string()` and other methods of the literal. */
function received(
  literal: SyntaxNode,
  method: string,
  call: SyntaxNode,
): RustPlace | { readonly reason: string } {
  if (/^(?:to_string|to_owned)$/.test(method)) return owned(call);
  if (
    /^(?:into|len|is_empty|parse|to_uppercase|to_lowercase|replace|repeat|contains|starts_with|ends_with|eq)$/.test(
      method,
    )
  )
    return owned(literal);
  // What these return is borrowed, and lives as long as the statement.
  return call.parent?.type === "arguments" || call.parent?.type === "binary_expression"
    ? owned(literal)
    : { reason };
}

function argument(
  literal: SyntaxNode,
  called: string,
  call: SyntaxNode,
): RustPlace | { readonly reason: string } {
  const name = called.slice(Math.max(called.lastIndexOf(":"), called.lastIndexOf(".")) + 1);
  if (called === "String::from") return owned(call);
  if (/(?:^|_)static$/.test(name))
    return { reason: `${name} takes constants only: use the form that takes any text` };
  // A constructor's field may be `&str` itself, which a `&String` does not become inside it.
  if (/^[A-Z]/.test(name))
    return call.parent?.type === "arguments" ? { span: literal, before: "", after: ".as_str()" } : { reason };
  return leavesAs(call) ? { reason } : borrowed(literal);
}

/** Whether a call's result, which may borrow its argument, is bound or returned; owned types are the usual case. */
function leavesAs(call: SyntaxNode): boolean {
  const outer = call.parent;
  return outer?.type === "reference_expression" && outer.parent?.type === "let_declaration";
}

function bound(
  literal: SyntaxNode,
  declaration: SyntaxNode,
  text: string,
): RustPlace | { readonly reason: string } {
  const pattern = childIn(declaration, "pattern");
  const type = childIn(declaration, "type");
  if (pattern?.type !== "identifier") return { reason };
  if (!type) {
    const span = { start: pattern.end, end: pattern.end };
    return { ...borrowed(literal), type: { span, newText: ": &str" } };
  }
  const written = text.slice(type.start, type.end);
  if (written === "&str") return borrowed(literal);
  if (written !== "&'static str") return { reason };
  return { ...borrowed(literal), type: { span: type, newText: "&str" } };
}

/** Whether a struct that borrows the value is what a function returns. */
function leaves(field: SyntaxNode, text: string): boolean {
  for (const at of upwards(field)) {
    if (at.type === "let_declaration" || at.type === "arguments") return false;
    if (at.type === "expression_statement") return /^return\b/.test(text.slice(at.start, at.start + 7));
    if (/^(?:function_item|closure_expression|async_block)$/.test(at.type)) return true;
  }
  return true;
}

/** Why nothing that is known at run time can stand in place of this literal. */
export function literalRefusal(literal: SyntaxNode, open: string): string | undefined {
  if (/^[bc]/.test(open))
    return "it is a literal of bytes: write it as a string, and take its bytes where they are needed";
  for (const at of upwards(literal)) {
    if (/^(?:inner_)?attribute_item$/.test(at.type)) return "an attribute takes constants only";
    if (at.type.endsWith("_pattern")) return "a pattern takes constants only: compare with == in a guard";
    if (at.type === "macro_definition") return "it is part of a macro's definition";
    if (/^(?:block|function_item|const_item|static_item)$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Whether `.await` may stand at this place. */
export function mayAwait(node: SyntaxNode, text: string): boolean {
  for (const at of upwards(node)) {
    if (at.type === "async_block") return true;
    if (at.type === "closure_expression") return /^async\b/.test(text.slice(at.start, at.start + 6));
    if (at.type !== "function_item") continue;
    const modifiers = at.children.find((child) => child.type === "function_modifiers");
    return modifiers !== undefined && /\basync\b/.test(text.slice(modifiers.start, modifiers.end));
  }
  return false;
}

/** How many modules of this file are around a node. */
export function moduleDepth(node: SyntaxNode): number {
  return [...upwards(node)].filter((at) => at.type === "mod_item").length;
}

/** Methods that take a name and its value. */
const naming = /(?:^|[.:])(?:set_var|insert|header|append|set|with|env|arg|query|push|put|default_header)$/;
/** Methods whose own name says what their one argument is. */
const setter =
  /(?:^|[.:])(?:(?:set|with)_(\w{1,60})|(\w{0,40}(?:pass|secret|token|key|credential|auth)\w{0,40}))$/i;

/** The name that the code gives the value: variable, constant, field, argument, or the function that returns it. */
export function keyOf(literal: SyntaxNode, text: string): string | undefined {
  const code = (node: SyntaxNode | undefined): string => (node ? text.slice(node.start, node.end) : "");
  if (literal.parent?.type === "token_tree") return nameBefore(text, literal.start, literal.parent.start);
  let below = literal;
  for (const at of upwards(literal)) {
    if (at.type === "let_declaration") return /(\w+)$/.exec(code(childIn(at, "pattern")))?.[1];
    if (/^(?:const|static)_item$/.test(at.type)) return code(childIn(at, "name")) || undefined;
    if (at.type === "field_initializer") return code(childIn(at, "field")) || undefined;
    if (at.type === "assignment_expression") return /(\w+)["\])\s]*$/.exec(code(childIn(at, "left")))?.[1];
    if (at.type === "arguments" && at.parent?.type === "call_expression") {
      const called = code(childIn(at.parent, "function")).slice(-200);
      const given = at.children.filter((child) => child.named);
      const own = given.length === 1 ? setter.exec(called) : undefined;
      if (own) return own[1] ?? own[2];
      const index = given.indexOf(below);
      const name = index > 0 && naming.test(called) ? given[index - 1] : undefined;
      const written = /^"(?:[\w.-]*\.)?([\w-]{1,60})"/.exec(code(name))?.[1];
      if (written !== undefined) return written;
    }
    // A function is named after what it returns; an argument of a call and a part of a sum are something else.
    const wrapped =
      at.type === "arguments" && /^(?:[A-Z]\w*|String::from)$/.test(code(childIn(at.parent!, "function")));
    if ((at.type === "arguments" && !wrapped) || at.type === "binary_expression") return undefined;
    if (at.type === "function_item") return code(childIn(at, "name")) || undefined;
    if (at !== literal && /^(?:expression_statement|closure_expression|async_block)$/.test(at.type))
      return undefined;
    below = at;
  }
  return undefined;
}
