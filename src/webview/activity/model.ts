import type { FromPanel, PanelDetail, PanelFilter, PanelStatus, ToPanel } from "../../protocol/activity.ts";
import { compileFilter, openFilter, riskRank } from "../../protocol/activityFilter.ts";
import { Announcer } from "./list/announcer.ts";
import { RowStore } from "./list/rowStore.ts";
import { ShownRows } from "./list/shownRows.ts";
import { Sequence } from "./sequence.ts";

/** What the page keeps while it is hidden: how it stood, and nothing of any event. */
export interface KeptState {
  readonly filter: PanelFilter;
  readonly follow: boolean;
  readonly selected?: number;
  /** The stretch in which `selected` counts. */
  readonly epoch?: number;
}

/** The state of the page: what the extension sent, and what the person chose. Times in ms since epoch. */
export class ActivityModel {
  readonly store = new RowStore();
  readonly shown = new ShownRows();
  readonly announcer = new Announcer();
  readonly #sequence = new Sequence();
  readonly #post: (message: FromPanel) => void;
  readonly #clock: () => number;
  #filter: PanelFilter;
  #status: PanelStatus | undefined;
  #detail: PanelDetail | undefined;
  #selected: { readonly n: number; readonly epoch: number | undefined } | undefined;
  #wanted: number | undefined;
  #expected = 0;
  #received = 0;
  #unseen = 0;
  #version = 0;
  /** Whether the newest row is kept in sight. */
  #follow: boolean;

  /** @param clock this machine's, ms since epoch */
  constructor(post: (message: FromPanel) => void, clock: () => number, kept?: KeptState) {
    this.#post = post;
    this.#clock = clock;
    this.#filter = kept?.filter ?? openFilter;
    this.#follow = kept?.follow ?? true;
    if (kept?.selected !== undefined) this.#selected = { n: kept.selected, epoch: kept.epoch };
  }

  /** Changes with every change of what is listed. */
  get version(): number {
    return this.#version;
  }

  get filter(): PanelFilter {
    return this.#filter;
  }

  get status(): PanelStatus | undefined {
    return this.#status;
  }

  /** What is said of the selected row, once it has come. */
  get detail(): PanelDetail | undefined {
    return this.#detail?.n === this.selected ? this.#detail : undefined;
  }

  /** Number of the selected row. */
  get selected(): number | undefined {
    return this.#selected?.n;
  }

  get follow(): boolean {
    return this.#follow;
  }

  /** Rows that the extension said would come at first; undefined: they have come. */
  get expected(): number | undefined {
    return this.#received < this.#expected ? this.#expected : undefined;
  }

  /** Rows that came while the newest was not kept in sight. */
  get unseen(): number {
    return this.#unseen;
  }

  /** The services' time. */
  get now(): number {
    return this.#clock() + (this.#status?.clockSkew ?? 0);
  }

  get kept(): KeptState {
    const { epoch } = this.#sequence;
    return {
      filter: this.#filter,
      follow: this.#follow,
      ...(this.#selected && { selected: this.#selected.n }),
      ...(epoch !== undefined && { epoch }),
    };
  }

  /** Says that the page is there. */
  start(): void {
    this.#post({ type: "ready" });
    this.#post({ type: "filter", filter: this.#filter });
  }

  /** Takes a message in. */
  take(message: ToPanel): void {
    switch (message.type) {
      case "reset":
        return this.#reset(message.epoch, message.total);
      case "rows":
        return this.#takeRows(message);
      case "status":
        this.#status = message.status;
        return this.#mark();
      case "detail":
        this.#detail = message.detail;
        return;
      case "filter":
        return this.setFilter(message.filter);
      case "reveal":
        this.#wanted = message.n;
        return;
    }
  }

  setFilter(filter: PanelFilter): void {
    this.#filter = filter;
    this.refilter();
    this.#post({ type: "filter", filter });
  }

  /** Looks at all rows anew, such as when time has passed. */
  refilter(): void {
    this.shown.filter(this.store.entries, compileFilter(this.#filter, this.now));
    this.#mark();
  }

  /** Selects a row and asks what is to be said of it; undefined: none. */
  select(n: number | undefined): void {
    if (n === this.selected) return;
    this.#selected = n === undefined ? undefined : { n, epoch: this.#sequence.epoch };
    if (n !== undefined) this.#post({ type: "select", n });
  }

  setFollow(follow: boolean): void {
    this.#follow = follow;
    if (follow) this.#unseen = 0;
  }

  /** The row that the extension wants to be seen, once: selected, and let through by the filter. */
  takeWanted(): number | undefined {
    const wanted = this.#wanted === undefined ? undefined : this.store.get(this.#wanted);
    if (!wanted) return undefined;
    this.#wanted = undefined;
    const { row, text } = wanted;
    if (!compileFilter(this.#filter, this.now)(row, text)) this.setFilter(openFilter);
    this.setFollow(false);
    this.select(row.n);
    return row.n;
  }

  #reset(epoch: number, total: number): void {
    this.#sequence.reset(epoch);
    this.#expected = total;
    this.#received = 0;
    this.#unseen = 0;
    this.#wanted = undefined;
    this.announcer.clear();
    this.store.clear();
    if (this.#selected?.epoch !== epoch) this.#selected = undefined;
    this.#detail = undefined;
    this.refilter();
    // The page was away: what is said of the row that was selected went with it.
    if (this.#selected) this.#post({ type: "select", n: this.#selected.n });
  }

  #takeRows({ epoch, seq, rows, removed }: Extract<ToPanel, { readonly type: "rows" }>): void {
    const arrival = this.#sequence.take(epoch, seq);
    if (arrival === "hole") this.#post({ type: "ready" });
    if (arrival !== "next") return;
    const loading = this.expected !== undefined;
    // One that was to come and went before it did is told as removed.
    this.#received += rows.length + removed.length;
    const change = this.store.put(rows, removed);
    const shown = this.shown.apply(change).filter(({ row }) => !change.gone.has(row.n));
    if (this.#selected && change.gone.has(this.#selected.n) && !this.store.get(this.#selected.n)) {
      this.#selected = undefined;
    }
    if (!loading) {
      if (!this.#follow) this.#unseen += shown.length;
      this.announcer.add(
        shown.length,
        shown.filter(({ row }) => riskRank[row.severity] >= riskRank.high).length,
      );
    }
    this.#mark();
    this.#post({ type: "ack", epoch, seq });
  }

  #mark(): void {
    const { withinMs } = this.#filter;
    const since = withinMs === undefined ? -Infinity : this.now - withinMs;
    this.shown.mark((this.#status?.gaps ?? []).filter(({ to }) => to > since));
    this.#version++;
  }
}
