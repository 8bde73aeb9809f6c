/** Characters of one item that are held. CloudTrail's largest records are far below. */
const longestItem = 4 * 1024 * 1024;
/** Characters that may stand around the items. */
const longestFrame = 65_536;

/** What a document begins with whose items can be read one by one: a list, or an object with the list in front. */
const beginning = /^\s*(?:\{\s*"(Records|Events)"\s*:\s*)?\[/;

/** The member whose items are read: of `Events`, CloudTrail's records are texts inside. Absent: the document is a list. */
export type ItemsOf = "Records" | "Events" | undefined;

/**
 * Reads the items of a JSON list while its text comes, so that a document of any size takes the memory of its largest
 * item. The document is checked as a whole: what stands in front of the list and behind it must be JSON with it.
 */
export class JsonItems {
  readonly itemsOf: ItemsOf;
  /** What stands in front of the items, with the bracket. */
  readonly #front: string;
  /** Not yet given. */
  #text: string;
  /** Up to here `#text` has been looked at. */
  #at = 0;
  #depth = 0;
  #inText = false;
  #count = 0;
  /** What stands behind the items, from the bracket on, as far as it has come. */
  #back: string | undefined;
  #rest: string | undefined;

  private constructor(itemsOf: ItemsOf, front: string, text: string) {
    this.itemsOf = itemsOf;
    this.#front = front;
    this.#text = text;
  }

  /** Undefined when the text begins otherwise. @param text the start of the document */
  static of(text: string): JsonItems | undefined {
    const match = beginning.exec(text);
    if (!match) return undefined;
    const itemsOf = match[1] === "Records" || match[1] === "Events" ? match[1] : undefined;
    return new JsonItems(itemsOf, match[0], text.slice(match[0].length));
  }

  /** What stands behind the document; undefined until that has ended. Files are put together, so it may be another one. */
  get rest(): string | undefined {
    return this.#rest;
  }

  /**
   * The items that are whole now.
   * @param text what comes next; empty for what the start held already
   * @throws SyntaxError for what is no JSON, Error "too-large"
   */
  *take(text: string): Generator {
    if (this.#rest !== undefined) {
      this.#rest += text;
      return;
    }
    this.#text += text;
    let start = 0;
    while (this.#back === undefined) {
      const sign = this.#next();
      if (sign === undefined) break;
      const piece = this.#text.slice(start, this.#at - 1);
      start = this.#at;
      // Only a list without any item has nothing between its brackets.
      if (sign !== "]" || this.#count > 0 || piece.trim() !== "") yield JSON.parse(piece);
      this.#count++;
      if (sign === "]") this.#back = "]";
    }
    this.#text = this.#text.slice(start);
    this.#at -= start;
    if (this.#back !== undefined) this.#close();
    if (this.#text.length > longestItem) throw new Error("too-large");
  }

  /** To be called when the text has ended. @throws SyntaxError when the document is cut short or no JSON */
  end(): void {
    if (this.#rest === undefined) JSON.parse(this.#front + (this.#back ?? "") + this.#text);
  }

  /** Goes to the end of the document, whose other members are of no interest. */
  #close(): void {
    let isClosed = !this.#front.trimStart().startsWith("{");
    for (let sign = isClosed ? undefined : this.#next(); sign !== undefined; sign = this.#next())
      if (sign === "}") {
        isClosed = true;
        break;
      }
    if (this.#text.length > longestFrame && !isClosed) throw new Error("too-large");
    if (!isClosed) return;
    JSON.parse(this.#front + (this.#back ?? "") + this.#text.slice(0, this.#at));
    this.#rest = this.#text.slice(this.#at);
    this.#text = "";
  }

  /** Goes on behind the next sign that ends something at the level of the items. */
  #next(): "," | "]" | "}" | undefined {
    const text = this.#text;
    while (this.#at < text.length) {
      if (this.#inText && !this.#leaveText()) return undefined;
      const code = text.charCodeAt(this.#at++);
      if (code === 0x22) this.#inText = true;
      else if (code === 0x7b || code === 0x5b) this.#depth++;
      else if (this.#depth > 0) {
        if (code === 0x7d || code === 0x5d) this.#depth--;
      } else if (code === 0x2c) return ",";
      else if (code === 0x5d) return "]";
      else if (code === 0x7d) return "}";
    }
    return undefined;
  }

  /** Goes behind the quote that ends a text; false when it has not come yet. */
  #leaveText(): boolean {
    const text = this.#text;
    for (let quote = text.indexOf('"', this.#at); quote !== -1; quote = text.indexOf('"', quote + 1)) {
      let escapes = 0;
      while (text.charCodeAt(quote - 1 - escapes) === 0x5c) escapes++;
      if (escapes % 2 === 1) continue;
      this.#at = quote + 1;
      this.#inText = false;
      return this.#at < text.length;
    }
    // A backslash at the end may belong to a quote that comes.
    return false;
  }
}
