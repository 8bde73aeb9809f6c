import type { TextEdit } from "../../model/edit.ts";
import type { Span } from "../../model/span.ts";
import { identifiersNamed } from "../nodeIndex.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { freeName } from "../textStyle.ts";
import { lazyEdits } from "./constants.ts";
import { asFormat, quoted, readLiteral } from "./literals.ts";
import { lastArgument } from "./macros.ts";
import type { MacroPlace } from "./macros.ts";
import { moduleDepth } from "./places.ts";
import type { RustPlace } from "./places.ts";

/** One part of a literal and the expression, an owned `String`, that takes its place. */
export interface Part {
  readonly span: Span;
  readonly expression: string;
  /** A name for an argument that would hold it. */
  readonly name: string;
}

/** How the place of a literal takes an owned text. */
export type RustForm =
  | { readonly kind: "constant"; readonly item: SyntaxNode }
  | { readonly kind: "macro"; readonly place: MacroPlace }
  | { readonly kind: "expression"; readonly place: RustPlace };

/** Replaces a literal in the way that its place takes. */
export function replaceLiteral(
  node: SyntaxNode,
  form: RustForm,
  whole: boolean,
  parts: readonly Part[],
  root: SyntaxNode,
  text: string,
): TextEdit[] {
  if (form.kind === "macro" && form.place.format) return asArguments(node, form.place, whole, parts, text);
  const value = whole ? parts[0]!.expression : joined(node, parts, text);
  const span = { start: node.start, end: node.end };
  if (form.kind === "constant") return [{ span, newText: value }, ...lazyEdits(form.item, root, text)];
  if (form.kind === "macro") return [{ span, newText: form.place.before + value }];
  const { place } = form;
  return [
    { span: place.span, newText: place.before + value + place.after },
    ...(place.type ? [place.type] : []),
  ];
}

/** A literal with values in it, as a call of `format!`. */
function joined(node: SyntaxNode, parts: readonly Part[], text: string): string {
  const literal = readLiteral(node, text);
  const pieces: string[] = [];
  let at = literal.content.start;
  for (const part of parts) {
    pieces.push(asFormat(text.slice(at, part.span.start)), "{}");
    at = part.span.end;
  }
  pieces.push(asFormat(text.slice(at, literal.content.end)));
  const values = parts.map((part) => part.expression).join(", ");
  return `format!(${literal.open}${pieces.join("")}${literal.close}, ${values})`;
}

/** Values of a format are arguments with names, which may stand behind all others. */
function asArguments(
  node: SyntaxNode,
  { tokens }: MacroPlace,
  whole: boolean,
  parts: readonly Part[],
  text: string,
): TextEdit[] {
  const literal = readLiteral(node, text);
  const taken = new Set(text.slice(tokens.start, tokens.end).match(/\w+/g));
  const edits: TextEdit[] = [];
  const values: string[] = [];
  for (const part of parts) {
    const name = freeName(taken, part.name, `${part.name}_value`);
    taken.add(name);
    edits.push({ span: whole ? literal.content : part.span, newText: `{${name}}` });
    values.push(`${name} = ${part.expression}`);
  }
  const { span, ahead } = lastArgument(tokens);
  return [...edits, { span, newText: ahead + values.join(", ") }];
}

/** Reads a variable of the environment, by the module's own name where the file has it. */
export function environmentCall(name: string, node: SyntaxNode, root: SyntaxNode, text: string): string {
  const imported = root.children.some(
    (child) =>
      child.type === "use_declaration" && /^use\s+std::env\s*;$/.test(text.slice(child.start, child.end)),
  );
  const hidden = identifiersNamed(root, text, "env").some((at) => at.field === "pattern");
  const path = imported && !hidden && moduleDepth(node) === 0 ? "env" : "std::env";
  return `${path}::var(${quoted(name)}).expect(${quoted(`${name} must be set`)})`;
}
