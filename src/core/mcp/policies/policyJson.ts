import { parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import { shown } from "../identity/shown.ts";

/** Why a document counts for nothing. The message is for a person and repeats no value of the document. */
export interface DocumentError {
  readonly error: string;
  readonly span: Span;
}

/** A policy document as data, with the tree that says where each member stands. */
export interface PolicyJson {
  /** Objects have no prototype, so that no key of the document can be taken for a method. */
  readonly value: unknown;
  readonly root: Node;
}

/** In UTF-16 code units: more than a policy of 10,000 servers takes. */
const mostPolicyText = 5_000_000;

/** No policy nests deeper, and a hostile text must not end the thread: the parser calls itself per level. */
const deepest = 100;

/** Names that every object knows; no document of these formats has a use for them. */
const builtIn = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

/**
 * Reads strict JSON. A BOM is passed over. A key that stands twice is an error: which of the two counts depends on the
 * reader, so a reviewer may have approved the other one.
 */
export function readPolicyJson(text: string): PolicyJson | DocumentError {
  const start: Span = { start: 0, end: Math.min(1, text.length) };
  if (text.length > mostPolicyText) return { error: "it is larger than 5 MB", span: start };
  if (nesting(text) > deepest) return { error: "it is nested too deeply", span: start };
  const plain = withoutBom(text);
  if (!isJson(plain)) return syntaxError(plain) ?? { error: "it is not valid JSON", span: start };
  const root = parseTree(plain);
  if (!root) return { error: "it is empty", span: start };
  return firstBadKey(root) ?? { value: plainValue(root), root };
}

/** The text without a BOM, which spans do not count. */
function withoutBom(text: string): string {
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The span of the member at a path, quotes included; of its key when `key` is set. The nearest parent when it is absent. */
export function spanAt(root: Node, path: readonly (string | number)[], key = false): Span {
  let node = root;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    const next = typeof step === "number" ? node.children?.[step] : memberOf(node, step, last && key);
    if (!next) return spanOf(node);
    node = next;
  }
  return spanOf(node);
}

/** The half-open range of a node. */
function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** A path as a person writes it: `servers[2].package.version`. */
export function pathText(path: readonly (string | number)[]): string {
  const text = path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${shown(step)}`))
    .join("")
    .replace(/^\./, "");
  return text === "" ? "the whole file" : text;
}

function memberOf(node: Node, name: string, key: boolean): Node | undefined {
  const property = node.children?.find((child) => child.children?.[0]?.value === name);
  return property?.children?.[key ? 0 : 1];
}

/** The first error of a text that is no JSON. Undefined when the text nests so deeply that the parser gives up. */
function syntaxError(text: string): DocumentError | undefined {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return undefined;
  }
  const [first] = errors;
  if (!first) return undefined;
  const what = printParseErrorCode(first.error)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  const span = { start: first.offset, end: first.offset + first.length };
  return { error: `it is not valid JSON: ${what}`, span };
}

function firstBadKey(node: Node): DocumentError | undefined {
  const keys = node.type === "object" ? new Set<string>() : undefined;
  for (const child of node.children ?? []) {
    const [key, value] = keys ? (child.children ?? []) : [undefined, child];
    const problem = key && keys && problemOfKey(String(key.value), keys);
    if (problem !== undefined) return { error: problem, span: spanOf(key ?? child) };
    const bad = value?.children ? firstBadKey(value) : undefined;
    if (bad) return bad;
  }
  return undefined;
}

function problemOfKey(name: string, before: Set<string>): string | undefined {
  if (before.has(name)) return `${shown(name)} stands twice`;
  if (builtIn.has(name)) return `${shown(name)} is not a known member`;
  before.add(name);
  return undefined;
}

function plainValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plainValue);
  if (node.type !== "object") return node.value;
  const object = emptyRecord<unknown>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key && value) object[String(key.value)] = plainValue(value);
  }
  return object;
}

/** A record without prototype. */
export function emptyRecord<Value>(): Record<string, Value> {
  const record: Record<string, Value> = Object.create(null);
  return record;
}

/** Deepest level of brackets outside of strings: exact for valid JSON. */
function nesting(text: string): number {
  let level = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) most = Math.max(most, ++level);
    else if (code === 0x5d || code === 0x7d) level--;
    else if (code === 0x22) at = endOfString(text, at + 1);
  }
  return most;
}

function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return text.length;
}
