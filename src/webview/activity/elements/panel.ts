import { html, LitElement, nothing } from "lit";
import type { PanelCommand, PanelFilter, PanelRowContext } from "../../../protocol/activity.ts";
import { narrowings, openFilter } from "../../../protocol/activityFilter.ts";
import { Clock } from "../clock.ts";
import { connectHost, type Host } from "../host.ts";
import { ActivityModel } from "../model.ts";
import { readTexts } from "../texts.ts";
import "./details.ts";
import { PicketActivityFilters } from "./filters.ts";
import { numberAt, PicketActivityGrid } from "./grid.ts";
import { pageStyles, panelStyles } from "./panelStyles.ts";
import "./sparkline.ts";
import "./status.ts";
import { sharedStyles } from "./styles.ts";

/** Time between two looks at the clock, ms: `12 sec. ago`, and what is still in the last 15 minutes. */
const tick = 1_000;
/** Ticks between two looks at which rows have become too old for the filter. */
const ticksToRefilter = 10;

/** The whole page: holds the model, and lets the elements below draw it. */
export class PicketActivity extends LitElement {
  static override properties = { said: { state: true } };
  declare said: string;
  readonly #host: Host = connectHost();
  readonly #texts = readTexts(document);
  readonly #clock = new Clock(this.#texts, document.documentElement.lang);
  readonly #model = new ActivityModel(
    (message) => this.#host.post(message),
    () => Date.now(),
    this.#host.kept(),
  );
  #ticks = 0;
  #ticker: number | undefined;

  constructor() {
    super();
    this.said = "";
    this.#host.listen((message) => {
      this.#model.take(message);
      this.#changed();
    });
    this.addEventListener("contextmenu", this.#menu);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, pageStyles];
    this.#ticker = setInterval(() => this.#tick(), tick);
    this.#model.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticker);
  }

  override render(): unknown {
    const { status } = this.#model;
    if (!status) return nothing;
    return html`
      <picket-activity-status
        .status=${status}
        .texts=${this.#texts}
        .clock=${this.#clock}
        .now=${this.#model.now}
        @command=${({ detail }: CustomEvent<PanelCommand>) => this.#host.post({ type: "command", command: detail })}
        @pause=${({ detail }: CustomEvent<boolean>) => this.#host.post({ type: "pause", paused: detail })}
      ></picket-activity-status>
      ${status.state === "off" ? nothing : this.#list()}
      <div class="said" role="log" aria-live="polite">${this.said}</div>
    `;
  }

  #list(): unknown {
    const model = this.#model;
    return html`
      <picket-activity-filters
        .filter=${model.filter}
        .services=${model.store.services}
        .atSource=${model.status?.writesOnlyAtSource ?? "no"}
        .shown=${model.shown.entries.length}
        .held=${model.store.entries.length}
        .texts=${this.#texts}
        @narrow=${({ detail }: CustomEvent<PanelFilter>) => this.#narrow(detail)}
        @atSource=${({ detail }: CustomEvent<boolean>) =>
          this.#host.post({ type: "writesOnlyAtSource", on: detail })}
        @leave=${() => this.#grid?.focus()}
      ></picket-activity-filters>
      <picket-activity-sparkline
        .entries=${model.shown.entries}
        .version=${model.version}
        .texts=${this.#texts}
        .clock=${this.#clock}
        .now=${model.now}
        @jump=${({ detail }: CustomEvent<number>) => this.#jump(detail)}
      ></picket-activity-sparkline>
      <div class="list">${this.#empty()}${this.#rows()}</div>
      ${this.#details()}
    `;
  }

  #rows(): unknown {
    const model = this.#model;
    return html`<picket-activity-grid
      .model=${model}
      .version=${model.version}
      .selected=${model.selected}
      .follow=${model.follow}
      .unseen=${model.unseen}
      .texts=${this.#texts}
      .clock=${this.#clock}
      @pick=${({ detail }: CustomEvent<number>) => this.#select(detail)}
      @open=${({ detail }: CustomEvent<number>) => this.#host.post({ type: "open", n: detail })}
      @follow=${({ detail }: CustomEvent<boolean>) => this.#follow(detail)}
      @hold=${() => this.#host.post({ type: "pause", paused: model.status?.state !== "paused" })}
      @find=${() => this.#filters?.focusText()}
      @escape=${() => this.#escape()}
    ></picket-activity-grid>`;
  }

  #empty(): unknown {
    const { shown, store, filter, expected } = this.#model;
    if (shown.length > 0) return nothing;
    const texts = this.#texts;
    const held = store.entries.length;
    if (expected !== undefined) return html`<p class="empty">${texts("loadingRows", held, expected)}</p>`;
    if (held === 0) return html`<p class="empty">${texts("empty")}</p>`;
    return html`<p class="empty">
      ${texts("emptyFiltered")}
      ${
        narrowings(filter) === 0
          ? nothing
          : html`<button @click=${() => this.#narrow(openFilter)}>${texts("clearFilters")}</button>`
      }
    </p>`;
  }

  #details(): unknown {
    const { selected, store, detail } = this.#model;
    const row = selected === undefined ? undefined : store.get(selected)?.row;
    if (!row) return nothing;
    return html`<picket-activity-details
      .row=${row}
      .detail=${detail}
      .texts=${this.#texts}
      .clock=${this.#clock}
      @open=${() => this.#host.post({ type: "open", n: row.n })}
      @close=${() => this.#select(undefined)}
    ></picket-activity-details>`;
  }

  #narrow(filter: PanelFilter): void {
    this.#model.setFilter(filter);
    this.#changed();
  }

  /** Whoever looks at an event reads: the list stands still from then on. */
  #select(n: number | undefined): void {
    this.#model.select(n);
    if (n === undefined) this.#grid?.focus();
    else this.#model.setFollow(false);
    this.#changed();
  }

  #follow(follow: boolean): void {
    if (follow === this.#model.follow) return;
    this.#model.setFollow(follow);
    this.#changed();
  }

  #jump(time: number): void {
    this.#model.setFollow(false);
    this.#grid?.jump(time);
    this.#changed();
  }

  #escape(): void {
    if (this.#model.selected === undefined) this.#narrow(openFilter);
    else this.#select(undefined);
  }

  #changed(): void {
    const wanted = this.#model.takeWanted();
    this.#host.keep(this.#model.kept);
    this.#say();
    this.requestUpdate();
    if (wanted !== undefined) void this.updateComplete.then(() => this.#grid?.reveal(wanted));
  }

  #tick(): void {
    this.#ticks++;
    if (this.#model.filter.withinMs !== undefined && this.#ticks % ticksToRefilter === 0)
      this.#model.refilter();
    this.#say();
    this.requestUpdate();
  }

  #say(): void {
    const said = this.#model.announcer.take(performance.now());
    if (said) this.said = this.#texts("announceNew", said.events, said.loud);
  }

  /**
   * The editor looks for the context of its native menu from the element that the document sees, which is this one for all
   * that happens in it.
   */
  readonly #menu = (event: Event): void => {
    if (!(event instanceof MouseEvent)) return;
    const atPointer = numberAt(event);
    const grid = this.#grid;
    const n = atPointer ?? (grid && event.composedPath().includes(grid) ? this.#model.selected : undefined);
    if (n === undefined) {
      delete this.dataset["vscodeContext"];
      return;
    }
    const context: PanelRowContext = { webviewSection: "event", n, preventDefaultContextMenuItems: true };
    this.dataset["vscodeContext"] = JSON.stringify(context);
    if (atPointer === undefined) grid?.menuAtSelected(event);
    else this.#select(n);
  };

  get #grid(): PicketActivityGrid | undefined {
    const grid = this.renderRoot.querySelector("picket-activity-grid");
    return grid instanceof PicketActivityGrid ? grid : undefined;
  }

  get #filters(): PicketActivityFilters | undefined {
    const filters = this.renderRoot.querySelector("picket-activity-filters");
    return filters instanceof PicketActivityFilters ? filters : undefined;
  }

  static override styles = [sharedStyles, panelStyles];
}
