import type { PolicySyntax, SyntaxProblem } from "../../model/located.ts";
import type { ValueNode } from "../../model/valueNode.ts";
import { readEmbeddedJson } from "../code/embeddedJson.ts";
import { mapPieces } from "../code/mappedText.ts";
import { substitute } from "../stringPieces.ts";
import { callOf, piecesOfText, resolve, type TemplateNames } from "./intrinsics.ts";

/** A policy document as a template writes it. */
export interface FoundDocument {
  readonly root: ValueNode;
  readonly syntax: PolicySyntax;
  readonly problems: readonly SyntaxProblem[];
}

/** The entries of a list or the value itself, with every branch of `Fn::If` in its place; not worked out further. */
export function entriesOf(node: ValueNode | undefined): { items: readonly ValueNode[]; partial: boolean } {
  if (!node) return { items: [], partial: false };
  const call = callOf(node);
  if (call?.name === "Fn::If" && call.argument.kind === "list") {
    const branches = call.argument.items.slice(1, 3).map(entriesOf);
    return { items: branches.flatMap(({ items }) => items), partial: true };
  }
  if (isNoValue(node)) return { items: [], partial: false };
  if (node.kind !== "list") return { items: [node], partial: false };
  const parts = node.items.map((item) =>
    item.kind === "list" ? { items: [item], partial: false } : entriesOf(item),
  );
  return {
    items: parts.flatMap(({ items }) => items),
    partial: node.partial || parts.some(({ partial }) => partial),
  };
}

function isNoValue(node: ValueNode): boolean {
  const call = callOf(node);
  return call?.name === "Ref" && call.argument.kind === "string" && call.argument.value === "AWS::NoValue";
}

/**
 * The policy documents that stand as one value: none for what is only known when the template is deployed, two for an
 * `Fn::If`. A text is read as JSON.
 */
export function documentsOf(node: ValueNode | undefined, names: TemplateNames): FoundDocument[] {
  return entriesOf(node).items.flatMap((entry): FoundDocument[] => {
    const call = callOf(entry);
    if (call?.name === "Fn::ToJsonString") return documentsOf(call.argument, names);
    const inText = documentInText(entry, names);
    if (inText) return [inText];
    const root = resolve(entry, names);
    return root?.kind === "object" ? [{ root, syntax: names.source.syntax, problems: [] }] : [];
  });
}

/** The document that a string, `Fn::Sub` or `Fn::Join` holds as JSON. */
export function documentInText(node: ValueNode, names: TemplateNames): FoundDocument | undefined {
  const written = piecesOfText(node, names);
  if (!written) return undefined;
  const { text } = names.source;
  // The API of IAM gives documents in the encoding of URLs.
  const isEncoded = /^\s*%7B/i.test(written[0]?.text ?? "");
  const pieces = isEncoded ? substitute(text, written, /%[0-7][0-9A-F]/gi, decodePercent) : written;
  const mapped = mapPieces(text, pieces);
  if (!/^\s*\{/.test(mapped.text)) return undefined;
  const { root, problems } = readEmbeddedJson(mapped);
  return root?.kind === "object" ? { root, syntax: "json", problems } : undefined;
}

function decodePercent(match: string): string {
  return String.fromCharCode(Number.parseInt(match.slice(1), 16));
}
