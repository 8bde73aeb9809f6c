import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import { html, LitElement, nothing } from "lit";
import type { PanelFilter, PanelStatus } from "../../../protocol/activity.ts";
import { narrowings, openFilter, severities } from "../../../protocol/activityFilter.ts";
import type { PanelStringName } from "../../../protocol/panelStrings.ts";
import { visibleText } from "../../../protocol/visibleText.ts";
import type { Texts } from "../texts.ts";
import { filterStyles } from "./filterStyles.ts";
import { icon } from "./icons.ts";
import { riskNames } from "./riskNames.ts";
import "./services.ts";
import { sharedStyles } from "./styles.ts";

/** Time that a person may take to the next key before the list is filtered, ms. */
const typing = 60;

const times: readonly (readonly [name: PanelStringName, withinMs: number | undefined])[] = [
  ["allTime", undefined],
  ["last15Minutes", 15 * 60_000],
  ["lastHour", 3_600_000],
  ["last24Hours", 86_400_000],
  ["lastWeek", 7 * 86_400_000],
];

/** The row of filters. Fires `narrow` with the filter, `atSource` with whether AWS is asked for writes only, and `leave`. */
export class PicketActivityFilters extends LitElement {
  static override properties = {
    filter: { attribute: false },
    services: { attribute: false },
    atSource: { attribute: false },
    shown: { attribute: false },
    held: { attribute: false },
    texts: { attribute: false },
    open: { state: true },
  };
  declare filter: PanelFilter;
  declare services: ReadonlyMap<string, number>;
  declare atSource: PanelStatus["writesOnlyAtSource"];
  declare shown: number;
  declare held: number;
  declare texts: Texts;
  /** Whether a narrow page shows more than the text. */
  declare open: boolean;
  #timer: number | undefined;

  constructor() {
    super();
    this.open = false;
  }

  /** Puts the cursor into the text. */
  focusText(): void {
    const field = this.renderRoot.querySelector<HTMLElement>("vscode-textfield");
    field?.focus();
  }

  override render(): unknown {
    const { texts, filter } = this;
    const label = texts("filterText");
    return html`<div class="bar">
      <div class="line">
        <vscode-textfield
          type="search"
          .label=${label}
          placeholder=${label}
          maxlength="1000"
          .value=${filter.text}
          @input=${this.#type}
          @keydown=${this.#key}
        ></vscode-textfield>
        ${this.#badge()}
        <button
          class="tool more-button"
          aria-expanded=${this.open}
          aria-label=${texts("filters")}
          title=${texts("filters")}
          @click=${() => (this.open = !this.open)}
        >
          ${icon("funnel")}${this.#number()}
        </button>
      </div>
      <div class="line more ${this.open ? "open" : ""}">
        ${this.#risk()} ${this.#time()} ${this.#serviceField()} ${this.#toggles()}
      </div>
      <div class="line count">
        <span class="number muted">${texts("shown", this.shown, this.held)}</span>
        ${this.#chip()} ${this.#clear()}
      </div>
    </div>`;
  }

