import type { TextEdit } from "../../model/edit.ts";
import type { Finding } from "../../model/finding.ts";
import { extentOf } from "../literal.ts";
import { dependencyNote, partNote, placeholderOf, resolvedNote } from "../notes.ts";
import type { FixNote } from "../plan.ts";
import { cdkExpression, cdkOf, cdkRefusal, plainTextCall } from "../python/cdk.ts";
import type { PythonCdk } from "../python/cdk.ts";
import { headerFor, pythonFactsOf } from "../python/header.ts";
import type { PythonFacts, PythonHeader, PythonNeeds } from "../python/header.ts";
import { joinedValueAt } from "../python/joined.ts";
import { isDocumentation, keyOf, literalRefusal, readLiteral } from "../python/literals.ts";
import type { PythonLiteral } from "../python/literals.ts";
import { smallestNode, upwards } from "../syntaxTree.ts";
import type { SyntaxNode } from "../syntaxTree.ts";
import { isRefusal } from "../targetForm.ts";
import { mentionIn, treeForm } from "../treeForm.ts";
import type { Lookup, Place, Refusal, Rewrite, Source, Use } from "../targetForm.ts";

interface PythonPlace extends Place {
  readonly node: SyntaxNode;
  readonly literal?: PythonLiteral;
}

type Quote = '"' | "'";

/** Python, with boto3 or Powertools for AWS Lambda. */
export const pythonForm = treeForm<PythonPlace>({
  id: "python",
  files: /\.pyw?$/i,
  languageId: "python",
  grammar: "tree-sitter-python.wasm",
  open: (root, source) => ({
    locate: (finding) => locate(finding, root, source.text),
    rewrite: (uses) => rewrite(uses, source, root),
  }),
});

function locate(finding: Finding, root: SyntaxNode, text: string): PythonPlace | Refusal {
  for (const node of upwards(smallestNode(root, finding.span))) {
    if (node.type === "comment" || (node.type === "string" && isDocumentation(node))) {
      return mentionIn(node, finding, text);
    }
    if (node.type === "string") return inLiteral(node, finding, text);
    if (node.type === "binary_operator" || node.type === "call") {
      const joined = joinedValueAt(node, finding.span, text);
      if (joined && isRefusal(joined)) return joined;
      if (joined) {
        const key = keyOf(joined.node, text);
        return { ...joined, container: joined.span, whole: true, ...(key === undefined ? {} : { key }) };
      }
    }
    if (node.type === "concatenated_string") return inConcatenation(node, finding, text);
  }
  return { reason: "it is not inside one string literal" };
}

function inLiteral(node: SyntaxNode, finding: Finding, text: string): PythonPlace | Refusal {
  const reason = literalRefusal(node, text);
  if (reason !== undefined) return { reason };
  const literal = readLiteral(node, text);
  const extent = extentOf(literal, finding.span, text);
  if (!extent) return { reason: "part of it is only known at run time, or written by its Unicode name" };
  const key = keyOf(node, text);
  const named = key === undefined ? {} : { key };
  const container = { start: node.start, end: node.end };
  if (extent.whole)
    return { container, span: container, whole: true, value: extent.value, node, literal, ...named };
  if (literal.prefix.includes("b"))
    return { reason: "it is only part of a bytes literal, which cannot hold a lookup" };
  return { container, ...extent, node, literal, ...named };
}

/** A secret written as several literals next to each other, such as the lines of a private key. */
function inConcatenation(node: SyntaxNode, finding: Finding, text: string): PythonPlace | Refusal {
  const reason = literalRefusal(node, text);
  if (reason !== undefined) return { reason };
  const literals = node.children
    .filter((child) => child.type === "string")
    .map((child) => readLiteral(child, text));
  const values = literals.map((literal) => literal.segments.map((segment) => segment.value));
  const first = literals[0];
  const last = literals.at(-1);
  if (!first || !last || values.flat().includes(undefined))
    return { reason: "part of it is only known at run time" };
  const covers = finding.span.start <= first.content.start && last.content.end - 4 <= finding.span.end;
  if (!covers) return { reason: "it is spread over several string literals" };
  const key = keyOf(node, text);
  const container = { start: node.start, end: node.end };
  const value = values.flat().join("");
  return {
    container,
    span: container,
    whole: true,
    value,
    node,
    literal: first,
    ...(key === undefined ? {} : { key }),
  };
}

