import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { PanelStringName } from "../../../protocol/panelStrings.ts";
import type { Clock } from "../clock.ts";
import { rowForKey } from "../list/rowForKey.ts";
import { Viewport } from "../list/viewport.ts";
import type { ActivityModel } from "../model.ts";
import type { Texts } from "../texts.ts";
import { gridStyles } from "./gridStyles.ts";
import { icon } from "./icons.ts";
import { columns, drawLine, rowId, type LineContext } from "./line.ts";
import { sharedStyles } from "./styles.ts";

/** Widths below which a row has two lines, and below which the outcome is an icon; CSS pixels. */
const folds = { stacked: 460, compact: 680 };

/**
 * The list. Only the lines that are seen are elements, whatever their number. The focus stays on the grid, as in the
 * editor's own lists: the selected row is its active descendant. Fires `pick` (number of a row or undefined), `open`
 * (number), `follow` (boolean), `hold` (Space), `find` and `escape`.
 */
export class PicketActivityGrid extends LitElement {
  static override properties = {
    model: { attribute: false },
    version: { attribute: false },
    selected: { attribute: false },
    follow: { attribute: false },
    unseen: { attribute: false },
    texts: { attribute: false },
    clock: { attribute: false },
    fold: { state: true },
    sizes: { state: true },
  };
  declare model: ActivityModel;
  declare version: number;
  declare selected: number | undefined;
  declare follow: boolean;
  declare unseen: number;
  declare texts: Texts;
  declare clock: Clock;
  declare fold: "stacked" | "compact" | "wide";
  declare sizes: string;
  #viewport: Viewport | undefined;
  /** Where the browser stands since the page scrolled it. */
  #applied = 0;
  /** Row that stays in sight when the list gets lower, as when its details open below it. */
  #inSight: number | undefined;
  readonly #observer = new ResizeObserver(() => (this.sizes = this.#measure()));

  constructor() {
    super();
    this.fold = "wide";
    this.sizes = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override focus(): void {
    this.#scroller?.focus();
  }

  /** Scrolls to the row with that number. */
  reveal(n: number): void {
    const entry = this.model.store.get(n);
    if (entry) this.#view.reveal(this.model.shown.rowAt(entry.row), true);
    this.requestUpdate();
  }

  /** Scrolls to the first event at or after a time, ms since epoch. */
  jump(time: number): void {
    this.#view.raise(Math.min(this.model.shown.rowAt({ time, n: -1 }), this.model.shown.entries.length - 1));
    this.requestUpdate();
  }

  /** A menu asked for by a key opens where the pointer's would: at the selected row. */
  menuAtSelected(event: Event): void {
    const row = this.renderRoot.querySelector(".row.selected");
    if (!row) return;
    event.preventDefault();
    event.stopPropagation();
    const { left, bottom } = row.getBoundingClientRect();
    const at = { clientX: left + 24, clientY: bottom - 4 };
    row.dispatchEvent(
      new MouseEvent("contextmenu", { ...at, bubbles: true, composed: true, cancelable: true }),
    );
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has("selected")) this.#inSight = this.selected;
    if (["version", "follow", "sizes"].some((name) => changed.has(name))) this.#view.settle(this.follow);
    const row = this.#inSight === undefined ? undefined : this.#rowOf(this.#inSight);
    if (row !== undefined && changed.has("sizes") && !this.follow) this.#view.reveal(row);
  }

  override render(): unknown {
    const { shown } = this.model;
    const { first, end } = this.#view.drawn;
    const context: LineContext = {
      texts: this.texts,
      clock: this.clock,
      now: this.model.now,
      selected: this.selected,
    };
    const indices = Array.from({ length: end - first }, (_, at) => first + at);
    const { slots } = this.#view;
    // An element is used again for the line that comes a window later: scrolling touches those that change and no others.
    const lines = repeat(
      indices,
      (index) => index % slots,
      (index) => this.#line(index, context),
    );
    const active = this.selected !== undefined && this.#rowOf(this.selected) !== undefined;
    return html`
      <div
        class="scroller ${this.fold}"
        role="grid"
        tabindex="0"
        aria-label=${this.texts("grid")}
        aria-rowcount=${shown.length + 1}
        aria-colcount=${columns.length}
        aria-activedescendant=${active ? rowId(this.selected ?? 0) : nothing}
        @scroll=${this.#scrolled}
        @click=${this.#click}
        @dblclick=${this.#open}
        @keydown=${this.#key}
      >
        <div class="head" role="row" aria-rowindex="1">
          ${columns.map((name, index) => this.#heading(name, index))}
        </div>
        <div class="content" role="presentation"><div class="lines" role="presentation">${lines}</div></div>
      </div>
      ${this.#pill()}
    `;
  }

