import type { Place } from "../../../protocol/activityOrder.ts";
import {
  contentHeight,
  drawnLines,
  lineAt,
  scrollTopOf,
  type DrawnLines,
  type Measures,
} from "./scrollWindow.ts";
import type { ShownRows } from "./shownRows.ts";

/** Lines drawn above and below those that are seen. */
const spare = 8;

/** What keeps what a person reads where it is: a row, and how far the upper edge is from its line, in lines. */
interface Anchor {
  readonly place: Place;
  readonly distance: number;
}

/**
 * Where the list is scrolled to. Rows come and go above what is seen; the row at the upper edge stays there, or the newest
 * one at the lower edge when the list follows.
 */
export class Viewport {
  readonly #shown: ShownRows;
  #scrollTop = 0;
  #lineHeight = 22;
  #height = 0;
  #anchor: Anchor | undefined;

  constructor(shown: ShownRows) {
    this.#shown = shown;
  }

  /** In CSS pixels. */
  get scrollTop(): number {
    return this.#scrollTop;
  }

  get lineHeight(): number {
    return this.#lineHeight;
  }

  /** Height of the list's content, CSS pixels. */
  get contentHeight(): number {
    return contentHeight(this.#measures);
  }

  /** Whether the newest line is seen. */
  get atEnd(): boolean {
    return this.#scrollTop >= this.#end - this.#lineHeight / 2;
  }

  /** Lines that fit. */
  get page(): number {
    return Math.max(1, Math.floor(this.#height / this.#lineHeight) - 1);
  }

  /** Lines that are drawn at most. */
  get slots(): number {
    return Math.ceil(this.#height / this.#lineHeight) + 2 * spare + 2;
  }

  get drawn(): DrawnLines {
    return drawnLines(this.#measures, this.#scrollTop, spare);
  }

  /** Takes new sizes, CSS pixels; to be followed by `settle`. */
  resize(height: number, lineHeight: number): void {
    this.#height = height;
    this.#lineHeight = lineHeight;
  }

  /** The person scrolled. */
  scroll(scrollTop: number): void {
    this.#scrollTop = scrollTop;
    this.#hold();
  }

  /** The lines or the sizes changed: scrolls so that what is read stays, or the newest line is seen. */
  settle(follow: boolean): void {
    const anchor = this.#anchor;
    if (follow) this.#scrollTop = this.#end;
    else if (anchor) {
      const line = this.#shown.lineOfRow(this.#shown.rowAt(anchor.place)) + anchor.distance;
      this.#scrollTop = scrollTopOf(this.#measures, line);
    }
    this.#hold();
  }

  /** Scrolls as little as is needed for a row to be seen. @param middle scrolls it to the middle instead */
  reveal(row: number, middle = false): void {
    const line = this.#shown.lineOfRow(row);
    const lines = this.#height / this.#lineHeight;
    const top = lineAt(this.#measures, this.#scrollTop);
    if (middle) this.#scrollTo(line - (lines - 1) / 2);
    else if (line < top) this.#scrollTo(line);
    else if (line + 1 > top + lines) this.#scrollTo(line + 1 - lines);
  }

  /** Scrolls a row to the upper edge. */
  raise(row: number): void {
    this.#scrollTo(this.#shown.lineOfRow(row));
  }

  #scrollTo(line: number): void {
    this.scroll(scrollTopOf(this.#measures, line));
  }

  #hold(): void {
    const { entries } = this.#shown;
    const top = lineAt(this.#measures, this.#scrollTop);
    const row = Math.min(this.#shown.rowOfLine(Math.floor(top)), entries.length - 1);
    const entry = entries[row];
    this.#anchor = entry && { place: entry.row, distance: top - this.#shown.lineOfRow(row) };
  }

  get #end(): number {
    return Math.max(0, this.contentHeight - this.#height);
  }

  get #measures(): Measures {
    return { count: this.#shown.length, lineHeight: this.#lineHeight, viewport: this.#height };
  }
}