function rewrite(uses: readonly Use<PythonPlace>[], source: Source, root: SyntaxNode): Rewrite {
  const facts = pythonFactsOf(source, root);
  const notes: FixNote[] = [];
  const edits: TextEdit[] = [];
  const refused = new Map<Use, string>();
  const lookups = uses.filter((use) => !use.place.mention);
  const stored = lookups.some((use) => use.lookup.from !== "env");
  const cdk = stored ? cdkOf(facts) : undefined;
  const needs = needsOf(lookups, source, cdk);
  const header = lookups.length > 0 ? headerFor(needs, facts) : undefined;
  for (const use of uses) {
    if (use.place.mention) edits.push({ span: use.place.span, newText: placeholderOf(use.lookup) });
  }
  for (const group of byNode(lookups)) {
    if (!header) break;
    if (cdk && group[0]!.lookup.from !== "env") {
      replaceInTemplate(group, { cdk, facts, edits, notes, refused });
      continue;
    }
    const code: CodeOf = (lookup, quote) => lookupCode(lookup, quote, header, needs.powertools);
    edits.push(...replaceLiteral(group, code, facts));
    if (!group[0]!.place.whole) notes.push(partNote());
  }
  if (header) edits.push(...header.edits, ...(cdk?.edits ?? []));
  const library = needs.powertools ? "aws-lambda-powertools" : "boto3";
  const known = source.project.dependencies;
  if (needs.from !== undefined && known && !known.includes(library)) {
    notes.push(dependencyNote(library, `pip install ${library}`));
  }
  return { edits, notes, refused };
}

interface TemplateWork {
  readonly cdk: PythonCdk;
  readonly facts: PythonFacts;
  readonly edits: TextEdit[];
  readonly notes: FixNote[];
  readonly refused: Map<Use, string>;
}

/** In code that makes a template, CloudFormation reads the value. */
function replaceInTemplate(group: readonly Use<PythonPlace>[], work: TemplateWork): void {
  const { place } = group[0]!;
  const call = place.whole ? plainTextCall(place.node, work.facts.text) : undefined;
  for (const use of group) {
    const refusal = use.lookup.from === "env" ? undefined : cdkRefusal(use.lookup, call !== undefined);
    if (refusal) work.refused.set(use, refusal.reason);
  }
  const code: CodeOf = (lookup, quote) =>
    lookup.from === "env"
      ? ""
      : cdkExpression(lookup, work.cdk, call !== undefined, (value) => quotedIn(value, quote));
  const container = call ? { start: call.start, end: call.end } : place.container;
  const uses = group.map((use) => ({ ...use, place: { ...use.place, container } }));
  work.edits.push(...replaceLiteral(uses, code, work.facts));
  if (!call) work.notes.push(resolvedNote());
  if (!place.whole) work.notes.push(partNote());
}

function needsOf(
  lookups: readonly Use<PythonPlace>[],
  source: Source,
  cdk: PythonCdk | undefined,
): PythonNeeds {
  const stored = cdk ? [] : lookups.flatMap((use) => (use.lookup.from === "env" ? [] : [use.lookup]));
  const early = lookups.filter((use) => !insideFunction(use.place.node));
  const starts = (early.length > 0 ? early : lookups).map((use) => use.place.container.start);
  return {
    from: stored[0]?.from,
    powertools: source.project.dependencies?.includes("aws-lambda-powertools") ?? false,
    modules: [
      ...(stored.some((lookup) => lookup.jsonKey !== undefined) ? ["json"] : []),
      ...(lookups.some((use) => use.lookup.from === "env") ? ["os"] : []),
    ],
    firstUse: Math.min(...starts),
  };
}

