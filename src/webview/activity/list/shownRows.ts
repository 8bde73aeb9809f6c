import type { PanelGap } from "../../../protocol/activity.ts";
import type { RowTest } from "../../../protocol/activityFilter.ts";
import { firstNot, type Place } from "../../../protocol/activityOrder.ts";
import { indexOfPlace, insertOrdered, removeFrom, type Entry } from "./entry.ts";
import { marksOf, nextLocalDay, type Mark } from "./marks.ts";
import type { StoreChange } from "./rowStore.ts";

/** A line of the list. */
export type Line = { readonly kind: "row"; readonly entry: Entry } | Mark;

/** The lines of the list: the rows that pass the filter, with the days and gaps between them. */
export class ShownRows {
  readonly #entries: Entry[] = [];
  #marks: readonly Mark[] = [];
  #test: RowTest = () => true;

  /** Rows that pass, in order. The array is this object's own. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Number of lines. */
  get length(): number {
    return this.#entries.length + this.#marks.length;
  }

  /** Looks at all rows anew. */
  filter(all: readonly Entry[], test: RowTest): void {
    this.#test = test;
    this.#entries.length = 0;
    for (const entry of all) if (test(entry.row, entry.text)) this.#entries.push(entry);
  }

  /** Follows a change of the store. @returns the rows of the change that are shown, in order */
  apply({ added, gone }: StoreChange): readonly Entry[] {
    removeFrom(this.#entries, gone);
    const shown = added.filter(({ row, text }) => this.#test(row, text));
    insertOrdered(this.#entries, shown);
    return shown;
  }

  /** Puts the lines of days and gaps in their places; to be called after each change. */
  mark(gaps: readonly PanelGap[], nextDay = nextLocalDay): void {
    this.#marks =
      this.#entries.length === 0 && gaps.length === 0 ? [] : marksOf(this.#entries, gaps, nextDay);
  }

  /** The line of that index. */
  line(index: number): Line | undefined {
    const marksBefore = this.#marksBefore(index);
    const mark = this.#marks[marksBefore];
    if (mark && mark.before + marksBefore === index) return mark;
    const entry = this.#entries[index - marksBefore];
    return entry && { kind: "row", entry };
  }

  /** Index of the line of the row with that index among the rows. */
  lineOfRow(row: number): number {
    return row + firstNot(this.#marks, ({ before }) => before <= row);
  }

  /** Index among the rows of the first one that is at that line or below; the number of rows when there is none. */
  rowOfLine(index: number): number {
    return Math.min(index - this.#marksBefore(index), this.#entries.length);
  }

  /** Index among the rows at which a place is, or would be. */
  rowAt(place: Place): number {
    return indexOfPlace(this.#entries, place);
  }

  /** The gap whose line stands right above a row. */
  gapBefore(row: number): PanelGap | undefined {
    const mark = this.#marks[firstNot(this.#marks, ({ before }) => before <= row) - 1];
    return mark?.kind === "gap" && mark.before === row ? mark.gap : undefined;
  }

  /** Number of marks whose line is above that of `index`. */
  #marksBefore(index: number): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#marks[middle]?.before ?? 0) + middle < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
