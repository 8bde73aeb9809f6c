import { isPair, isScalar, isSeq, parse, parseAllDocuments, visit } from "yaml";
import type { Document, Scalar } from "yaml";
import type { TextEdit } from "../model/edit.ts";
import type { Finding } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import { inner, namedBy } from "./jsonText.ts";
import { isConnectionString, isFilledLater } from "./literal.ts";
import type { Place, Refusal } from "./targetForm.ts";
import { indentAt } from "./textStyle.ts";
import { lineStart } from "../model/lineEdges.ts";

/** How a scalar is written; it decides how other text can be put into it. */
type YamlQuoting = "plain" | "single" | "double" | "block";

/** A scalar with the keys and indexes that lead to it. */
export interface YamlPlace extends Place {
  readonly path: readonly (string | number)[];
  readonly quoting: YamlQuoting;
  /** Tag of the scalar and of what holds it, such as `!Sub`. */
  readonly tags: readonly string[];
  /** The scalar with its quotes, or a block with its header and without its last line break. */
  readonly scalar: Span;
  /** Inside `{…}` or `[…]`, where plain text may not hold brackets and commas. */
  readonly flow: boolean;
  /** Name right before a part, inside the scalar itself. */
  readonly inner?: string;
}

/** The documents of a text. Unknown tags are left alone, errors are in each document. */
export function parseYaml(text: string): Document.Parsed[] {
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
  return Array.isArray(documents) ? documents : [];
}

/** Number of syntax errors. */
export function yamlErrors(text: string): number {
  return parseYaml(text).reduce((sum, document) => sum + document.errors.length, 0);
}

interface Found {
  readonly node: Scalar;
  readonly path: (string | number)[];
  readonly tags: string[];
  readonly isKey: boolean;
  readonly flow: boolean;
}

/** The scalar that holds the finding. A value in a comment is a mention. */
export function locateInYaml(
  documents: readonly Document.Parsed[],
  finding: Finding,
  text: string,
): YamlPlace | Refusal {
  const found = documents
    .map((document) => scalarAt(document, finding.span))
    .find((one) => one !== undefined);
  if (!found) {
    const before = text.slice(lineStart(text, finding.span.start), finding.span.start);
    return /(?:^|\s)#/.test(before) ? mention(finding, text) : { reason: "it is not inside one value" };
  }
  if (found.isKey) return { reason: "it is the name of a property, not a value" };
  const scalar = spanOf(found.node, text);
  const quoting = quotingOf(found.node);
  const header = quoting === "block" ? lineBreakAfter(text, scalar.start) : quoting === "plain" ? 0 : 1;
  const content = {
    start: scalar.start + header,
    end: scalar.end - (quoting === "single" || quoting === "double" ? 1 : 0),
  };
  const around = text.slice(content.start, finding.span.start) + text.slice(finding.span.end, content.end);
  const value =
    quoting === "plain" ? String(found.node.source ?? found.node.value) : String(found.node.value);
  const base = {
    path: found.path,
    quoting,
    tags: found.tags,
    scalar,
    flow: found.flow,
    ...namedBy(found.path),
  };
  if (around.trim() === "" || (isConnectionString(value.trim()) && !isFilledLater(around))) {
    return { ...base, container: scalar, span: scalar, whole: true, value };
  }
  const part = partValue(text, finding.span, quoting);
  return part === undefined
    ? { reason: "it is spread over lines that YAML joins" }
    : {
        ...base,
        ...inner(text, finding.span.start, scalar.start),
        container: scalar,
        span: finding.span,
        whole: false,
        value: part,
      };
}