/** Default values, decorators and class bodies run while the module is imported; bodies of functions do not. */
function insideFunction(node: SyntaxNode): boolean {
  for (const at of upwards(node)) {
    if (at.field === "body" && /^(?:function_definition|lambda)$/.test(at.parent?.type ?? "")) return true;
  }
  return false;
}

function byNode(uses: readonly Use<PythonPlace>[]): Use<PythonPlace>[][] {
  const groups = new Map<SyntaxNode, Use<PythonPlace>[]>();
  for (const use of uses) groups.set(use.place.node, [...(groups.get(use.place.node) ?? []), use]);
  return [...groups.values()];
}

/** Code of a lookup that uses only the given quote, so that it can stand inside an f-string of the other one. */
type CodeOf = (lookup: Lookup, quote: Quote) => string;

function quotedIn(value: string, quote: Quote): string {
  const json = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"');
  return quote + json.replaceAll(quote, `\\${quote}`) + quote;
}

function lookupCode(lookup: Lookup, quote: Quote, header: PythonHeader, powertools: boolean): string {
  const quoted = (value: string): string => quotedIn(value, quote);
  const name = quoted(lookup.name);
  if (lookup.from === "env") return `${header.local("os")}.environ[${name}]`;
  const secret = lookup.from === "secrets-manager";
  const plain = powertools
    ? `${header.caller}.${secret ? `get_secret(${name})` : `get_parameter(${name}, decrypt=True)`}`
    : secret
      ? `${header.caller}.get_secret_value(SecretId=${name})[${quoted("SecretString")}]`
      : `${header.caller}.get_parameter(Name=${name}, WithDecryption=True)[${quoted("Parameter")}][${quoted("Value")}]`;
  const key = lookup.jsonKey;
  return key === undefined ? plain : `${header.local("json")}.loads(${plain})[${quoted(key)}]`;
}

function replaceLiteral(group: readonly Use<PythonPlace>[], code: CodeOf, facts: PythonFacts): TextEdit[] {
  const { place, lookup } = group[0]!;
  const { node, literal } = place;
  const own: Quote = literal?.quotes.startsWith("'") ? "'" : '"';
  const other: Quote = own === '"' ? "'" : '"';
  const joined = node.parent?.type === "concatenated_string";
  if (place.whole && !joined) {
    // A literal inside an f-string may not use the quote of that string before Python 3.12, so it keeps its own.
    const nested = [...upwards(node)].some((at) => at.type === "interpolation");
    const bytes = literal?.prefix.includes("b") ? ".encode()" : "";
    const word = /\w/;
    const before = word.test(facts.text.charAt(place.container.start - 1)) ? " " : "";
    const after = word.test(facts.text.charAt(place.container.end)) ? " " : "";
    const expression = code(lookup, nested ? own : facts.quote) + bytes;
    return [{ span: place.container, newText: before + expression + after }];
  }
  if (!literal) return [];
  // Literals next to each other are joined by the parser, which an expression would break: it goes into an f-string.
  const parts = place.whole ? [{ place: { span: literal.content }, lookup }] : group;
  if (literal.prefix.includes("f")) {
    return parts.map((part) => ({ span: part.place.span, newText: `{${code(part.lookup, other)}}` }));
  }
  const pieces: string[] = [];
  let at = literal.content.start;
  for (const part of parts) {
    pieces.push(braced(facts.text.slice(at, part.place.span.start)), `{${code(part.lookup, other)}}`);
    at = part.place.span.end;
  }
  pieces.push(braced(facts.text.slice(at, literal.content.end)));
  const prefix = literal.prefix.includes("r") ? "rf" : "f";
  return [{ span: literal.span, newText: prefix + literal.quotes + pieces.join("") + literal.quotes }];
}

function braced(text: string): string {
  return text.replace(/\\N\{[^}]*\}|[{}]/g, (match) => (match.length > 1 ? match : match + match));
}
