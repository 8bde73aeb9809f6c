import type { Literal, Segment } from "../literal.ts";
import { segmentsOf } from "../literal.ts";
import { childIn, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";

const simpleEscapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  v: "\v",
  f: "\f",
};

/** One alternative per kind of escape of ECMAScript's string literals; `\r\n` in a template is read as `\n`. */
const escape = /\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{1,3}|\r\n|[^])|\r\n/g;

/** Meaning of one escape of a string or template literal. */
function decodeEscape(match: string): string | undefined {
  if (match === "\r\n") return "\n";
  const body = match.slice(1);
  if (/^[\r\n\u2028\u2029]/.test(body)) return "";
  if (/^[0-7]+$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8));
  if (body.startsWith("x") && body.length === 3)
    return String.fromCharCode(Number.parseInt(body.slice(1), 16));
  if (body.startsWith("u{")) {
    const point = Number.parseInt(body.slice(2, -1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
  }
  if (/^u..../.test(body)) return String.fromCharCode(Number.parseInt(body.slice(1), 16));
  return simpleEscapes[body] ?? body;
}

/** A `string` or `template_string` node as a literal. In JSX attributes nothing is an escape but `&…;`. */
export function readLiteral(node: SyntaxNode, text: string): Literal {
  const content = { start: node.start + 1, end: Math.max(node.start + 1, node.end - 1) };
  const span = { start: node.start, end: node.end };
  if (inJsx(node))
    return { span, content, segments: segmentsOf(text, content, /&#?\w{1,31};/g, () => undefined) };
  const segments: Segment[] = [];
  let at = content.start;
  for (const hole of node.children.filter((child) => child.type === "template_substitution")) {
    segments.push(...segmentsOf(text, { start: at, end: hole.start }, escape, decodeEscape));
    segments.push({ start: hole.start, end: hole.end, value: undefined, plain: false });
    at = hole.end;
  }
  segments.push(...segmentsOf(text, { start: at, end: content.end }, escape, decodeEscape));
  return { span, content, segments };
}

/** Whether the string is the value of a JSX attribute. */
export function inJsx(node: SyntaxNode): boolean {
  return node.parent?.type === "jsx_attribute";
}

/** Why no expression can stand in place of this literal, whatever the lookup is. */
export function literalRefusal(node: SyntaxNode): string | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  if (parent.type === "literal_type") return "it is a type, not a value";
  if (node.field === "key" || parent.type === "property_signature" || node.field === "name") {
    return "it is the name of a property, not a value";
  }
  if (node.field === "source" || /^import|^export/.test(parent.type)) return "it is the name of a module";
  if (parent.type === "enum_assignment") return "members of an enum must be constants";
  if (parent.type === "call_expression" && node.type === "template_string")
    return "its template has a tag of its own";
  if (parent.type === "arguments" && parent.parent) {
    const callee = childIn(parent.parent, "function");
    if (callee?.type === "import") return "it is the name of a module";
  }
  if (parent.type === "expression_statement" && node.type === "string")
    return "the text stands alone and is never used";
  for (const at of upwards(parent)) {
    if (at.type === "import_attribute" || at.type === "ambient_declaration")
      return "only a constant may stand here";
  }
  return undefined;
}

/** Node types whose text names what is assigned to it. */
const nameFields: Readonly<Record<string, string>> = {
  variable_declarator: "name",
  pair: "key",
  assignment_expression: "left",
  augmented_assignment_expression: "left",
  field_definition: "property",
  public_field_definition: "name",
  assignment_pattern: "left",
  object_assignment_pattern: "left",
  required_parameter: "pattern",
  optional_parameter: "pattern",
};

/** The name that the code gives the value: variable, property, parameter or JSX attribute. */
export function keyOf(node: SyntaxNode, text: string): string | undefined {
  for (const at of upwards(node)) {
    const field = nameFields[at.type];
    if (field !== undefined) {
      const name = childIn(at, field);
      return name && name !== node ? lastName(text.slice(name.start, name.end)) : undefined;
    }
    if (at.type === "jsx_attribute")
      return at.children[0] && lastName(text.slice(at.children[0].start, at.children[0].end));
    if (at !== node && /statement|function|method|class|program/.test(at.type)) return undefined;
  }
  return undefined;
}

/** `dbPassword` of `config["dbPassword"]`, `this.config.dbPassword` or a plain name. */
function lastName(code: string): string | undefined {
  if (code.length > 200) return undefined;
  return /([\w$-]+)["'`\]\s]*$/.exec(code)?.[1];
}
