import type { Span } from "../../../model/span.ts";
import type { Member, StringNode, ValueNode } from "../../model/valueNode.ts";
import { hasUnknown } from "../../model/valueNode.ts";
import type { MappedText } from "../code/mappedText.ts";

/**
 * Reads the shorthand syntax of the AWS CLI: `Key=value,List=[a,b],Map={Key=value}`. Source: the CLI's user guide on
 * shorthand syntax. Undefined for other texts.
 */
export function readShorthand(mapped: MappedText): ValueNode | undefined {
  const reader = new ShorthandReader(mapped);
  return reader.read();
}

const deepest = 20;

class ShorthandReader {
  readonly #mapped: MappedText;
  readonly #text: string;
  #at = 0;

  constructor(mapped: MappedText) {
    this.#mapped = mapped;
    this.#text = mapped.text;
  }

  read(): ValueNode | undefined {
    const start = this.#text.trimStart();
    if (!/^[A-Za-z][\w-]*=/.test(start)) return undefined;
    this.#at = this.#text.length - start.length;
    return this.#members("", 0);
  }

  /** Members up to a closing bracket or the end. */
  #members(close: string, depth: number): ValueNode {
    const from = this.#at;
    const members: Member[] = [];
    let partial = false;
    while (this.#at < this.#text.length && this.#text[this.#at] !== close) {
      const key = /^[^=,[\]{}]+(?==)/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0];
      if (key === undefined) {
        partial = true;
        this.#at++;
        continue;
      }
      const start = this.#at;
      const keyNode = this.#string(start, start + key.length);
      this.#at += key.length + 1;
      const value = this.#values(close, depth);
      members.push({ key: keyNode, value, span: this.#span(start, this.#at) });
      this.#skip(",");
    }
    return { kind: "object", members, span: this.#span(from, this.#at), partial };
  }

  /** One value, or several with commas between them that no key follows. */
  #values(close: string, depth: number): ValueNode {
    const from = this.#at;
    const items = [this.#value(close, depth)];
    while (
      this.#text[this.#at] === "," &&
      !/^,\s*[A-Za-z][\w-]*=/.test(this.#text.slice(this.#at, this.#at + 80))
    ) {
      this.#at++;
      if (this.#at >= this.#text.length || this.#text[this.#at] === close) break;
      items.push(this.#value(close, depth));
    }
    const [only] = items;
    return items.length === 1 && only
      ? only
      : { kind: "list", items, span: this.#span(from, this.#at), partial: false };
  }

  #value(close: string, depth: number): ValueNode {
    const from = this.#at;
    const first = this.#text.charAt(from);
    if ((first === "[" || first === "{") && depth < deepest) {
      this.#at++;
      const inner = first === "[" ? this.#list(depth + 1) : this.#members("}", depth + 1);
      this.#skip(first === "[" ? "]" : "}");
      return { ...inner, span: this.#span(from, this.#at) };
    }
    if (first === '"' || first === "'") {
      const end = this.#text.indexOf(first, from + 1);
      const to = end < 0 ? this.#text.length : end;
      this.#at = Math.min(this.#text.length, to + 1);
      return this.#string(from + 1, to);
    }
    while (this.#at < this.#text.length && !",]}".includes(this.#text.charAt(this.#at))) this.#at++;
    // A closing bracket that closes nothing here is text.
    if (this.#at === from && this.#at < this.#text.length && this.#text[from] !== close && first !== ",")
      this.#at++;
    return this.#string(from, this.#at);
  }

  #list(depth: number): ValueNode {
    const from = this.#at;
    const items: ValueNode[] = [];
    while (this.#at < this.#text.length && this.#text[this.#at] !== "]") {
      const before = this.#at;
      items.push(this.#value("]", depth));
      this.#skip(",");
      if (this.#at === before) this.#at++;
    }
    return { kind: "list", items, span: this.#span(from, this.#at), partial: false };
  }

  #skip(letter: string): void {
    if (this.#text[this.#at] === letter) this.#at++;
  }

  #span(from: number, to: number): Span {
    return this.#mapped.spanOf(from, to);
  }

  #string(from: number, to: number): StringNode {
    const span = this.#span(from, to);
    const value = this.#text.slice(from, to);
    return {
      kind: "string",
      value,
      span,
      content: span,
      exact: this.#mapped.inStep(from, to) && !hasUnknown(value),
    };
  }
}