function scalarAt(document: Document.Parsed, span: Span): Found | undefined {
  let found: Found | undefined;
  visit(document, {
    Node: (_, node) => {
      const range = node.range;
      return range && (range[2] < span.start || span.end < range[0]) ? visit.SKIP : undefined;
    },
    Scalar: (key, node, ancestors) => {
      const range = node.range;
      if (!range || span.start < range[0] || range[1] < span.end) return undefined;
      const path: (string | number)[] = [];
      const tags: string[] = node.tag === undefined ? [] : [node.tag];
      ancestors.forEach((ancestor, index) => {
        const inner = ancestors[index + 1] ?? node;
        if (isPair(ancestor)) path.push(isScalar(ancestor.key) ? String(ancestor.key.value) : "");
        else if (isSeq(ancestor)) path.push(ancestor.items.indexOf(inner));
        if ("tag" in ancestor && typeof ancestor.tag === "string") tags.push(ancestor.tag);
      });
      const flow = ancestors.some((ancestor) => "flow" in ancestor && ancestor.flow);
      found = { node, path, tags, isKey: key === "key", flow };
      return visit.BREAK;
    },
  });
  return found;
}

function spanOf(node: Scalar, text: string): Span {
  const [start, end] = node.range ?? [0, 0, 0];
  const raw = text.slice(start, end);
  return { start, end: start + (/^[|>]/.test(raw) ? raw.replace(/\s+$/, "").length : raw.length) };
}

function quotingOf(node: Scalar): YamlQuoting {
  if (node.type === "QUOTE_DOUBLE") return "double";
  if (node.type === "QUOTE_SINGLE") return "single";
  return node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED" ? "block" : "plain";
}

function lineBreakAfter(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed < 0 ? 0 : feed + 1 - offset;
}

function partValue(text: string, span: Span, quoting: YamlQuoting): string | undefined {
  const raw = text.slice(span.start, span.end);
  if (quoting === "block") {
    const indent = indentAt(text, span.start);
    return raw.replaceAll("\r\n", "\n").replaceAll(`\n${indent}`, "\n");
  }
  if (raw.includes("\n")) return undefined;
  if (quoting === "single") return raw.replaceAll("''", "'");
  if (quoting === "plain" || !raw.includes("\\")) return raw;
  try {
    return String(parse(`"${raw}"`));
  } catch {
    return undefined;
  }
}

function mention(finding: Finding, text: string): YamlPlace {
  const { span } = finding;
  const value = text.slice(span.start, span.end);
  return {
    container: span,
    span,
    whole: true,
    value,
    mention: true,
    path: [],
    quoting: "plain",
    tags: [],
    scalar: span,
    flow: false,
  };
}

/** Replaces a whole scalar by a quoted string; keeps the kind of quotes that it had. `content` needs no escapes. */
export function quotedScalar(place: YamlPlace, content: string): TextEdit {
  const mark = place.quoting === "double" ? '"' : "'";
  return { span: place.scalar, newText: mark + content + mark };
}

/**
 * Replaces parts of one scalar. A plain one is quoted where what is put in may hold characters that plain text may not.
 * `adapt` changes the text around the parts, where the result is read by other rules than before.
 */
export function replaceInScalar(
  text: string,
  places: readonly { readonly place: YamlPlace; readonly newText: string }[],
  adapt: (around: string) => string = (around) => around,
): TextEdit[] {
  const first = places[0]?.place;
  if (!first) return [];
  const starts = places.some(({ place }) => place.span.start === first.scalar.start);
  const quoted = first.quoting === "plain" && (first.flow || starts);
  const rewriteAround = (raw: string): string => adapt(quoted ? raw.replaceAll("'", "''") : raw);
  const pieces: string[] = [];
  let at = first.scalar.start;
  for (const { place, newText } of [...places].sort((a, b) => a.place.span.start - b.place.span.start)) {
    pieces.push(rewriteAround(text.slice(at, place.span.start)), newText);
    at = place.span.end;
  }
  pieces.push(rewriteAround(text.slice(at, first.scalar.end)));
  const mark = quoted ? "'" : "";
  return [{ span: first.scalar, newText: mark + pieces.join("") + mark }];
}
