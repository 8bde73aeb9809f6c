import { css, html, LitElement, nothing } from "lit";
import type { PanelDetail, PanelRow } from "../../../protocol/activity.ts";
import { visibleText } from "../../../protocol/visibleText.ts";
import type { Clock } from "../clock.ts";
import type { Texts } from "../texts.ts";
import { icon, riskIcon } from "./icons.ts";
import { categoryNames, outcomeNames, riskNames } from "./riskNames.ts";
import { sharedStyles } from "./styles.ts";

/** What is said of the selected event. Fires `open` and `close`. */
export class PicketActivityDetails extends LitElement {
  static override properties = {
    row: { attribute: false },
    detail: { attribute: false },
    texts: { attribute: false },
    clock: { attribute: false },
  };
  declare row: PanelRow;
  /** Absent: not come yet. */
  declare detail: PanelDetail | undefined;
  declare texts: Texts;
  declare clock: Clock;

  override render(): unknown {
    const { row, texts } = this;
    const close = texts("hideDetails");
    return html`<section aria-label=${texts("details")}>
      <div class="top">
        ${riskIcon(row.severity)}
        <strong class="cut-off"><bdi>${visibleText(row.name)}</bdi></strong>
        <button class="tool" title=${close} aria-label=${close} @click=${() => this.#fire("close")}>
          ${icon("close")}
        </button>
      </div>
      <div class="top">
        <span class=${row.severity}>${texts(riskNames[row.severity])}</span>
        <span class="muted">${texts(categoryNames[row.category])}</span>
        ${row.write && row.category !== "write" ? html`<span class="muted">${texts("write")}</span>` : nothing}
        <button class="link" @click=${() => this.#fire("open")}>${texts("open")}</button>
      </div>
      ${this.#reasons()}
      <dl>
        ${this.#facts().map(
          ([label, text]) =>
            html`<dt>${label}</dt>
              <dd><bdi>${visibleText(text)}</bdi></dd>`,
        )}
      </dl>
    </section>`;
  }

  #reasons(): unknown {
    const { detail, texts } = this;
    if (!detail) return nothing;
    const technique = detail.technique === undefined ? nothing : this.#technique(detail.technique);
    return html`
      ${
        detail.reasons.length === 0
          ? nothing
          : html`<ul>
              ${detail.reasons.map((reason) => html`<li>${visibleText(reason)}</li>`)}
            </ul>`
      }
      ${technique === nothing ? nothing : html`<p>${texts("technique")}: ${technique}</p>`}
    `;
  }

  #technique(technique: string): unknown {
    const [, id, part] = /^(T\d{4})(?:\.(\d{3}))?$/.exec(technique) ?? [];
    if (id === undefined) return visibleText(technique);
    const path = part === undefined ? id : `${id}/${part}`;
    return html`<a href="https://attack.mitre.org/techniques/${path}/">${technique}</a>`;
  }

  /** What the row itself says, then what came for it. */
  #facts(): readonly (readonly [label: string, text: string])[] {
    const { row, texts, clock, detail } = this;
    const outcome = texts(outcomeNames[row.outcome]);
    return [
      [texts("time"), row.time === undefined ? texts("noTime") : clock.full(row.time)],
      ...(row.resource === "" ? [] : [[texts("resource"), row.resource] as const]),
      [texts("outcome"), row.errorCode === undefined ? outcome : `${outcome}: ${row.errorCode}`],
      ...(detail?.facts ?? []),
    ];
  }

  #fire(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        flex: none;
        max-height: 45%;
        overflow: auto;
        padding: 4px 8px 8px 12px;
        border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, currentColor));
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 10px;
        min-height: 22px;
      }
      .top:first-child {
        flex-wrap: nowrap;
        gap: 6px;
      }
      strong {
        flex: 1;
        min-width: 0;
      }
      .link {
        padding: 0;
        border: 0;
        background: none;
        color: var(--vscode-textLink-foreground);
        font: inherit;
        cursor: pointer;
      }
      .link:hover {
        text-decoration: underline;
      }
      ul {
        margin: 4px 0;
        padding-inline-start: 18px;
      }
      p {
        margin: 4px 0;
      }
      a {
        color: var(--vscode-textLink-foreground);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(60px, max-content) 1fr;
        gap: 2px 10px;
        margin: 4px 0 0;
      }
      dt {
        color: var(--vscode-descriptionForeground);
      }
      dd {
        margin: 0;
        min-width: 0;
        overflow-wrap: anywhere;
        user-select: text;
      }
    `,
  ];
}

customElements.define("picket-activity-details", PicketActivityDetails);
