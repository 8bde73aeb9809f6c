import { css, html, LitElement, nothing } from "lit";
import { visibleText } from "../../../protocol/visibleText.ts";
import type { Texts } from "../texts.ts";
import { icon } from "./icons.ts";
import { sharedStyles } from "./styles.ts";

/** Most services to choose from at once; an attacker can make up as many as there are events. */
const most = 300;

/** Chooses services, with how many events each has. Fires `choose` with the chosen ones. */
export class PicketActivityServices extends LitElement {
  static override properties = {
    counts: { attribute: false },
    chosen: { attribute: false },
    texts: { attribute: false },
    open: { state: true },
  };
  declare counts: ReadonlyMap<string, number>;
  declare chosen: readonly string[];
  declare texts: Texts;
  declare open: boolean;
  /** As they were when the list was opened: a list that moves under the pointer cannot be used. */
  #listed: readonly (readonly [service: string, count: number])[] = [];

  constructor() {
    super();
    this.open = false;
  }

  override render(): unknown {
    const { texts } = this;
    return html`
      <button class="face" popovertarget="list" aria-label="${texts("filterService")}: ${this.#face()}">
        <span class="cut-off"><bdi>${this.#face()}</bdi></span
        >${icon("chevron")}
      </button>
      <div
        id="list"
        popover="auto"
        role="group"
        aria-label=${texts("filterService")}
        @beforetoggle=${this.#toggle}
      >
        ${this.open ? this.#options() : nothing}
      </div>
    `;
  }

  #face(): string {
    const [first] = this.chosen;
    if (first === undefined) return this.texts("allServices");
    return this.chosen.length === 1 ? visibleText(first) : this.texts("servicesChosen", this.chosen.length);
  }

  #options(): unknown {
    return [
      this.#option(this.texts("allServices"), this.chosen.length === 0, undefined, () => []),
      ...this.#listed.map(([service, count]) =>
        this.#option(visibleText(service), this.chosen.includes(service), count, () =>
          this.chosen.includes(service)
            ? this.chosen.filter((one) => one !== service)
            : [...this.chosen, service],
        ),
      ),
    ];
  }

  #option(name: string, on: boolean, count: number | undefined, next: () => readonly string[]): unknown {
    const choose = (): void => {
      this.dispatchEvent(new CustomEvent("choose", { detail: next() }));
    };
    return html`<label>
      <input type="checkbox" .checked=${on} @change=${choose} />
      <span class="cut-off" title=${name}><bdi>${name}</bdi></span>
      ${count === undefined ? nothing : html`<span class="muted">${this.texts.number(count)}</span>`}
    </label>`;
  }

  readonly #toggle = (event: Event): void => {
    this.open = event instanceof ToggleEvent && event.newState === "open";
    if (!this.open) return;
    const chosen = this.chosen.map((service) => [service, this.counts.get(service) ?? 0] as const);
    const others = [...this.counts].filter(([service]) => !this.chosen.includes(service));
    others.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    this.#listed = [...chosen, ...others].slice(0, most);
    this.#place(event.target);
  };

  /** Below the button, or above it where there is more room, and never outside of the page. */
  #place(list: EventTarget | null): void {
    if (!(list instanceof HTMLElement)) return;
    const face = this.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - face.bottom >= Math.min(220, face.top);
    const width = Math.min(clientWidth - 8, Math.max(200, face.width));
    list.style.width = `${width}px`;
    list.style.left = `${Math.max(4, Math.min(face.left, clientWidth - width - 4))}px`;
    list.style.top = below ? `${face.bottom + 2}px` : "auto";
    list.style.bottom = below ? "auto" : `${clientHeight - face.top + 2}px`;
    list.style.maxHeight = `${Math.max(120, (below ? clientHeight - face.bottom : face.top) - 10)}px`;
  }

  static override styles = [
    sharedStyles,
    css`
      .face {
        display: flex;
        align-items: center;
        gap: 2px;
        width: 100%;
        height: 24px;
        padding: 0 2px 0 6px;
        border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
        border-radius: 2px;
        background: var(--vscode-dropdown-background);
        color: var(--vscode-dropdown-foreground);
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      .face .cut-off {
        flex: 1;
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 4px 0;
        overflow: auto;
        border: 1px solid var(--vscode-dropdown-border, var(--vscode-contrastBorder, transparent));
        background: var(--vscode-dropdown-listBackground, var(--vscode-dropdown-background));
        color: var(--vscode-dropdown-foreground);
        font: inherit;
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
      }
      label {
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 2px 8px;
        cursor: pointer;
      }
      label:hover {
        background: var(--vscode-list-hoverBackground);
      }
      label .cut-off {
        flex: 1;
      }
      input {
        flex: none;
        margin: 0;
        accent-color: var(--vscode-button-background);
      }
    `,
  ];
}

customElements.define("picket-activity-services", PicketActivityServices);
