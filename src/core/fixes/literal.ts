import type { Span } from "../model/span.ts";

/** A run of a literal's content. `value` is undefined for what is only known at run time: a substitution. */
export interface Segment extends Span {
  readonly value: string | undefined;
  /** Written as it is read, so that it may be cut anywhere. Escapes and substitutions are not. */
  readonly plain: boolean;
}

/** A string literal of any language. Spans are UTF-16 code units of the text. */
export interface Literal {
  /** With prefix and quotes. */
  readonly span: Span;
  /** Between the quotes. */
  readonly content: Span;
  /** Cover the content without gaps, in order. */
  readonly segments: readonly Segment[];
}

/** What the secret of a finding is within its literal. */
export type Extent =
  | { readonly whole: true; readonly value: string }
  | { readonly whole: false; readonly span: Span; readonly value: string };

/** The decoded value of the literal between two offsets, or undefined when a substitution or half an escape is in it. */
function valueWithin(literal: Literal, span: Span, text: string): string | undefined {
  const parts: string[] = [];
  for (const segment of literal.segments) {
    if (segment.end <= span.start || span.end <= segment.start) continue;
    const inside = span.start <= segment.start && segment.end <= span.end;
    if (segment.value === undefined || (!inside && !segment.plain)) return undefined;
    parts.push(
      inside
        ? segment.value
        : text.slice(Math.max(segment.start, span.start), Math.min(segment.end, span.end)),
    );
  }
  return parts.join("");
}

/**
 * Decides what is stored for a finding inside a literal. The whole literal, when nothing but white space surrounds the
 * finding (a key in PEM form keeps its last line break) or when the literal is a connection string, which is only useful
 * in one piece; else the finding's part alone. A connection string that someone fills in later, such as `Fn::Sub`, is
 * replaced in part: its references would not be expanded in the store.
 */
export function extentOf(literal: Literal, span: Span, text: string): Extent | undefined {
  const all = valueWithin(literal, literal.content, text);
  const before = valueWithin(literal, { start: literal.content.start, end: span.start }, text);
  const after = valueWithin(literal, { start: span.end, end: literal.content.end }, text);
  if (all !== undefined && before !== undefined && after !== undefined) {
    if ((before + after).trim() === "" || (isConnectionString(all) && !isFilledLater(before + after)))
      return { whole: true, value: all };
  }
  const value = valueWithin(literal, span, text);
  return value === undefined ? undefined : { whole: false, span, value };
}

/**
 * Literals that the program joins, as one: its content goes from the first one's to the last one's, and what stands
 * between two of them means `glue`.
 * @param literals in text order, at least one
 */
export function joinLiterals(literals: readonly [Literal, ...Literal[]], glue: string): Literal {
  const first = literals[0];
  const last = literals.at(-1) ?? first;
  const segments = literals.flatMap((literal, index) => {
    const next = literals[index + 1];
    const between = next && {
      start: literal.content.end,
      end: next.content.start,
      value: glue,
      plain: false,
    };
    return [...literal.segments, ...(between ? [between] : [])];
  });
  return {
    span: { start: first.span.start, end: last.span.end },
    content: { start: first.content.start, end: last.content.end },
    segments,
  };
}

/** Whether text around a secret holds `${…}`, `#{…}` or `{{…}}`, which the reader of the file expands, not the store. */
export function isFilledLater(around: string): boolean {
  return /[$#]\{|\{\{/.test(around);
}

/** A URL with credentials in it, a JDBC URL, or `Server=…;Password=…` as ADO.NET and ODBC write it. */
export function isConnectionString(value: string): boolean {
  if (value.length > 4096 || value.includes("\n")) return false;
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/@]{0,512}:[^\s/]{0,2048}@[^\s]+$/i.test(value)) return true;
  if (/^jdbc:[a-z]/i.test(value)) return /password=|pwd=|:[^\s/@]+@/i.test(value);
  const pairs = value.split(";").filter((pair) => pair.trim() !== "");
  return (
    pairs.length >= 2 &&
    pairs.every((pair) => /^\s*[\w .-]{1,60}=/.test(pair)) &&
    pairs.some((pair) =>
      /^\s*(password|pwd|accountkey|sharedaccesskey|sharedaccesssignature)\s*=/i.test(pair),
    )
  );
}

/**
 * Cuts content into plain runs and escapes. `escape` is a sticky-free global pattern; `decode` gives the meaning of one
 * match, or undefined when it is not known before run time.
 */
export function segmentsOf(
  text: string,
  span: Span,
  escape: RegExp,
  decode: (match: string) => string | undefined,
): Segment[] {
  const segments: Segment[] = [];
  let at = span.start;
  const plainTo = (end: number): void => {
    if (end > at) segments.push({ start: at, end, value: text.slice(at, end), plain: true });
    at = end;
  };
  for (const match of text.slice(span.start, span.end).matchAll(escape)) {
    const start = span.start + match.index;
    plainTo(start);
    at = start + match[0].length;
    segments.push({ start, end: at, value: decode(match[0]), plain: false });
  }
  plainTo(span.end);
  return segments;
}
