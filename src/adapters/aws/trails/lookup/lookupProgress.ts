import { lookupCursor, readLookupCursor, type LookupOwner } from "./lookupCursor.ts";
import type { Window } from "./lookupPage.ts";
import type { LookupRecords } from "./lookupRecords.ts";

/** Windows of the past begin that long, in ms, and grow while they are small. */
const firstStretch = 60 * 60_000;
const leastStretch = 60_000;
const mostStretch = 7 * 24 * 60 * 60_000;
/** What is left of the past is read at once when it is no longer than so many windows. */
const rest = 1.5;
/** A window of fewer than `fewPages` makes one of no more than `manyPages`. */
const growth = 4;
/** Pages of a window below which the next one is longer, and above which it is shorter. */
const fewPages = 5;
const manyPages = 20;

/** Where a source starts. Times in ms since epoch. */
export interface LookupStart {
  readonly since: number;
  /** What time it is at AWS. */
  readonly now: number;
  readonly cursor: string | undefined;
  /** How far behind the end of what an earlier run read it is read again: events came late in the meantime. */
  readonly againMs: number;
}

/** What of the time a source was asked for it has read: everything up to `until` but what is in `todo`. */
export class LookupProgress {
  readonly since: number;
  readonly #owner: LookupOwner;
  #account: string | undefined;
  #until: number;
  #todo: Window[];
  #stretch = firstStretch;

  constructor(owner: LookupOwner, records: LookupRecords, start: LookupStart) {
    const { now, cursor, againMs } = start;
    const since = Math.min(start.since, now);
    const state = readLookupCursor(cursor, owner);
    this.#owner = owner;
    this.since = since;
    this.#until = now;
    this.#todo = [{ from: since, to: now }];
    // One from the future says nothing about what was read.
    if (!state || state.until > now) return;
    // As if they were new: they have to last until the window that holds them is read.
    records.remember(state.ids, now);
    this.#account = state.account;
    const left: Window[] = [{ from: state.until - againMs, to: now }, ...state.todo];
    if (since < state.since) left.push({ from: since, to: state.since });
    this.#todo = joined(
      left.map(({ from, to }) => ({ from: Math.max(from, since), to })).filter(({ from, to }) => from < to),
    );
  }

  /** Up to where was read, but for `todo`. */
  get until(): number {
    return this.#until;
  }

  get isComplete(): boolean {
    return this.#todo.length === 0;
  }

  /** The earliest time that is still to be read. */
  get floor(): number {
    return Math.min(this.#until, ...this.#todo.map(({ from }) => from));
  }

  /** The next window of the past, the newest first; undefined when all is read. */
  next(): Window | undefined {
    const [newest] = this.#todo;
    if (!newest) return undefined;
    const { from, to } = newest;
    // A short rest is no window of its own.
    return { from: to - from < this.#stretch * rest ? from : to - this.#stretch, to };
  }

  /** A window that `next` gave is read. @param pages how many it had */
  finish({ from }: Window, pages: number): void {
    const [newest, ...rest] = this.#todo;
    if (!newest) return;
    this.#todo = from > newest.from ? [{ from: newest.from, to: from }, ...rest] : rest;
    if (pages < fewPages) this.#stretch = Math.min(mostStretch, this.#stretch * growth);
    if (pages > manyPages) this.#stretch = Math.max(leastStretch, this.#stretch / 2);
  }

  /** A newer window is read, up to here. */
  advance(until: number): void {
    this.#until = Math.max(this.#until, until);
  }

  /**
   * Tells whose events came. What was read of another account does not count: the whole time is to be read again.
   * @param account undefined: a record that does not say
   */
  seeAccount(account: string | undefined): void {
    if (account === undefined) return;
    const isOther = this.#account !== undefined && this.#account !== account;
    this.#account = account;
    if (isOther) this.#todo = [{ from: this.since, to: this.#until }];
  }

  /** @param ids of the events that were given and will be read again, the newest last */
  cursor(ids: readonly string[]): string {
    return lookupCursor(this.#owner, {
      account: this.#account,
      since: this.since,
      until: this.#until,
      todo: this.#todo,
      ids,
    });
  }
}

/** Windows, the newest first, of which none touch: however often a source is stopped on its way, there are few. */
function joined(windows: readonly Window[]): Window[] {
  const apart: Window[] = [];
  for (const window of [...windows].sort((a, b) => b.to - a.to)) {
    const newer = apart.at(-1);
    if (newer && window.to >= newer.from)
      apart.splice(-1, 1, { from: Math.min(newer.from, window.from), to: newer.to });
    else apart.push(window);
  }
  return apart;
}