  #number(): unknown {
    const set = narrowings({ ...this.filter, text: "" });
    return set === 0 ? nothing : html`<span>${this.texts.number(set)}</span>`;
  }

  #badge(): unknown {
    return html`<span class="badge" title=${this.texts("localHint")}>${this.texts("local")}</span>`;
  }

  #risk(): unknown {
    const { texts, filter } = this;
    const options = severities.map((severity) => {
      const name = texts(riskNames[severity]);
      const label =
        severity === "info" ? texts("all") : severity === "critical" ? name : texts("riskAtLeast", name);
      return html`<option value=${severity} .selected=${severity === filter.minRisk}>${label}</option>`;
    });
    const choose = (value: string): void => {
      const minRisk = severities.find((severity) => severity === value);
      if (minRisk) this.#narrow({ minRisk });
    };
    return this.#select("filterRisk", options.reverse(), choose);
  }

  #time(): unknown {
    const { texts, filter } = this;
    const options = times.map(
      ([name, withinMs], index) =>
        html`<option value=${index} .selected=${withinMs === filter.withinMs}>${texts(name)}</option>`,
    );
    return this.#select("filterTime", options, (value) => {
      const withinMs = times[Number(value)]?.[1];
      const { withinMs: _before, ...rest } = this.filter;
      this.#set(withinMs === undefined ? rest : { ...rest, withinMs });
    });
  }

  #select(name: PanelStringName, options: readonly unknown[], choose: (value: string) => void): unknown {
    const label = this.texts(name);
    const change = (event: Event): void => {
      if (event.target instanceof HTMLSelectElement) choose(event.target.value);
    };
    return html`<span class="field">
      <select aria-label=${label} title=${label} @change=${change}>
        ${options}
      </select>
      ${this.#badge()}
    </span>`;
  }

  #serviceField(): unknown {
    return html`<span class="field">
      <picket-activity-services
        .counts=${this.services}
        .chosen=${this.filter.services}
        .texts=${this.texts}
        @choose=${({ detail }: CustomEvent<readonly string[]>) => this.#narrow({ services: detail })}
      ></picket-activity-services>
      ${this.#badge()}
    </span>`;
  }

  #toggles(): unknown {
    const { texts, filter, atSource } = this;
    const on = atSource === "on";
    const ask = (): void => {
      this.dispatchEvent(new CustomEvent("atSource", { detail: !on }));
    };
    const atAws = html`<button class="badge" aria-pressed=${on} title=${texts("apiHint")} @click=${ask}>
      ${texts("api")}<span class="unseen">: ${texts("writesAtSource")}</span>
    </button>`;
    return html`
      <span class="field toggle">
        ${this.#toggle("writesOnly", filter.writesOnly, () => this.#narrow({ writesOnly: !filter.writesOnly }))}
        ${this.#badge()}${atSource === "no" ? nothing : atAws}
      </span>
      <span class="field toggle">
        ${this.#toggle("deniedOnly", filter.deniedOnly, () => this.#narrow({ deniedOnly: !filter.deniedOnly }))}
        ${this.#badge()}
      </span>
    `;
  }

  #toggle(name: PanelStringName, on: boolean, flip: () => void): unknown {
    return html`<button class="tool" aria-pressed=${on} @click=${flip}>${this.texts(name)}</button>`;
  }

  #chip(): unknown {
    const { names } = this.filter;
    if (names.length === 0) return nothing;
    const label = this.texts("onlyNames", names.map(visibleText).join(", "));
    return html`<button class="chip" title=${label} @click=${() => this.#narrow({ names: [] })}>
      <span class="cut-off"><bdi>${label}</bdi></span
      >${icon("close")}
    </button>`;
  }

  #clear(): unknown {
    if (narrowings(this.filter) === 0) return nothing;
    return html`<button class="link" @click=${() => this.#set(openFilter)}>
      ${this.texts("clearFilters")}
    </button>`;
  }

  readonly #type = (event: Event): void => {
    const field = event.target;
    if (!(field instanceof HTMLElement) || !("value" in field)) return;
    const text = String(field.value);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#narrow({ text }), typing);
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.filter.text !== "") this.#narrow({ text: "" });
    else if (event.key === "ArrowDown" || event.key === "Enter" || event.key === "Escape") {
      this.dispatchEvent(new CustomEvent("leave"));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #narrow(part: Partial<PanelFilter>): void {
    this.#set({ ...this.filter, ...part });
  }

  #set(filter: PanelFilter): void {
    clearTimeout(this.#timer);
    this.dispatchEvent(new CustomEvent("narrow", { detail: filter }));
  }

  static override styles = [sharedStyles, filterStyles];
}

customElements.define("picket-activity-filters", PicketActivityFilters);
