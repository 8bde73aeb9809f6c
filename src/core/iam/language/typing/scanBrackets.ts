import { openGroup, rootGroup, type LightEntry, type LightGroup, type LightPlace } from "./lightTree.ts";

/** Which comments and strings the language of a text has. */
export interface BracketSyntax {
  /** `#` begins a comment. */
  readonly hash: boolean;
  /** `'` is a quote. */
  readonly single: boolean;
  /** A colon without a space behind it belongs to a word: YAML. */
  readonly colons?: boolean;
}

interface Token {
  readonly kind: "string" | "word" | "open" | "close" | "separator" | "comma" | "line" | "comment";
  readonly start: number;
  readonly end: number;
  /** Of a string: where its content begins and ends. */
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the place of an offset in a text whose structure is brackets: JSON, HCL, JavaScript, Python. Strings that are
 * not closed end with their line, brackets that do not match are passed over. One pass over the text.
 * @param start where to begin: the beginning of an embedded text
 */
export function placeInBrackets(
  text: string,
  offset: number,
  syntax: BracketSyntax,
  { start = 0, end = text.length, embedded = false } = {},
): LightPlace | undefined {
  const scan = new BracketScan(text, offset, embedded);
  let at = start;
  while (at < end) {
    const token = nextToken(text, at, end, syntax);
    if (!token) break;
    const inner = embeddedText(text, token);
    if (inner && offset > inner.start && offset < inner.end)
      return placeInBrackets(text, offset, { hash: false, single: false }, { ...inner, embedded: true });
    scan.take(token);
    at = token.end;
  }
  return scan.place();
}

/** A string of several lines that holds JSON: a heredoc, a template literal, a Python text. */
function embeddedText(text: string, { kind, from, to }: Token): { start: number; end: number } | undefined {
  if (kind !== "string" || to - from < 20) return undefined;
  return /^\s*\{/.test(text.slice(from, from + 200)) ? { start: from, end: to } : undefined;
}

const atEnd: Token = { kind: "line", start: 0, end: 0, from: 0, to: 0 };

class BracketScan {
  #group: LightGroup = rootGroup();
  #entry: LightEntry = {};
  /** Words of the entry so far, for the labels of a block and the callee. */
  #words: string[] = [];
  #lastEnd = -1;
  #found: LightPlace | undefined;
  /** The cursor was passed where nothing can be completed, such as right behind a closing quote. */
  #passed = false;
  readonly #text: string;
  readonly #offset: number;
  readonly #embedded: boolean;

  constructor(text: string, offset: number, embedded: boolean) {
    this.#text = text;
    this.#offset = offset;
    this.#embedded = embedded;
  }

  take(token: Token): void {
    this.#look(token);
    switch (token.kind) {
      case "string":
      case "word":
        this.#leaf(token);
        break;
      case "separator":
        this.#separate();
        break;
      case "comma":
        this.#finish();
        break;
      case "line":
        if (
          this.#group.kind === "object" &&
          (this.#entry.value !== undefined || this.#entry.key === undefined)
        )
          this.#finish();
        break;
      case "open":
        this.#open(token);
        break;
      case "close":
        this.#close(this.#text[token.start] ?? "");
        break;
      case "comment":
        break;
    }
    this.#lastEnd = token.end;
  }

  place(): LightPlace | undefined {
    if (!this.#found && !this.#passed) this.#look({ ...atEnd, start: this.#offset, end: this.#offset });
    return this.#found;
  }

  /** Remembers the place when the token reaches the cursor. */
  #look(token: Token): void {
    const { kind, start, end, from, to } = token;
    if (this.#found || this.#passed || this.#offset > end) return;
    if (kind === "comment" && this.#offset > start) {
      this.#passed = true;
      return;
    }
    if (kind === "string" && this.#offset >= from && this.#offset <= to) {
      const quote = this.#text.slice(start, from);
      this.#found = { ...this.#spot(), span: { start: from, end: to }, quote, ...this.#tail(token) };
    } else if (kind === "word" && this.#offset > start) {
      this.#found = { ...this.#spot(), span: { start, end }, quote: "", ...this.#tail(token) };
    } else if (this.#offset <= start) {
      if (this.#entry.value === undefined) this.#found = this.#gap();
      else this.#passed = true;
    }
  }

  #tail({ from, end }: Token): Pick<LightPlace, "typed" | "separated"> {
    return {
      typed: this.#text.slice(from, this.#offset),
      separated: /^[ \t]*[:=]/.test(this.#text.slice(end, end + 40)),
    };
  }

  #gap(): LightPlace {
    const span = { start: this.#offset, end: this.#offset };
    return { ...this.#spot(), span, typed: "", quote: "", separated: false };
  }

  #spot(): Pick<LightPlace, "group" | "position" | "key" | "embedded"> {
    const { kind } = this.#group;
    const { key } = this.#entry;
    const position =
      kind === "list" ? "item" : key !== undefined ? "value" : kind === "call" ? "item" : "key";
    return { group: this.#group, position, key, embedded: this.#embedded };
  }

  #leaf({ from, to }: Token): void {
    const text = this.#text.slice(from, to);
    const second = this.#entry.value !== undefined;
    if (second && this.#group.kind === "list") this.#finish();
    // The value of a key that is being typed is missing: what follows is the next key, see #separate.
    if (!second || this.#group.kind === "list") this.#entry.value = text;
    this.#words.push(text);
  }

  #separate(): void {
    const text = this.#words.at(-1);
    if (text === undefined) return;
    if (this.#entry.key !== undefined) {
      const { key } = this.#entry;
      this.#entry = { key };
      this.#finish();
    }
    this.#entry = { key: text };
    this.#words = [];
  }

  #open({ start }: Token): void {
    const sign = this.#text[start];
    const kind = sign === "{" ? "object" : sign === "[" ? "list" : "call";
    const callee = kind === "call" && this.#lastEnd === start ? (this.#words.at(-1) ?? "") : "";
    const name = kind === "object" && this.#entry.key === undefined ? this.#words.join(" ") : callee;
    const group = openGroup(this.#group, kind, { key: this.#entry.key, name });
    this.#entry.value = group;
    this.#finish();
    this.#group = group;
  }

  #close(sign: string): void {
    const wanted = sign === "}" ? "object" : sign === "]" ? "list" : "call";
    let group: LightGroup | undefined = this.#group;
    while (group && (group.kind !== wanted || !group.parent)) group = group.parent;
    if (!group?.parent) return;
    this.#finish();
    this.#group = group.parent;
    // What was opened was the value of an entry; a comma or a line end follows.
    this.#entry = {};
    this.#words = [];
  }

  #finish(): void {
    if (this.#entry.key !== undefined || this.#entry.value !== undefined)
      this.#group.entries.push(this.#entry);
    this.#entry = {};
    this.#words = [];
  }
}

const wordStart = /[\p{L}_$\d*-]/u;
const word = /[\p{L}_$\d.*-]+/uy;
const wordWithColons = /(?:[\p{L}_$\d.*/-]|:(?!\s))+/uy;

function nextToken(text: string, from: number, end: number, syntax: BracketSyntax): Token | undefined {
  let at = from;
  while (at < end && (text[at] === " " || text[at] === "\t" || text[at] === "\r")) at++;
  if (at >= end) return undefined;
  const sign = text[at] ?? "";
  const token = (kind: Token["kind"], length: number): Token => {
    const stop = Math.min(at + length, end);
    return { kind, start: at, end: stop, from: at, to: stop };
  };
  if (sign === "\n") return token("line", 1);
  if (sign === '"' || sign === "`" || (sign === "'" && syntax.single)) return stringToken(text, at, end);
  if (text.startsWith("<<", at)) return heredoc(text, at, end) ?? token("comment", 2);
  if (text.startsWith("//", at) || (sign === "#" && syntax.hash)) {
    const line = text.indexOf("\n", at);
    return token("comment", (line < 0 ? end : line) - at);
  }
  if (text.startsWith("/*", at)) {
    const close = text.indexOf("*/", at + 2);
    return token("comment", (close < 0 ? end : close + 2) - at);
  }
  if (sign === "{" || sign === "[" || sign === "(") return token("open", 1);
  if (sign === "}" || sign === "]" || sign === ")") return token("close", 1);
  if (sign === "," || sign === ";") return token("comma", 1);
  if (/^(?:=>|==|!=|<=|>=)/.test(text.slice(at, at + 2))) return token("comment", 2);
  if (sign === ":" || sign === "=") return token("separator", 1);
  if (!wordStart.test(sign)) return token("comment", 1);
  const pattern = syntax.colons ? wordWithColons : word;
  pattern.lastIndex = at;
  return token("word", pattern.exec(text)?.[0].length ?? 1);
}

function stringToken(text: string, start: number, end: number): Token {
  const sign = text[start] ?? "";
  const triple = sign !== "`" && text.startsWith(sign.repeat(3), start);
  const quote = triple ? sign.repeat(3) : sign;
  const from = start + quote.length;
  const newline = triple || sign === "`" ? -1 : text.indexOf("\n", from);
  const limit = newline < 0 ? end : Math.min(newline, end);
  let at = from;
  while (at < limit && !text.startsWith(quote, at)) at += text[at] === "\\" ? 2 : 1;
  const to = Math.min(at, limit);
  const closed = text.startsWith(quote, to) && to < end;
  return { kind: "string", start, from, to, end: closed ? to + quote.length : to };
}

/** `<<EOF`, `<<-EOF`, `<<'EOF'` and what stands up to its end word. */
function heredoc(text: string, start: number, end: number): Token | undefined {
  const head = /^<<[-~]?\s*(["']?)([A-Za-z_]\w*)\1[^\n]*\n/.exec(text.slice(start, start + 200));
  if (!head) return undefined;
  const from = start + head[0].length;
  const rest = new RegExp(`^[ \\t]*${head[2] ?? ""}[ \\t]*\\r?$`, "m").exec(text.slice(from, end));
  const to = rest ? from + rest.index : end;
  return { kind: "string", start, from, to, end: to + (rest?.[0].length ?? 0) };
}
