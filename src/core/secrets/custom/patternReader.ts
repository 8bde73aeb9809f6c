import { patternError } from "./patternError.ts";

/** Goes through the text of a pattern. Places are UTF-16 code units from 0. */
export class PatternReader {
  at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  get done(): boolean {
    return this.at >= this.#source.length;
  }

  /** The next character, which stays; empty at the end. */
  get peek(): string {
    return this.#source.charAt(this.at);
  }

  /** Takes the next character. @throws PatternError at the end */
  next(): string {
    if (this.done) throw patternError("the pattern ends too early", this.at);
    return this.#source.charAt(this.at++);
  }

  /** Takes the text if it is next. */
  take(text: string): boolean {
    if (!this.#source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Takes what a sticky pattern matches here. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.#source) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}
