import { openGroup, rootGroup, type LightEntry, type LightGroup, type LightPlace } from "./lightTree.ts";
import { placeInBrackets } from "./scanBrackets.ts";
import { adopt, flowEnd, onLine, quotedText, unquote } from "./yamlPieces.ts";

/** A mapping or list that is open, and the column at which its keys or dashes stand. */
interface Frame {
  readonly group: LightGroup;
  readonly column: number;
}

/**
 * Finds the place of an offset in a YAML text by its indentation. A line that does not parse, as while typing, costs only
 * itself.
 */
export function placeInYaml(text: string, offset: number): LightPlace | undefined {
  const scan = new YamlScan(text, offset);
  let at = 0;
  while (at <= text.length) {
    const found = text.indexOf("\n", at);
    const end = found < 0 ? text.length : found;
    at = scan.line(at, end) + 1;
  }
  return scan.place;
}

const keyPattern =
  /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#[\]{},&*!|>%@`-][^#\n]*?|-[^\s#][^#\n]*?)[ \t]*:(?=[ \t]|$)/;

class YamlScan {
  place: LightPlace | undefined;
  readonly #text: string;
  readonly #offset: number;
  readonly #frames: Frame[] = [{ group: rootGroup(), column: 0 }];
  /** The entry whose value has not begun. */
  #pending: LightEntry | undefined;
  /** Column of the pending entry's key or dash. */
  #pendingColumn = -1;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  /** Reads the line from `start` to `end`; gives the end of what was read, later when a block scalar follows. */
  line(start: number, end: number): number {
    const text = this.#text.slice(start, end).replace(/\r$/, "");
    const here = this.#offset >= start && this.#offset <= end;
    let column = /^ */.exec(text)?.[0].length ?? 0;
    const content = text.slice(column);
    if (content === "" || content.startsWith("#")) {
      if (here && content === "") this.#blank(this.#offset - start);
      return end;
    }
    let rest = content;
    while (/^-(?:\s|$)/.test(rest)) {
      this.#dash(column);
      const step = /^-\s*/.exec(rest)?.[0].length ?? 1;
      column += step;
      rest = rest.slice(step);
    }
    return this.#rest(rest, { start: start + column, column, end, here });
  }