  #line(index: number, context: LineContext): unknown {
    const { shown } = this.model;
    const line = shown.line(index);
    const gap = line?.kind === "row" ? shown.gapBefore(shown.rowOfLine(index)) : undefined;
    return line ? drawLine(line, index, gap, context) : nothing;
  }

  #heading(name: PanelStringName, index: number): unknown {
    return html`<span role="columnheader" class="cut-off" aria-colindex=${index + 1}
      >${this.texts(name)}</span
    >`;
  }

  #pill(): unknown {
    if (this.follow || this.model.shown.length === 0 || this.#view.atEnd) return nothing;
    const { unseen, texts } = this;
    const text = unseen === 0 ? "" : unseen === 1 ? texts("newEvent") : texts("newEvents", unseen);
    const title = texts("toNewest");
    return html`<button
      class="pill ${text === "" ? "quiet" : ""}"
      title=${title}
      aria-label=${text === "" ? title : `${text}. ${title}`}
      @click=${() => this.#fire("follow", true)}
    >
      ${icon("down")}${text}
    </button>`;
  }

  override firstUpdated(): void {
    if (this.#scroller) this.#observer.observe(this.#scroller);
  }

  override updated(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { contentHeight, drawn, scrollTop } = this.#view;
    const [content, lines] = [".content", ".lines"].map((name) =>
      this.renderRoot.querySelector<HTMLElement>(name),
    );
    if (content) content.style.height = `${contentHeight}px`;
    if (lines) lines.style.transform = `translateY(${drawn.top}px)`;
    // Reading it costs a layout, which the frame needs anyway; the browser may have changed it when the content shrank.
    if (Math.abs(scroller.scrollTop - scrollTop) >= 1) scroller.scrollTop = scrollTop;
    this.#applied = scroller.scrollTop;
  }

  /** Takes the sizes of the list. @returns them, as a text to compare */
  #measure(): string {
    const scroller = this.#scroller;
    if (!scroller) return this.sizes;
    const width = scroller.clientWidth;
    this.fold = width < folds.stacked ? "stacked" : width < folds.compact ? "compact" : "wide";
    const single = Math.round(Number.parseFloat(getComputedStyle(scroller).fontSize) * 1.7) || 22;
    const stacked = this.fold === "stacked";
    const line = stacked ? Math.round(single * 1.8) : single;
    // Stacked, the header is there for screen readers alone.
    const height = scroller.clientHeight - (stacked ? 0 : single);
    // Only where it changed: it is a reason to look at the style of every line.
    if (this.#view.lineHeight !== line || this.sizes === "") {
      scroller.style.setProperty("--single", `${single}px`);
      scroller.style.setProperty("--line", `${line}px`);
    }
    this.#view.resize(height, line);
    return `${scroller.clientHeight} ${line}`;
  }

  readonly #scrolled = (): void => {
    const top = this.#scroller?.scrollTop ?? 0;
    // The page's own scrolling, and the browser's where the list became lower: the person did nothing.
    if (Math.abs(top - this.#applied) < 1) return;
    const before = this.sizes;
    this.sizes = this.#measure();
    if (this.sizes !== before) return;
    this.#applied = top;
    this.#inSight = undefined;
    this.#view.scroll(top);
    if (this.#view.atEnd !== this.follow) this.#fire("follow", this.#view.atEnd);
    this.requestUpdate();
  };

  readonly #click = (event: MouseEvent): void => {
    const n = numberAt(event);
    if (n !== undefined) this.#fire("pick", n);
  };

  readonly #open = (event: MouseEvent): void => {
    const n = numberAt(event);
    if (n !== undefined) this.#fire("open", n);
  };

  readonly #key = (event: KeyboardEvent): void => {
    const find = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f";
    if (find) this.#fire("find", undefined);
    else if (event.ctrlKey || event.metaKey || event.altKey || !this.#press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** @returns whether the key does something here */
  #press(key: string): boolean {
    const last = this.model.shown.entries.length - 1;
    const at = this.selected === undefined ? undefined : this.#rowOf(this.selected);
    const target = rowForKey(key, at, this.#firstSeen(), this.#view.page, last);
    if (target !== undefined) return this.#pickRow(target, key === "End");
    if (key === "Enter" && this.selected !== undefined) this.#fire("open", this.selected);
    else if (key === " ") this.#fire("hold", undefined);
    else if (key === "/") this.#fire("find", undefined);
    else if (key === "Escape") this.#fire("escape", undefined);
    else return false;
    return true;
  }

  #pickRow(row: number, follow: boolean): boolean {
    const entry = this.model.shown.entries[row];
    if (!entry) return true;
    this.#view.reveal(row);
    this.#fire("pick", entry.row.n);
    if (follow) this.#fire("follow", true);
    this.requestUpdate();
    return true;
  }

  #firstSeen(): number {
    const { shown } = this.model;
    return shown.rowOfLine(Math.ceil(this.#view.scrollTop / this.#view.lineHeight));
  }

  /** Index among the shown rows; undefined: filtered out. */
  #rowOf(n: number): number | undefined {
    const entry = this.model.store.get(n);
    if (!entry) return undefined;
    const row = this.model.shown.rowAt(entry.row);
    return this.model.shown.entries[row] === entry ? row : undefined;
  }

  get #view(): Viewport {
    return (this.#viewport ??= new Viewport(this.model.shown));
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".scroller");
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  static override styles = [sharedStyles, gridStyles];
}

/** Number of the row that an event happened in. */
export function numberAt(event: Event): number | undefined {
  const row = event
    .composedPath()
    .find(
      (element): element is HTMLElement =>
        element instanceof HTMLElement && element.dataset["n"] !== undefined,
    );
  return row && Number(row.dataset["n"]);
}

customElements.define("picket-activity-grid", PicketActivityGrid);
