import type { FeedRow } from "../../core/activity/feed/feedRow.ts";
import type { PanelRow, ToPanel } from "../../protocol/activity.ts";

export interface RowFlowOptions {
  readonly send: (message: Extract<ToPanel, { type: "reset" | "rows" }>) => void;
  readonly toRow: (row: FeedRow) => PanelRow;
  /** Calls back after so many ms. @returns what calls it off */
  readonly later: (run: () => void, ms: number) => () => void;
}

/** Rows of one message: what the page takes in without a long frame. */
const rowsAtOnce = 1000;
/** Messages that may wait for their `ack`. */
const ahead = 3;
/** Between two messages of live rows, in ms: a person cannot read faster. */
const between = 150;

/**
 * Rows on their way to the page: gathered, in order, in numbered messages, and never more of them than the page keeps up
 * with. A row that changes while it waits goes out once, as it is then.
 */
export class RowFlow {
  readonly #options: RowFlowOptions;
  readonly #waiting = new Map<number, FeedRow>();
  readonly #removed = new Set<number>();
  #epoch = 0;
  #seq = 0;
  #acked = 0;
  #callOff: (() => void) | undefined;
  #running = false;
  #paused = false;

  constructor(options: RowFlowOptions) {
    this.#options = options;
  }

  /** Rows that are on their way. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** While paused, everything waits. */
  pause(paused: boolean): void {
    this.#paused = paused;
    if (!paused) this.#pump();
  }

  /** Starts again with these rows: the page forgets what it has. The newest go first, since they are looked at. */
  reset(rows: readonly FeedRow[]): void {
    this.stop();
    this.#running = true;
    this.#epoch++;
    this.#paused = false;
    this.#options.send({ type: "reset", epoch: this.#epoch, total: rows.length });
    const older = Math.max(0, rows.length - rowsAtOnce);
    for (const row of rows.slice(older)) this.#waiting.set(row.n, row);
    for (const row of rows.slice(0, older)) this.#waiting.set(row.n, row);
    this.#pump();
  }

  /** Rows that are new or changed, and numbers of rows that went. Nothing happens before the first `reset`. */
  push(rows: readonly FeedRow[], removed: readonly number[]): void {
    if (!this.#running) return;
    for (const row of rows) this.#waiting.set(row.n, row);
    for (const n of removed) {
      this.#waiting.delete(n);
      this.#removed.add(n);
    }
    this.#soon();
  }

  /** The page has taken a message in. */
  ack(epoch: number, seq: number): void {
    if (epoch !== this.#epoch || seq <= this.#acked || seq > this.#seq) return;
    this.#acked = seq;
    if (this.#waiting.size >= rowsAtOnce) this.#pump();
    else this.#soon();
  }

  /** Forgets what waits: the page is gone. */
  stop(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#waiting.clear();
    this.#removed.clear();
    this.#seq = 0;
    this.#acked = 0;
    this.#running = false;
  }

  #soon(): void {
    if (this.#paused || this.#callOff || (this.#waiting.size === 0 && this.#removed.size === 0)) return;
    this.#callOff = this.#options.later(() => {
      this.#callOff = undefined;
      this.#pump();
    }, between);
  }

  #pump(): void {
    const mayGo = (): boolean => this.#running && !this.#paused && this.#seq - this.#acked < ahead;
    while (mayGo() && this.#waiting.size + this.#removed.size > 0) {
      const rows: PanelRow[] = [];
      for (const [n, row] of this.#waiting) {
        if (rows.length >= rowsAtOnce) break;
        rows.push(this.#options.toRow(row));
        this.#waiting.delete(n);
      }
      const removed = [...this.#removed];
      this.#removed.clear();
      this.#options.send({ type: "rows", epoch: this.#epoch, seq: ++this.#seq, rows, removed });
    }
  }
}
