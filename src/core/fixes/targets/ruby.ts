import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { extentOf } from "../literal.ts";
import { dependencyNote, partNote, placeholderOf } from "../notes.ts";
import { partialExtent, withoutVerbs } from "../partialExtent.ts";
import type { FixNote } from "../plan.ts";
import { quoteOf, rubyHeader, rubyStores } from "../ruby/header.ts";
import { inDoubleQuotes, readHeredoc, readLiteral } from "../ruby/literals.ts";
import type { RubyLiteral } from "../ruby/literals.ts";
import { beginningOf, isFormat, keyOf, literalRefusal, otherTexts } from "../ruby/places.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";
import { usesByNode } from "../usesByNode.ts";

interface RubyPlace extends Place {
  readonly node: SyntaxNode;
  readonly literal?: RubyLiteral;
}

const files =
  /\.(?:rb|rake|ru|gemspec|podspec|jbuilder|thor)$|(?:^|\/)(?:Rake|Gem|Guard|Cap|Vagrant|Pod|Fast|App|Brew|Danger|Berks|Deliver|Match)file$/;
/** Files that are read before there are any gems. */
const early = /\.(?:gemspec|podspec)$|(?:^|\/)(?:Gem|Pod|Brew|Berks)file$/;

/** Ruby, with the AWS SDK for Ruby. */
export const rubyForm = treeForm<RubyPlace>({
  id: "ruby",
  files: files,
  languageId: "ruby",
  grammar: "tree-sitter-ruby.wasm",
  open: (root, source) => ({
    locate: (finding) => locate(finding, root, source.text),
    rewrite: (uses) => rewrite(uses, source, root),
  }),
});

function locate(finding: Finding, root: SyntaxNode, text: string): RubyPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment") {
      return mentionIn(node, finding, text);
    }
    const reason = otherTexts[node.type];
    if (reason !== undefined) return { reason };
    if (node.type === "string") return inLiteral(node, finding, text);
    if (node.type === "heredoc_body") return inHeredoc(node, finding, root, text);
  }
  return { reason: "it is not inside one string literal" };
}

function inLiteral(node: SyntaxNode, finding: Finding, text: string): RubyPlace | Refusal {
  const reason = literalRefusal(node, text);
  if (reason !== undefined) return { reason };
  const literal = readLiteral(node, text);
  const extent = isFormat(node, text)
    ? partialExtent(literal, finding.span, text, withoutVerbs)
    : extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time" };
  if (!extent.whole && literal.open.startsWith("%q"))
    return { reason: "it is part of a text that takes no lookup: write it in double quotes first" };
  const key = keyOf(node, text);
  const container = { start: node.start, end: node.end };
  const span = extent.whole ? container : extent.span;
  return { container, ...extent, span, node, literal, ...(key === undefined ? {} : { key }) };
}

/** The text of a heredoc stays one, with a lookup in it. */
function inHeredoc(node: SyntaxNode, finding: Finding, root: SyntaxNode, text: string): RubyPlace | Refusal {
  const beginning = beginningOf(node, root);
  const mark = beginning ? text.slice(beginning.start, beginning.end) : "`";
  if (!beginning || mark.includes("`")) return { reason: "it is part of a longer text that a command reads" };
  const literal = readHeredoc(beginning, node, text);
  if (!literal.expands)
    return { reason: "it is in a text that takes no lookup: take the quotes off its opening mark first" };
  const extent = extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time" };
  const key = keyOf(beginning, text);
  const span = extent.whole ? literal.content : extent.span;
  const container = { start: node.start, end: node.end };
  return {
    container,
    value: extent.value,
    whole: false,
    span,
    node,
    literal,
    ...(key === undefined ? {} : { key }),
  };
}

function rewrite(uses: readonly Use<RubyPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const { text, path, project } = source;
  const edits: TextEdit[] = [];
  const notes: FixNote[] = [];
  const refused = new Map<Use, string>();
  const lookups = uses.filter((use) => !use.place.mention);
  const stored = lookups.flatMap(({ lookup }) => (lookup.from === "env" ? [] : [lookup]));
  if (stored.length > 0 && early.test(path)) {
    for (const use of lookups)
      refused.set(use, "this file is read before gems are installed: take the value from the environment");
    return { edits, notes, refused };
  }
  for (const use of uses) {
    if (use.place.mention) edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
  }
  const store = stored[0] && rubyStores[stored[0].from];
  const json = stored.some((lookup) => lookup.jsonKey !== undefined);
  const firstUse = Math.min(...lookups.map(({ place }) => place.container.start));
  const header = rubyHeader(store, json, firstUse, root, text);
  const quote = quoteOf(root, text);
  for (const [node, group] of usesByNode(lookups)) {
    const code = (lookup: Lookup): string => lookupCode(lookup, header.client, quote);
    edits.push(...replaceLiteral(node, group, code, text));
    const { place } = group[0]!;
    if (
      !place.whole &&
      place.span.end - place.span.start < place.literal!.content.end - place.literal!.content.start
    )
      notes.push(partNote());
  }
  if (lookups.length > 0) edits.push(...header.edits);
  const known = project.dependencies;
  if (store && known && !known.includes(store.gem) && !known.includes("aws-sdk"))
    notes.push(dependencyNote(store.gem, `bundle add ${store.gem}`));
  return { edits, notes, refused };
}

function lookupCode(lookup: Lookup, client: string, quote: "'" | '"'): string {
  const quoted = (value: string): string =>
    quote +
    (quote === "'" ? value.replace(/[\\']/g, "\\$&") : value.replace(/[\\"]|#(?=[{$@])/g, "\\$&")) +
    quote;
  const name = quoted(lookup.name);
  if (lookup.from === "env") return `ENV.fetch(${name})`;
  const plain = rubyStores[lookup.from].call(client, name);
  return lookup.jsonKey === undefined ? plain : `JSON.parse(${plain})[${quoted(lookup.jsonKey)}]`;
}

function replaceLiteral(
  node: SyntaxNode,
  group: readonly Use<RubyPlace>[],
  code: (lookup: Lookup) => string,
  text: string,
): TextEdit[] {
  const { place, lookup } = group[0]!;
  const literal = place.literal!;
  const chained = node.parent?.type === "chained_string";
  if (place.whole) return [{ span: place.span, newText: chained ? `"#{${code(lookup)}}"` : code(lookup) }];
  // A percent sign in a value must not be read as a format.
  const escaped = isFormat(node, text) ? ".gsub('%', '%%')" : "";
  const parts = group.map((use) => ({ span: use.place.span, newText: `#{${code(use.lookup)}${escaped}}` }));
  if (literal.open !== "'") return parts;
  const pieces: string[] = [];
  let at = literal.content.start;
  for (const part of parts) {
    pieces.push(inDoubleQuotes(text.slice(at, part.span.start)), part.newText);
    at = part.span.end;
  }
  pieces.push(inDoubleQuotes(text.slice(at, literal.content.end)));
  return [{ span: literal.span, newText: `"${pieces.join("")}"` }];
}
