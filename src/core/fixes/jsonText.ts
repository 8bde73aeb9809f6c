import { findNodeAtOffset, parseTree } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import type { Finding } from "../model/finding.ts";
import { extentOf, segmentsOf } from "./literal.ts";
import type { Literal } from "./literal.ts";
import { nameBefore } from "./naming.ts";
import type { Place, Refusal } from "./targetForm.ts";

/** Parses JSON with comments and trailing commas, as editors and agents read their settings. */
export function parseJson(text: string): { root: Node | undefined; errors: number } {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  return { root, errors: errors.length };
}

/** Number of syntax errors. */
export function jsonErrors(text: string): number {
  return parseJson(text).errors;
}

/** A place in JSON with the keys and indexes that lead to it. */
export interface JsonPlace extends Place {
  readonly path: readonly (string | number)[];
  readonly node: Node;
  /** Name right before a part, inside the string itself. */
  readonly inner?: string;
}

const escape = /\\(?:u[0-9a-fA-F]{4}|[^])/g;

function literalOf(node: Node, text: string): Literal {
  const span = { start: node.offset, end: node.offset + node.length };
  const content = { start: span.start + 1, end: span.end - 1 };
  const segments = segmentsOf(text, content, escape, (match) => {
    try {
      return String(JSON.parse(`"${match}"`));
    } catch {
      return undefined;
    }
  });
  return { span, content, segments };
}

/** The string that holds the finding. A value in a comment is replaced as a mention. */
export function locateInJson(root: Node, finding: Finding, text: string): JsonPlace | Refusal {
  const node = findNodeAtOffset(root, finding.span.start);
  if (!node || node.type !== "string" || node.offset + node.length < finding.span.end) {
    return inComment(finding, text)
      ? mention(finding, text, root)
      : { reason: "it is not inside one string" };
  }
  if (node.parent?.type === "property" && node.parent.children?.[0] === node) {
    return { reason: "it is the name of a property, not a value" };
  }
  const extent = extentOf(literalOf(node, text), finding.span, text);
  if (!extent) return { reason: "the value begins or ends inside an escape" };
  const container = { start: node.offset + 1, end: node.offset + node.length - 1 };
  const path = pathOf(node);
  const named = namedBy(path);
  return extent.whole
    ? { container, span: container, whole: true, value: extent.value, path, node, ...named }
    : {
        container,
        span: extent.span,
        whole: false,
        value: extent.value,
        path,
        node,
        ...named,
        ...inner(text, finding.span.start, node.offset + 1),
      };
}

/** The name right before a part, if there is one in the same string. */
export function inner(text: string, offset: number, from: number): { key?: string; inner?: string } {
  const key = nameBefore(text, offset, from);
  return key === undefined ? {} : { key, inner: key };
}

/** Keys that say nothing without the one they stand under. */
const general =
  /^(?:key|value|url|uri|dsn|id|main|default|pass|password|passwd|pwd|token|secret|auth|connection)$/i;

/** Keys that frame values and do not name them. */
const frame =
  /^(?:env|environment|variables|headers|properties|resources|globals|tags|labels|metadata|settings|config|spec|data|Fn::\w+|Sub|Join)$/i;

/** The name of a value by its keys: the last one, with the one before when it is too general alone. */
export function namedBy(path: readonly (string | number)[]): { key?: string } {
  const keys = path.filter((part) => typeof part === "string").map((part) => keyText(part));
  const last = keys.at(-1);
  const before = keys.slice(0, -1).findLast((key) => !frame.test(key));
  if (last === undefined) return {};
  return { key: general.test(last) && before !== undefined ? `${before}_${last}` : last };
}

/** The last part of a dotted or colon-separated key, such as `Db:Password`. */
function keyText(key: string): string {
  return /([\w-]+)$/.exec(key)?.[1] ?? key;
}

function mention(finding: Finding, text: string, root: Node): JsonPlace {
  const value = text.slice(finding.span.start, finding.span.end);
  const { span } = finding;
  return { container: span, span, whole: true, value, mention: true, path: [], node: root };
}

function inComment(finding: Finding, text: string): boolean {
  const before = text.slice(0, finding.span.start);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return /^\s*\/\/|[\s,{[]\/\//.test(line) || before.lastIndexOf("/*") > before.lastIndexOf("*/");
}

/** Keys and indexes from the root to the node. */
function pathOf(node: Node): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = node; at.parent; at = at.parent) {
    if (at.parent.type === "property") path.unshift(String(at.parent.children?.[0]?.value));
    else if (at.parent.type === "array") path.unshift(at.parent.children?.indexOf(at) ?? 0);
  }
  return path;
}

/** The child of an object under that key; the last one when the key stands twice, as parsers read it. */
export function propertyOf(node: Node | undefined, key: string): Node | undefined {
  const properties = node?.type === "object" ? (node.children ?? []) : [];
  return properties.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}
