import { Language, Parser } from "web-tree-sitter";
import type { Tree, TreeCursor } from "web-tree-sitter";
import type { Span } from "../model/span.ts";
import type { GrammarSource } from "../ports.ts";

/** A node of a parsed text, as plain data: the tree of the parser is freed as soon as it is read. */
export interface SyntaxNode extends Span {
  readonly type: string;
  readonly named: boolean;
  /** Name of the parent's field that holds this node. */
  readonly field: string | undefined;
  readonly parent: SyntaxNode | undefined;
  readonly children: SyntaxNode[];
  /** An ERROR node, or one that the parser made up. */
  readonly broken: boolean;
}

/** Texts longer than this are not parsed for a fix, in UTF-16 code units. */
const longestParsed = 2_000_000;
const mostNodes = 3_000_000;
/** The parser reports about every hundred steps; a text needs about one step per token. */
const mostReports = 400_000;

let runtime: Promise<void> | undefined;
const languages = new WeakMap<GrammarSource, Map<string, Promise<Language>>>();

/**
 * Parses with the grammar of that file name. Nothing is fetched: the runtime and the grammar come from `grammars`.
 * Resolves to undefined when the text is too long or takes too many steps.
 */
export async function parseSyntax(
  text: string,
  grammar: string,
  grammars: GrammarSource,
): Promise<SyntaxNode | undefined> {
  if (text.length > longestParsed) return undefined;
  const language = await loadLanguage(grammar, grammars);
  const parser = new Parser();
  let tree: Tree | null = null;
  try {
    parser.setLanguage(language);
    let reports = 0;
    // The callback's declared type returns nothing, but a true result cancels the parse (web-tree-sitter 0.25 and later).
    const progressCallback = (): boolean => ++reports > mostReports;
    tree = parser.parse(text, null, { progressCallback });
    return tree ? readTree(tree) : undefined;
  } finally {
    tree?.delete();
    parser.delete();
  }
}

async function loadLanguage(grammar: string, grammars: GrammarSource): Promise<Language> {
  runtime ??= startRuntime(grammars);
  try {
    await runtime;
  } catch (error) {
    runtime = undefined;
    throw error;
  }
  let loaded = languages.get(grammars);
  if (!loaded) languages.set(grammars, (loaded = new Map<string, Promise<Language>>()));
  let language = loaded.get(grammar);
  if (!language)
    loaded.set(grammar, (language = grammars.read(grammar).then((bytes) => Language.load(bytes))));
  try {
    return await language;
  } catch (error) {
    loaded.delete(grammar);
    throw error;
  }
}

async function startRuntime(grammars: GrammarSource): Promise<void> {
  const wasmBinary = await grammars.read("web-tree-sitter.wasm");
  await Parser.init({ wasmBinary });
}

function readTree(tree: Tree): SyntaxNode | undefined {
  const cursor = tree.walk();
  try {
    const root = nodeAt(cursor, undefined);
    let at = root;
    let count = 1;
    let deeper = cursor.gotoFirstChild();
    while (deeper || at !== root) {
      if (deeper) {
        if (++count > mostNodes) return undefined;
        const node = nodeAt(cursor, at);
        at.children.push(node);
        if (cursor.gotoFirstChild()) at = node;
        else deeper = cursor.gotoNextSibling();
      } else {
        cursor.gotoParent();
        at = at.parent ?? root;
        deeper = cursor.gotoNextSibling();
      }
    }
    return root;
  } finally {
    cursor.delete();
  }
}

function nodeAt(cursor: TreeCursor, parent: SyntaxNode | undefined): SyntaxNode {
  const type = cursor.nodeType;
  return {
    type,
    start: cursor.startIndex,
    end: cursor.endIndex,
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName ?? undefined,
    parent,
    children: [],
    broken: type === "ERROR" || cursor.nodeIsMissing,
  };
}

/** The smallest node that holds every code unit of `span`; for an empty span, one that touches it. */
export function smallestNode(root: SyntaxNode, span: Span): SyntaxNode {
  let node = root;
  for (;;) {
    const child = childHolding(node.children, span);
    if (!child) return node;
    node = child;
  }
}

function childHolding(children: readonly SyntaxNode[], span: Span): SyntaxNode | undefined {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle]!.end < Math.max(span.end, span.start + 1)) low = middle + 1;
    else high = middle;
  }
  const child = children[low];
  return child && child.start <= span.start && span.end <= child.end ? child : undefined;
}

/** `node` and its ancestors, innermost first. */
export function* upwards(node: SyntaxNode): Generator<SyntaxNode> {
  for (let at: SyntaxNode | undefined = node; at; at = at.parent) yield at;
}

/** Every node below and including `node`, in text order. */
export function* everyNode(node: SyntaxNode): Generator<SyntaxNode> {
  const waiting = [node];
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    yield at;
    for (let index = at.children.length - 1; index >= 0; index--) waiting.push(at.children[index]!);
  }
}

/** The child in that field. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** How many nodes the parser could not make sense of. */
export function brokenNodes(root: SyntaxNode): number {
  let count = 0;
  for (const node of everyNode(root)) if (node.broken) count++;
  return count;
}
