import { piecesOf, type TemplateValue } from "./value.ts";

/** HCL that is written as it is. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A policy that is written as a call of `jsonencode`. */
export class Encoded {
  readonly policy: TemplateValue;

  constructor(policy: TemplateValue) {
    this.policy = policy;
  }
}

/** A value of an attribute. */
export type HclValue =
  | string
  | number
  | boolean
  | Expression
  | Encoded
  | readonly HclValue[]
  | { readonly [name: string]: HclValue };

/** A block, or an attribute. */
export type HclItem =
  | {
      readonly block: string;
      readonly labels?: readonly string[];
      readonly comment?: string;
      readonly body: readonly HclItem[];
    }
  | { readonly name: string; readonly value: HclValue };

/** The expressions that stand for the references of `TemplateValue`, by name. */
export type References = ReadonlyMap<string, string>;

/** An attribute. */
export const attribute = (name: string, value: HclValue): HclItem => ({ name, value });

/** A block, with attributes given as members. */
export function block(
  head: string,
  attributes: Readonly<Record<string, HclValue>>,
  nested: readonly HclItem[] = [],
  comment?: string,
): HclItem {
  const [type = "", ...labels] = head.split(" ");
  const body = [...Object.entries(attributes).map(([name, value]) => attribute(name, value)), ...nested];
  return { block: type, labels, body, ...(comment !== undefined && { comment }) };
}

/**
 * Writes a file as `terraform fmt` does.
 * @param comment lines that stand above it
 */
export function terraformText(
  items: readonly HclItem[],
  references: References,
  comment: readonly string[],
): string {
  const head = comment.map((line) => `# ${line}`.trimEnd()).join("\n");
  return `${[head, ...items.map((item) => itemLines(item, references, "").join("\n"))].join("\n\n")}\n`;
}

function itemLines(item: HclItem, references: References, indent: string): string[] {
  if ("name" in item) return attributeLines([item], references, indent);
  const labels = (item.labels ?? []).map((label) => ` "${label}"`).join("");
  const comment = item.comment === undefined ? [] : [`${indent}# ${item.comment}`];
  const head = `${indent}${item.block}${labels} {`;
  if (item.body.length === 0) return [...comment, `${head}}`];
  return [...comment, head, ...bodyLines(item.body, references, `${indent}  `), `${indent}}`];
}

function bodyLines(body: readonly HclItem[], references: References, indent: string): string[] {
  const attributes = body.filter((item) => "name" in item);
  const lines = attributeLines(attributes, references, indent);
  for (const item of body) {
    if ("name" in item) continue;
    if (lines.length > 0) lines.push("");
    lines.push(...itemLines(item, references, indent));
  }
  return lines;
}

type Attribute = Extract<HclItem, { name: string }>;

/** Attributes of one line stand with their equals signs below each other; one of several lines ends the group. */
function attributeLines(attributes: readonly Attribute[], references: References, indent: string): string[] {
  const entries = attributes.map(({ name, value }) => ({ name, text: valueText(value, references, indent) }));
  return aligned(entries, indent).map((line) => `${indent}${line}`.trimEnd());
}

interface Entry {
  readonly name: string;
  readonly text: string;
}

function aligned(entries: readonly Entry[], indent: string): string[] {
  const lines: string[] = [];
  let group: Entry[] = [];
  const flush = (): void => {
    const width = Math.max(0, ...group.map(({ name }) => name.length));
    lines.push(...group.map(({ name, text }) => `${name.padEnd(width)} = ${text}`));
    group = [];
  };
  for (const entry of entries) {
    if (!entry.text.includes("\n")) {
      group.push(entry);
      continue;
    }
    flush();
    const [first = "", ...others] = entry.text.split("\n");
    lines.push(`${entry.name} = ${first}`, ...others.map((line) => line.slice(indent.length)));
  }
  flush();
  return lines;
}

/** Lines after the first are indented in full. */
function valueText(value: HclValue, references: References, indent: string): string {
  if (value instanceof Expression) return value.text;
  if (value instanceof Encoded) return `jsonencode(${valueText(value.policy, references, indent)})`;
  if (typeof value === "string") return stringText(value, references);
  if (typeof value !== "object") return String(value);
  if (isHclList(value)) return listText(value, references, indent);
  const entries = Object.entries(value).map(([name, item]) => ({
    name: /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name),
    text: valueText(item, references, `${indent}  `),
  }));
  if (entries.length === 0) return "{}";
  const lines = aligned(entries, `${indent}  `).map((line) => `${indent}  ${line}`.trimEnd());
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function listText(items: readonly HclValue[], references: References, indent: string): string {
  const inner = `${indent}  `;
  const texts = items.map((item) => valueText(item, references, inner));
  const line = `[${texts.join(", ")}]`;
  if (!line.includes("\n") && line.length <= 90) return line;
  // Objects of a list are separated by commas on their own last line, as `terraform fmt` leaves them.
  return `[\n${texts.map((text) => `${inner}${text},`).join("\n")}\n${indent}]`;
}

/** `Array.isArray`, which does not narrow read-only lists. */
export function isHclList(value: HclValue): value is readonly HclValue[] {
  return Array.isArray(value);
}

/** A text with its references; one that is nothing but a reference is the expression itself. */
function stringText(text: string, references: References): string {
  const pieces = piecesOf(text);
  const expressions = pieces.map((piece) =>
    "name" in piece ? expressionOf(piece.name, references) : undefined,
  );
  const [only] = expressions;
  if (pieces.length === 1 && only !== undefined) return only;
  const inner = pieces.map((piece, index) => {
    if ("name" in piece) return `\${${expressions[index] ?? ""}}`;
    return JSON.stringify(piece.text).slice(1, -1).replaceAll("${", "$${").replaceAll("%{", "%%{");
  });
  return `"${inner.join("")}"`;
}

function expressionOf(name: string, references: References): string {
  const expression = references.get(name);
  if (expression === undefined) throw new TypeError(`Terraform has no expression for ${name}`);
  return expression;
}
