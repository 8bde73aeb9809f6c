import type { Finding } from "../../model/finding.ts";
import type { Span } from "../../model/span.ts";
import { namedBy } from "../jsonText.ts";
import { extentOf, segmentsOf } from "../literal.ts";
import { nameBefore } from "../naming.ts";
import type { Refusal } from "../targetForm.ts";
import type { SettingPlace } from "./lines.ts";

type Token =
  | { readonly kind: "text" | "comment" | "cdata" | "other"; readonly span: Span }
  | {
      readonly kind: "tag";
      readonly span: Span;
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly closes: boolean;
      readonly empty: boolean;
    };

interface Attribute {
  readonly name: string;
  /** Between the quotes. */
  readonly value: Span;
}

/** The attribute or the text of an element that holds the finding. A value in a comment is a mention. */
export function locateInMarkup(finding: Finding, text: string): SettingPlace | Refusal {
  const { span } = finding;
  const open: string[] = [];
  for (const token of tokensOf(text)) {
    if (token.span.end <= span.start) {
      if (token.kind !== "tag" || token.empty) continue;
      if (token.closes) open.pop();
      else open.push(token.name);
      continue;
    }
    if (token.kind === "comment") return mention(span, text);
    if (token.kind === "text" || token.kind === "cdata")
      return place(finding, trimmed(token.span, text), namedBy(open), text);
    if (token.kind === "tag") {
      const held = token.attributes.find(({ value }) => value.start <= span.start && span.start < value.end);
      if (held) return place(finding, held.value, namedBy(keysOf(held, token.attributes, open, text)), text);
    }
    break;
  }
  return { reason: "it is neither the text of an element nor the value of an attribute" };
}

function mention(span: Span, text: string): SettingPlace {
  const value = text.slice(span.start, span.end);
  return { container: span, span, whole: true, value, mention: true, setting: span };
}

/** `<add key="Token" value="…">` names its value by another attribute. */
function keysOf(
  held: Attribute,
  attributes: readonly Attribute[],
  open: readonly string[],
  text: string,
): string[] {
  const namer = attributes.find(({ name }) => /^(?:key|name|id)$/i.test(name));
  const named = namer ? text.slice(namer.value.start, namer.value.end) : undefined;
  if (/^(?:value|connectionString)$/i.test(held.name) && named !== undefined)
    return [...open.slice(-1), named];
  return [...open, held.name];
}

function place(
  finding: Finding,
  content: Span,
  named: { key?: string },
  text: string,
): SettingPlace | Refusal {
  const literal = {
    span: content,
    content,
    segments: segmentsOf(text, content, /&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{1,10});/g, decoded),
  };
  // Some tokens may hold angle brackets, so that the tag behind one seems to be part of it.
  const found = { start: finding.span.start, end: Math.min(finding.span.end, content.end) };
  // A token may seem to end within a reference such as `&lt;`, which is a character of it.
  const cut = literal.segments.some(
    ({ plain, start, end }) =>
      !plain && ((start < found.start && found.start < end) || (start < found.end && found.end < end)),
  );
  const span = cut && !/\s/.test(text.slice(content.start, content.end)) ? content : found;
  const extent = found.start >= content.end ? undefined : extentOf(literal, span, text);
  if (!extent) return { reason: "it is not inside one value" };
  const base = { container: content, setting: content, ...named };
  if (extent.whole) return { ...base, span: content, whole: true, value: extent.value };
  const inside = nameBefore(text, extent.span.start, content.start);
  return { ...base, ...extent, ...(inside === undefined ? {} : { key: inside }) };
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&apos;": "'",
};

function decoded(match: string): string | undefined {
  const hexadecimal = /^&#x([0-9a-f]+);$/i.exec(match)?.[1];
  const decimal = /^&#(\d+);$/.exec(match)?.[1];
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : decimal ? Number(decimal) : undefined;
  if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  return entities[match];
}

function trimmed({ start, end }: Span, text: string): Span {
  const raw = text.slice(start, end);
  const lead = raw.length - raw.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, raw.trimEnd().length) };
}

function* tokensOf(text: string): Generator<Token> {
  const until = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found + mark.length;
  };
  for (let at = 0; at < text.length;) {
    if (text[at] !== "<") {
      const next = text.indexOf("<", at);
      const end = next < 0 ? text.length : next;
      yield { kind: "text", span: { start: at, end } };
      at = end;
    } else if (text.startsWith("<!--", at)) {
      const end = until("-->", at + 4);
      yield { kind: "comment", span: { start: at, end } };
      at = end;
    } else if (text.startsWith("<![CDATA[", at)) {
      const end = until("]]>", at + 9);
      yield { kind: "cdata", span: { start: at + 9, end: Math.max(at + 9, end - 3) } };
      at = end;
    } else if (/[?!]/.test(text.charAt(at + 1))) {
      const end = until(">", at);
      yield { kind: "other", span: { start: at, end } };
      at = end;
    } else {
      const tag = readTag(text, at);
      yield tag;
      at = tag.span.end;
    }
  }
}

function readTag(text: string, start: number): Extract<Token, { kind: "tag" }> {
  const closes = text[start + 1] === "/";
  const word = /[^\s/>="'<]+/y;
  word.lastIndex = start + (closes ? 2 : 1);
  const name = word.exec(text)?.[0] ?? "";
  const attributes: Attribute[] = [];
  let at = start + (closes ? 2 : 1) + name.length;
  let last = "";
  for (; at < text.length && text[at] !== ">"; at++) {
    const mark = text[at]!;
    if (mark === '"' || mark === "'") {
      const close = text.indexOf(mark, at + 1);
      const end = close < 0 ? text.length : close;
      attributes.push({ name: last, value: { start: at + 1, end } });
      at = end;
    } else if (/[^\s/=<]/.test(mark)) {
      word.lastIndex = at;
      last = word.exec(text)?.[0] ?? mark;
      at += last.length - 1;
    }
  }
  const empty = text[at - 1] === "/";
  return {
    kind: "tag",
    span: { start, end: Math.min(text.length, at + 1) },
    name,
    attributes,
    closes,
    empty,
  };
}
