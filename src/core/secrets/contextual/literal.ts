/** A value in the text. `start` and `end` lie inside the quotes, in UTF-16 code units. */
export interface Literal {
  readonly start: number;
  readonly end: number;
  /** The sign that opened it; empty for a bare value. */
  readonly quote: string;
}

/** Longest values that are read, in code units. What is longer is cut there, and no detector takes it. */
const longestQuoted = 2048;
const longestBlock = 8192;
const longestBare = 8192;

const opener =
  /(?:[bBrRuUfFnNLEe]{1,2}|@\$?|\$@?)?(\\{0,7}(?:"""|'''|["'`])|&quot;|&#34;|&apos;|&#39;|[“”])/y;

function closingAt(text: string, from: number, quote: string): number {
  const multiline = quote === "`" || quote.length === 3;
  const limit = Math.min(text.length, from + (multiline ? longestBlock : longestQuoted));
  if (quote.length > 1 && !multiline) {
    const rest = text.slice(from, limit);
    const end = rest.indexOf(quote);
    return end !== -1 && !rest.slice(0, end).includes("\n") ? from + end : -1;
  }
  const closing = quote === "“" ? 0x201d : quote.charCodeAt(0);
  for (let at = from; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x0a && !multiline) return -1;
    else if (code === closing && (quote.length === 1 || text.startsWith(quote, at))) return at;
  }
  return -1;
}

/** The quoted value that opens at `at` (a prefix such as Python's `b` allowed), or undefined when there is none. */
export function readQuoted(text: string, at: number): Literal | undefined {
  opener.lastIndex = at;
  const match = opener.exec(text);
  if (match === null) return undefined;
  const quote = match[1]!;
  const start = at + match[0].length;
  const end = closingAt(text, start, quote);
  if (end === -1) return undefined;
  const literal = { start, end: withoutBreaks(text, start, end), quote };
  return quote.length === 3 ? trimmed(text, literal) : literal;
}

/** The end of a value without the escaped line breaks that close many strings. */
function withoutBreaks(text: string, start: number, end: number): number {
  let at = end;
  while (at - start >= 2 && text[at - 2] === "\\" && /[nrt]/.test(text[at - 1]!)) at -= 2;
  return at;
}

/** Whether the sign at `at` ends a bare value: only where something else plainly follows. */
function endsBare(text: string, at: number, code: number): boolean {
  switch (code) {
    case 0x22: // "
    case 0x27: // '
    case 0x60: // `
      return true;
    case 0x3c: // <
      return /^<(?:$|[\s/!?a-zA-Z])/.test(text.slice(at, at + 2));
    case 0x3e: // >
      return /^>(?:$|[\s<"')])/.test(text.slice(at, at + 2));
    case 0x5c: // backslash: an escape inside a string literal around it
      return /[nrt"'\\]/.test(text[at + 1] ?? "n");
    case 0x26: // &
      return /^&(?:amp;|quot;|lt;|gt;|#\d|[\w.-]{1,40}=)/.test(text.slice(at, at + 48));
    case 0x3b: // ;
      return /^;(?:$|[\s"'`)}\]]|[\w ]{1,40}=)/.test(text.slice(at, at + 48));
    case 0x2c: // ,
      return /^,(?:$|[\s"'`)}\]]|[\w .-]{1,40}[=:])/.test(text.slice(at, at + 48));
    default:
      return false;
  }
}

const closers: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** The value without quotes that starts at `at`: up to white space, less punctuation that belongs to what is around. */
export function readBare(text: string, at: number): Literal | undefined {
  const limit = Math.min(text.length, at + longestBare);
  let end = at;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code <= 0x20 || code === 0xa0 || endsBare(text, end, code)) break;
  }
  // Three dots stand for what was left out.
  while (end > at && !(text[end - 1] === "." && text[end - 2] === "." && text[end - 3] === ".")) {
    const last = text[end - 1]!;
    const open = closers[last];
    const trailing = open === undefined ? ",;.:".includes(last) : !text.slice(at, end).includes(open);
    if (!trailing) break;
    end--;
  }
  return end > at ? { start: at, end, quote: "" } : undefined;
}

/** A literal without the white space at its ends. */
export function trimmed(text: string, literal: Literal): Literal {
  let { start, end } = literal;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return { ...literal, start, end };
}
