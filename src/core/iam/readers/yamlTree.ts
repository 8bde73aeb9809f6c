import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { Span } from "../../model/span.ts";
import { makeString } from "../model/makeNodes.ts";
import type { Member, ObjectNode, StringNode, ValueNode } from "../model/valueNode.ts";
import { impliedMember } from "./code/synthetic.ts";
import { deepest } from "./jsonTree.ts";

/** How many values aliases may add to the documents of a text; more is an attack on the memory. */
const aliasBudget = 50_000;

/** Short forms of CloudFormation's functions and the names that they stand for; `!GetAtt` and the like get `Fn::`. */
const functions =
  /^!(?:Ref|Condition|Base64|Cidr|FindInMap|GetAtt|GetAZs|If|ImportValue|Join|Length|Select|Split|Sub|ToJsonString|Transform|And|Equals|Not|Or|ForEach)$/;

/** The values of a YAML text, one for each document. Broken text gives what can be read of it. */
export function readYamlTrees(text: string): ValueNode[] {
  const documents = documentsOf(text);
  const budget = { left: aliasBudget };
  return documents.flatMap((document) => {
    const tree = new TreeMaker(text, budget);
    return document.contents ? [tree.value(document.contents, 0)] : [];
  });
}

/** So many brackets are open at once in no text of good will; the parser takes long over them before it gives up. */
const mostBrackets = 1000;

function documentsOf(text: string): Document.Parsed[] {
  if (openBrackets(text) > mostBrackets) return [];
  try {
    const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false, prettyErrors: false });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    // The parser calls itself for each level, and no policy nests as far as its stack reaches.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Makes the values of one document. A value that an alias stands for has the spans of its anchor. */
class TreeMaker {
  private readonly text: string;
  private readonly budget: { left: number };
  /** By anchor; of two with one name an alias means the one before it. */
  private readonly made = new Map<string, { node: ValueNode; size: number; height: number }>();
  private count = 0;
  /** Deepest level that was reached since the last anchor. */
  private reached = 0;

  constructor(text: string, budget: { left: number }) {
    this.text = text;
    this.budget = budget;
  }

  value(node: Node, level: number): ValueNode {
    this.count++;
    if (isAlias(node)) return this.alias(node.source, spanOf(node), level);
    if (level > deepest) return { kind: "unknown", span: spanOf(node) };
    this.reached = Math.max(this.reached, level);
    if (node.anchor === undefined) return this.tagged(node, level);
    // An alias to what holds it finds nothing.
    this.made.delete(node.anchor);
    const from = this.count;
    const before = this.reached;
    this.reached = level;
    const value = this.tagged(node, level);
    this.made.set(node.anchor, { node: value, size: this.count - from + 1, height: this.reached - level });
    this.reached = Math.max(this.reached, before);
    return value;
  }

  private alias(anchor: string, span: Span, level: number): ValueNode {
    const known = this.made.get(anchor);
    if (!known || this.budget.left < known.size || level + known.height > deepest)
      return { kind: "unknown", span };
    this.budget.left -= known.size;
    this.count += known.size;
    this.reached = Math.max(this.reached, level + known.height);
    return known.node;
  }

  private tagged(node: Node, level: number): ValueNode {
    const tag = node.tag;
    if (tag === undefined || tag === "!" || tag.startsWith("tag:yaml.org,2002:"))
      return this.plain(node, level);
    const start = this.tagStart(node, tag);
    const inner = this.plain(node, level);
    const span = { start, end: Math.max(start, inner.span.end) };
    if (!functions.test(tag)) return { kind: "unknown", span };
    const name = tag === "!Ref" || tag === "!Condition" ? tag.slice(1) : `Fn::${tag.slice(1)}`;
    const at = { start, end: start + tag.length };
    return { kind: "object", members: [impliedMember(name, at, inner)], span, partial: false };
  }

  /** A node's range starts behind its tag. */
  private tagStart(node: Node, tag: string): number {
    const from = spanOf(node).start;
    const windowStart = Math.max(0, from - 1000);
    const found = this.text.slice(windowStart, from).lastIndexOf(tag);
    return found < 0 ? from : windowStart + found;
  }

  private plain(node: Node, level: number): ValueNode {
    if (isMap<Node, Node | null>(node)) return this.object(node, level);
    if (isSeq<Node>(node)) {
      const items = node.items.map((item) => this.value(item, level + 1));
      return { kind: "list", items, span: this.collectionSpan(node, items), partial: false };
    }
    return isScalar(node) ? this.scalar(node) : { kind: "unknown", span: spanOf(node) };
  }

