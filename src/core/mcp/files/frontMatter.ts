import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Scalar } from "yaml";
import type { Span } from "../../model/span.ts";
import { deepest, type FileMember, type FileTree, type FileValue } from "./fileValue.ts";

/** More than any agent or power says before its text, in UTF-16 code units: the parser is slow on hostile text. */
const mostText = 50_000;

/** How many values a front matter may hold, those that aliases repeat included. */
const mostValues = 20_000;

/**
 * Reads the YAML between the two lines of dashes that begin a Markdown file. Without them there is neither a root nor an
 * error. Spans count from the start of the whole text.
 */
export function readFrontMatter(text: string): FileTree {
  const frame = /^\ufeff?---[ \t]*(?:\r\n|\r|\n)/.exec(text);
  if (!frame) return {};
  const start = frame[0].length;
  const rest = text.slice(start, start + mostText);
  const length = /^---[ \t]*$/m.exec(rest)?.index;
  const span: Span = { start: 0, end: Math.min(text.length, 3) };
  if (length === undefined) return { error: { message: "what stands before its text has no end", span } };
  return readYaml(rest.slice(0, length), start, "what stands before its text is not valid YAML");
}

/**
 * Reads a text of YAML. Spans count from `offset` characters before it.
 * @param invalid what is said of a text that is no YAML; it continues "the file cannot be read: "
 */
export function readYaml(yaml: string, offset: number, invalid = "it is not valid YAML"): FileTree {
  const begin: Span = { start: 0, end: Math.min(offset + yaml.length, 3) };
  if ((yaml.match(/[[{]/g)?.length ?? 0) > 1000)
    return { error: { message: "it is nested too deeply", span: begin } };
  if (yaml.length > mostText) return { error: { message: "it is too long", span: begin } };
  try {
    const document = parseDocument(yaml, { logLevel: "silent", uniqueKeys: false, prettyErrors: false });
    const [error] = document.errors;
    const root = document.contents
      ? new Reader(document, yaml, offset).value(document.contents, 0)
      : undefined;
    if (!error) return { ...(root && { root }) };
    const [from, to] = error.pos;
    const place = { start: offset + from, end: offset + Math.max(to, from + 1) };
    return { ...(root && { root }), error: { message: invalid, span: place } };
  } catch (error) {
    // The parser calls itself for each level, and no agent nests as far as its stack reaches.
    if (error instanceof RangeError) return { error: { message: "it is nested too deeply", span: begin } };
    throw error;
  }
}

/** The text under a key of the front matter of a Markdown file, such as the name of a power. */
export function frontMatterText(text: string, key: string): string | undefined {
  const { root } = readFrontMatter(text);
  const value =
    root?.kind === "object" ? root.members.findLast((member) => member.key === key)?.value : undefined;
  return value?.kind === "text" ? value.value : undefined;
}

/** Makes the values of one document. A value that an alias stands for has the spans of its anchor. */
class Reader {
  private readonly document: Document.Parsed;
  private readonly text: string;
  private readonly offset: number;
  private count = 0;

  constructor(document: Document.Parsed, text: string, offset: number) {
    this.document = document;
    this.text = text;
    this.offset = offset;
  }

  value(node: Node | null, level: number): FileValue {
    const span = this.spanOf(node);
    if (!node || ++this.count > mostValues || level > deepest) return { kind: "missing", span };
    if (isAlias(node)) return this.value(node.resolve(this.document) ?? null, level + 1);
    if (isMap<Node, Node | null>(node)) {
      const members = node.items.map(({ key, value }) => this.member(key, value, level));
      return { kind: "object", members, span };
    }
    if (isSeq<Node>(node))
      return { kind: "list", items: node.items.map((item) => this.value(item, level + 1)), span };
    return isScalar(node) ? this.scalar(node, span) : { kind: "missing", span };
  }

  private member(key: Node, value: Node | null, level: number): FileMember {
    const keySpan = this.spanOf(key);
    const inner = isScalar(key) ? this.contentOf(key, keySpan) : keySpan;
    const read = value ? this.value(value, level + 1) : ({ kind: "null", span: keySpan } as const);
    const end = Math.max(keySpan.end, this.spanOf(value).end);
    return {
      key: isScalar(key) ? String(key.value) : "",
      keySpan: inner,
      value: read,
      span: { start: keySpan.start, end },
    };
  }

  private scalar(node: Scalar, span: Span): FileValue {
    const { value } = node;
    if (typeof value === "string") return { kind: "text", value, span, content: this.contentOf(node, span) };
    if (typeof value === "number") return { kind: "number", value, span };
    return typeof value === "boolean" ? { kind: "boolean", value, span } : { kind: "null", span };
  }

  private contentOf(node: Scalar, span: Span): Span {
    const quoted = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
    const quote = quoted ? this.text[span.start - this.offset] : undefined;
    if (quote !== '"' && quote !== "'") return span;
    return { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) };
  }

  private spanOf(node: Node | null): Span {
    const [start, end] = node?.range ?? [0, 0];
    return { start: this.offset + start, end: this.offset + end };
  }
}