  #rest(rest: string, line: { start: number; column: number; end: number; here: boolean }): number {
    const { start, column, end, here } = line;
    const typed = here ? this.#offset - start : -1;
    const key = keyPattern.exec(rest);
    // `- s3:` looks like a key and is an action that is being typed.
    const isKey = key !== null && !(typed === rest.length && rest.endsWith(":") && this.#isText(rest));
    if (!isKey) return this.#scalar(rest, { start, end, typed, column });
    const name = unquote(key[1] ?? "");
    this.#keyAt(column, name);
    // Right behind the colon a key such as `aws:` may go on.
    if (here && typed >= 0 && typed <= key[0].length)
      this.#keyPlace(rest, key[typed === key[0].length ? 0 : 1] ?? "", start);
    const after = rest.slice(key[0].length);
    const gap = /^\s*/.exec(after)?.[0].length ?? 0;
    const value = after.slice(gap);
    const valueStart = start + key[0].length + gap;
    if (value === "" || value.startsWith("#")) {
      if (here && this.#offset > start + key[0].length) this.#valuePlace("", this.#offset);
      return end;
    }
    return this.#scalar(value, {
      start: valueStart,
      end,
      typed: here ? this.#offset - valueStart : -1,
      column,
    });
  }

  /** Whether a list of texts is open: its items have no keys. */
  #isText(rest: string): boolean {
    const list = this.#frames.at(-1)?.group;
    return list?.kind === "list" && /^(?:Not)?Action$/.test(list.key ?? "") && !rest.includes(" ");
  }

  #scalar(value: string, at: { start: number; end: number; typed: number; column: number }): number {
    const { start, end, typed, column } = at;
    const block = /^(?:![\w:]+\s+)?[|>][+-]?\d*\s*(?:#.*)?$/.test(value);
    if (block) return this.#block(end, column);
    const tag = /^(?:[!&][\w:.-]*\s+)+/.exec(value)?.[0].length ?? 0;
    const body = value.slice(tag);
    const from = start + tag;
    if (/^[[{]/.test(body)) return this.#flow(from, end);
    const quote = /^["']/.exec(body)?.[0] ?? "";
    const plainText = quote === "" ? body.replace(/\s+#.*$/, "").trimEnd() : quotedText(body);
    const contentStart = from + quote.length;
    const offset = this.#offset;
    if (typed >= 0 && offset >= contentStart && offset <= contentStart + plainText.length)
      this.#valuePlace(plainText, contentStart, quote);
    else if (typed >= 0 && plainText === "" && offset >= from) this.#valuePlace("", offset);
    this.#setValue(plainText);
    return end;
  }

  /** Text of several lines; what is more indented than its key belongs to it. A JSON text in it is read. */
  #block(end: number, column: number): number {
    const from = end + 1;
    let to = end;
    const base = this.#pendingColumn >= 0 ? this.#pendingColumn : column;
    while (to < this.#text.length) {
      const next = this.#text.indexOf("\n", to + 1);
      const stop = next < 0 ? this.#text.length : next;
      const line = this.#text.slice(to + 1, stop);
      if (line.trim() !== "" && (/^ */.exec(line)?.[0].length ?? 0) <= base) break;
      to = stop;
    }
    const isJson = /^\s*\{/.test(this.#text.slice(from, from + 200));
    if (isJson && this.#offset > end && this.#offset <= to) {
      const bounds = { start: from, end: to, embedded: true };
      this.place = placeInBrackets(this.#text, this.#offset, { hash: false, single: false }, bounds);
    }
    this.#setValue("");
    return to;
  }

  /** `[…]` or `{…}`, on one line or several. */
  #flow(start: number, end: number): number {
    const stop = Math.max(flowEnd(this.#text, start), end);
    const frame = this.#frames.at(-1);
    const from = this.#pending ?? {};
    if (this.#offset > start && this.#offset <= stop) {
      const bounds = { start, end: stop };
      const inner = placeInBrackets(
        this.#text,
        this.#offset,
        { hash: true, single: true, colons: true },
        bounds,
      );
      if (inner && frame) this.place = adopt(inner, frame.group, from.key);
    }
    const items = [...this.#text.slice(start, stop).matchAll(/["']([^"'\n]*)["']|[^\s[\]{},"']+/g)];
    if (frame && this.#text[start] === "[") {
      const list = openGroup(frame.group, "list", { key: from.key });
      list.entries.push(...items.map(([all, quoted]) => ({ value: quoted ?? all })));
      from.value = list;
    } else this.#setValue("");
    this.#pending = undefined;
    return stop;
  }

  #dash(column: number): void {
    this.#pop(
      (frame) =>
        frame.column > column ||
        (frame.column === column &&
          frame.group.kind === "object" &&
          frame.group.parent !== undefined &&
          !this.#opens(column)),
    );
    let frame = this.#frames.at(-1);
    if (!frame) return;
    if (frame.group.kind !== "list" || frame.column !== column) {
      const list = openGroup(frame.group, "list", { key: this.#pending?.key });
      if (this.#pending) this.#pending.value = list;
      frame = { group: list, column };
      this.#frames.push(frame);
    }
    const entry: LightEntry = {};
    frame.group.entries.push(entry);
    this.#pending = entry;
    this.#pendingColumn = column;
  }

  /** Whether a dash at the column begins the list of the pending key: it may stand as far left as the key. */
  #opens(column: number): boolean {
    return this.#pending?.key !== undefined && this.#pendingColumn === column;
  }

  #keyAt(column: number, key: string): void {
    this.#objectAt(column);
    const entry: LightEntry = { key };
    this.#frames.at(-1)?.group.entries.push(entry);
    this.#pending = entry;
    this.#pendingColumn = column;
  }

  #objectAt(column: number): void {
    this.#pop((frame) => frame.column > column || (frame.column === column && frame.group.kind === "list"));
    const frame = this.#frames.at(-1);
    if (!frame || (frame.group.kind === "object" && (frame.column === column || !this.#pending))) return;
    const group = openGroup(frame.group, "object", { key: this.#pending?.key });
    if (this.#pending) this.#pending.value = group;
    this.#frames.push({ group, column });
    this.#pending = undefined;
  }

  #pop(leaves: (frame: Frame) => boolean): void {
    for (
      let frame = this.#frames.at(-1);
      frame && this.#frames.length > 1 && leaves(frame);
      frame = this.#frames.at(-1)
    ) {
      this.#frames.pop();
      if (frame.column <= this.#pendingColumn) this.#pending = undefined;
    }
  }

  #setValue(text: string): void {
    if (this.#pending) this.#pending.value = text;
    this.#pending = undefined;
  }

  /** A line with nothing but spaces in front of the cursor. */
  #blank(column: number): void {
    const pending = this.#pending?.key !== undefined && column > this.#pendingColumn;
    const saved = [...this.#frames];
    if (!pending) this.#pop((frame) => frame.column > column);
    const group = this.#frames.at(-1)?.group;
    const span = { start: this.#offset, end: this.#offset };
    const common = { span, typed: "", quote: "", separated: false, embedded: false };
    if (pending && group) {
      const opened = openGroup(group, "object", { key: this.#pending?.key });
      this.place = { ...common, group: opened, position: "key", key: undefined };
      if (this.#pending) this.#pending.value = opened;
      this.#frames.push({ group: opened, column });
      this.#pending = undefined;
      return;
    }
    if (group?.kind === "object") this.place = { ...common, group, position: "key", key: undefined };
    this.#frames.splice(0, this.#frames.length, ...saved);
  }

  #keyPlace(rest: string, key: string, start: number): void {
    const group = this.#frames.at(-1)?.group;
    if (!group) return;
    const quote = /^["']/.exec(key)?.[0] ?? "";
    const from = start + quote.length;
    const span = { start: from, end: start + key.length - quote.length };
    const typed = this.#text.slice(from, this.#offset);
    const separated = rest.length > key.length;
    this.place = { group, position: "key", key: undefined, span, typed, quote, separated, embedded: false };
  }

  /** The cursor is in a scalar: an item of a list, the value of a key, or a key that has no colon yet. */
  #valuePlace(content: string, start: number, quote = ""): void {
    const span = { start, end: start + content.length };
    const typed = this.#text.slice(start, this.#offset);
    const common = { span, typed, quote, separated: false, embedded: false };
    const frame = this.#frames.at(-1);
    const key = this.#pending?.key;
    if (!frame) return;
    const column = start - quote.length - (this.#text.lastIndexOf("\n", start - 1) + 1);
    if (this.#pending && key === undefined) {
      this.place = { ...common, group: frame.group, position: "item", key: frame.group.key };
    } else if (this.#pending && onLine(this.#text, start, key ?? "")) {
      this.place = { ...common, group: frame.group, position: "value", key };
    } else {
      this.#objectAt(column);
      const group = this.#frames.at(-1)?.group;
      if (group) this.place = { ...common, group, position: "key", key: undefined };
    }
  }
}