  private object(node: YAMLMap<Node, Node | null>, level: number): ObjectNode {
    const members: Member[] = [];
    const merged: Member[] = [];
    let partial = false;
    for (const pair of node.items) {
      const key = this.key(pair);
      if (!key) partial = true;
      else if (key.value === "<<") {
        const from = this.mergedFrom(pair.value, level);
        if (from) merged.push(...from);
        else partial = true;
      } else members.push(this.member(key, pair.value, level));
    }
    const own = new Set(members.map(({ key }) => key.value));
    const inherited = merged.filter(({ key }) => !own.has(key.value));
    const span = this.collectionSpan(
      node,
      members.map(({ value }) => value),
    );
    return { kind: "object", members: [...inherited, ...members], span, partial };
  }

  private member(key: StringNode, value: Node | null, level: number): Member {
    const empty = { start: key.span.end, end: key.span.end };
    const node: ValueNode = value ? this.value(value, level + 1) : { kind: "unknown", span: empty };
    // An alias has its value somewhere else.
    const end = value
      ? Math.max(key.span.end, isAlias(value) ? spanOf(value).end : node.span.end)
      : key.span.end;
    return { key, value: node, span: { start: key.span.start, end } };
  }

  private key({ key }: Pair<Node, Node | null>): StringNode | undefined {
    if (!isScalar(key)) return undefined;
    const made = this.scalar(key);
    if (made.kind === "string") return made;
    return makeString(this.text, String(key.source ?? key.value), made.span, made.span);
  }

  /** Members that `<<` brings in; of two with one name the first counts. Undefined when they are not known. */
  private mergedFrom(value: Node | null, level: number): Member[] | undefined {
    if (!value) return [];
    const made = this.value(value, level + 1);
    const sources = made.kind === "list" ? made.items : [made];
    const members = new Map<string, Member>();
    for (const source of sources) {
      if (source.kind !== "object") return undefined;
      for (const member of source.members)
        if (!members.has(member.key.value)) members.set(member.key.value, member);
    }
    return [...members.values()];
  }

  private scalar(node: Scalar): ValueNode {
    const span = this.scalarSpan(node);
    const { value } = node;
    if (typeof value === "string") return makeString(this.text, value, span, this.contentOf(node, span));
    // An account id without quotes is meant as a text.
    const source = node.source ?? "";
    if (/^\d{12}$/.test(source)) return makeString(this.text, source, span, span);
    if (typeof value === "number") return { kind: "number", value, span };
    if (typeof value === "boolean") return { kind: "boolean", value, span };
    // Nothing written yet, or the word `null`.
    return value === null && span.end > span.start
      ? { kind: "null", value, span }
      : { kind: "unknown", span };
  }

  private scalarSpan(node: Scalar): Span {
    const span = spanOf(node);
    if (node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED") return span;
    return { start: span.start, end: span.start + this.text.slice(span.start, span.end).trimEnd().length };
  }

  private contentOf({ type }: Scalar, span: Span): Span {
    if (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") {
      const quote = this.text[span.start];
      const closed = span.end - span.start > 1 && this.text[span.end - 1] === quote;
      return { start: span.start + 1, end: closed ? span.end - 1 : span.end };
    }
    if (type !== "BLOCK_LITERAL" && type !== "BLOCK_FOLDED") return span;
    const feed = this.text.indexOf("\n", span.start);
    if (feed < 0 || feed >= span.end) return { start: span.end, end: span.end };
    const blank = /^\s*/.exec(this.text.slice(feed + 1, span.end))![0].length;
    return { start: feed + 1 + blank, end: span.end };
  }

  /** Without the blank lines and comments that follow the last entry of a block. */
  private collectionSpan(node: Node & { flow?: boolean | undefined }, values: readonly ValueNode[]): Span {
    const span = spanOf(node);
    if (node.flow) return span;
    const text = this.text.slice(span.start, span.end);
    const last = values.at(-1)?.span.end ?? 0;
    const end = last > span.start && last <= span.end ? last : span.start + text.trimEnd().length;
    return { start: span.start, end };
  }
}

function spanOf({ range }: Node): Span {
  const [start, end] = range ?? [0, 0];
  return { start, end };
}

/** Most brackets that are open at one place, wherever they stand: quotes and comments are not looked at. */
function openBrackets(text: string): number {
  let open = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) most = Math.max(most, ++open);
    else if ((code === 0x5d || code === 0x7d) && open > 0) open--;
  }
  return most;
}
