import { createScanner } from "jsonc-parser";
import type { Span } from "../../model/span.ts";
import { deepest, type FileMember, type FileTree, type FileValue } from "./fileValue.ts";

/** Tokens of the scanner, which exports them as a constant enumeration that a compiler of single files cannot see. */
const tokens = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  trivia: 15,
  endOfFile: 17,
} as const;

/** What the scanner says is wrong inside of a token, by its number. */
const tokenErrors: readonly string[] = [
  "",
  "a comment is not closed",
  "a text is not closed on its line",
  "a number is not complete",
  "this is no Unicode escape",
  "JSON knows no such escape",
  "a control character stands in a text",
];

/**
 * Reads JSON with comments and trailing commas, as Kiro and its neighbours do. A BOM is passed over; spans count it.
 * What stands before the first error that cannot be passed over is in `root` beside the error. The tree is made from
 * the tokens, because the parser of the same library makes one that knows more than is asked here.
 */
export function readJsonFile(text: string): FileTree {
  const plain = text.startsWith("\ufeff") ? ` ${text.slice(1)}` : text;
  if (plain.trim() === "") {
    return { error: { message: "it is empty", span: { start: 0, end: Math.min(1, text.length) } } };
  }
  return new JsonReader(plain).read();
}

class JsonReader {
  private readonly text: string;
  private readonly scanner: ReturnType<typeof createScanner>;
  private token = 0;
  private start = 0;
  private end = 0;
  /** End of the token before. */
  private last = 0;
  private error: { message: string; span: Span } | undefined;
  /** Nothing more can be made of the text. */
  private lost = false;

  constructor(text: string) {
    this.text = text;
    this.scanner = createScanner(text, false);
  }

  read(): FileTree {
    this.advance();
    const root = this.value(0);
    if (this.token !== tokens.endOfFile) this.fail("nothing may follow the end");
    const { error } = this;
    return { ...(root.kind !== "missing" && { root }), ...(error && { error }) };
  }

  private advance(): void {
    this.last = this.end;
    let token: number;
    do {
      token = this.scanner.scan();
      this.start = this.scanner.getTokenOffset();
      // A comment that is not closed ends behind the text, says the scanner.
      this.end = Math.min(this.text.length, this.start + this.scanner.getTokenLength());
      const wrong: number = this.scanner.getTokenError();
      if (wrong !== 0) this.fail(tokenErrors[wrong] ?? "a token is broken");
    } while (token >= tokens.lineComment && token <= tokens.trivia);
    this.token = token;
  }

  /** Keeps the first error, at the present token; the end of the text is shown at its last character. */
  private fail(what: string): void {
    const start = Math.max(0, Math.min(this.start, this.text.length - 1));
    this.error ??= {
      message: `it is not valid JSON: ${what}`,
      span: { start, end: Math.max(start + 1, this.end) },
    };
  }

  private giveUp(what: string): void {
    this.fail(what);
    this.lost = true;
  }

  private value(level: number): FileValue {
    const { start, end } = this;
    const span = { start, end };
    switch (this.token) {
      case tokens.openBrace:
        return this.object(level);
      case tokens.openBracket:
        return this.list(level);
      case tokens.string: {
        const value = this.scanner.getTokenValue();
        this.advance();
        return { kind: "text", value, span, content: this.inside(span) };
      }
      case tokens.number: {
        const value = Number(this.scanner.getTokenValue());
        this.advance();
        return { kind: "number", value, span };
      }
      case tokens.true:
      case tokens.false: {
        const value = this.token === tokens.true;
        this.advance();
        return { kind: "boolean", value, span };
      }
      case tokens.null:
        this.advance();
        return { kind: "null", span };
      default:
        if (this.isBetween()) this.fail("a value is expected");
        else this.giveUp("a value is expected");
        return { kind: "missing", span: { start: this.last, end: this.last } };
    }
  }

  /** Where a value is not yet typed, what follows can still be read. */
  private isBetween(): boolean {
    const { token } = this;
    return token === tokens.comma || token === tokens.closeBrace || token === tokens.closeBracket;
  }

  private object(level: number): FileValue {
    const { start } = this;
    const members: FileMember[] = [];
    this.enter(level);
    while (!this.lost && this.token === tokens.string) {
      members.push(this.member(level));
      if (!this.lost && !this.separated(tokens.closeBrace)) break;
    }
    this.leave(tokens.closeBrace, "a name in double quotes or a closing brace is expected");
    return { kind: "object", members, span: { start, end: this.last } };
  }

  private member(level: number): FileMember {
    const keySpan = { start: this.start, end: this.end };
    const key = this.scanner.getTokenValue();
    this.advance();
    let value: FileValue = { kind: "missing", span: { start: keySpan.end, end: keySpan.end } };
    if (this.token === tokens.colon) {
      this.advance();
      value = this.value(level + 1);
    } else if (this.token === tokens.string || this.isBetween()) this.fail("a colon is expected");
    else this.giveUp("a colon is expected");
    const span = { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) };
    return { key, keySpan: this.inside(keySpan), value, span };
  }

  private list(level: number): FileValue {
    const { start } = this;
    const items: FileValue[] = [];
    this.enter(level);
    while (!this.lost && this.token !== tokens.closeBracket) {
      const item = this.value(level + 1);
      if (item.kind !== "missing") items.push(item);
      if (!this.lost && !this.separated(tokens.closeBracket)) break;
    }
    this.leave(tokens.closeBracket, "a comma or a closing bracket is expected");
    return { kind: "list", items, span: { start, end: this.last } };
  }

  private enter(level: number): void {
    if (level >= deepest) {
      this.giveUp("it is nested too deeply");
      this.end = this.start + 1;
    } else this.advance();
  }

  /** Passes the comma after a member or an item, also one that is missing before another text. */
  private separated(close: number): boolean {
    if (this.token === tokens.comma) {
      this.advance();
      return true;
    }
    if (this.token === close) return true;
    if (this.token !== tokens.string) return false;
    this.fail("a comma is missing before this");
    return true;
  }

  private leave(close: number, what: string): void {
    if (!this.lost && this.token === close) this.advance();
    else if (!this.lost) this.giveUp(what);
  }

  /** Inside of the quotes; an unterminated text has no closing one. */
  private inside({ start, end }: Span): Span {
    const closed = end - start > 1 && this.text[end - 1] === '"';
    return { start: start + 1, end: closed ? end - 1 : end };
  }
}
