import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-progress-bar/index.js";
import { html, LitElement, nothing } from "lit";
import type { PanelCommand, PanelStatus } from "../../../protocol/activity.ts";
import type { PanelStringName } from "../../../protocol/panelStrings.ts";
import { visibleText } from "../../../protocol/visibleText.ts";
import type { Clock } from "../clock.ts";
import type { Texts } from "../texts.ts";
import { icon } from "./icons.ts";
import { statusStyles } from "./statusStyles.ts";
import { sharedStyles } from "./styles.ts";

const stateNames: Readonly<Record<PanelStatus["state"], PanelStringName>> = {
  off: "stateOff",
  loading: "stateLoading",
  live: "stateLive",
  paused: "statePaused",
  ended: "stateEnded",
  throttled: "stateThrottled",
  offline: "stateOffline",
  stalled: "stateStalled",
  reconnecting: "stateReconnecting",
  "signed-out": "stateSignedOut",
  failed: "stateFailed",
};

/** States in which there is nothing to hold back. */
const still: readonly PanelStatus["state"][] = ["off", "ended", "failed"];

/** The head of the page: what is read, how it fares, how fresh and how complete it is. Fires `command` and `pause`. */
export class PicketActivityStatus extends LitElement {
  static override properties = {
    status: { attribute: false },
    texts: { attribute: false },
    clock: { attribute: false },
    now: { attribute: false },
  };
  declare status: PanelStatus;
  declare texts: Texts;
  declare clock: Clock;
  /** The services' time, ms since epoch. */
  declare now: number;

  override render(): unknown {
    const { status, texts } = this;
    if (status.state === "off") return this.#welcome();
    return html`
      <div class="top">
        <div class="line">
          <span class="state ${status.state}" role="status"
            ><span class="dot"></span>${texts(stateNames[status.state])}</span
          >
          <span
            class="source cut-off"
            title="${visibleText(status.role)}
${visibleText(status.source)}"
            >${this.#role()} <span class="muted">· <bdi>${visibleText(status.source)}</bdi></span></span
          >
          ${this.#pauseButton()}
        </div>
        ${this.#freshness()}
      </div>
      ${this.#coverage()} ${this.#message()} ${this.#progress()}
    `;
  }

  #welcome(): unknown {
    const { message, actions } = this.status;
    return html`<div class="welcome">
      <p>${message}</p>
      ${actions.map(({ command, title }) => this.#button(command, title))}
    </div>`;
  }

  #role(): unknown {
    const { role } = this.status;
    // The name tells roles apart; account and path stand in the hover.
    const name = role.slice(role.lastIndexOf("/") + 1);
    return role === "" ? this.texts("everybody") : html`<bdi>${this.texts("role", visibleText(name))}</bdi>`;
  }

  #pauseButton(): unknown {
    const { status, texts } = this;
    if (still.includes(status.state)) return nothing;
    const paused = status.state === "paused";
    const title = texts(paused ? "resume" : "pause");
    const { waiting } = status.counts;
    return html`
      ${waiting > 0 ? html`<span class="waiting">${texts("countWaiting", waiting)}</span>` : nothing}
      <button class="tool" title=${title} aria-label=${title} @click=${() => this.#fire("pause", !paused)}>
        ${icon(paused ? "resume" : "pause")}
      </button>
    `;
  }

  #freshness(): unknown {
    const { dataAsOf, completeUntil } = this.status;
    const { texts, clock, now } = this;
    if (dataAsOf === undefined && completeUntil === undefined) return nothing;
    const parts = [
      dataAsOf === undefined
        ? nothing
        : html`<span title=${clock.full(dataAsOf)}>${texts("dataAsOf", clock.ago(dataAsOf, now))}</span>`,
      completeUntil === undefined
        ? nothing
        : html`<span title=${clock.full(completeUntil)}
            >${texts("completeUntil", clock.short(completeUntil, now))}</span
          >`,
    ];
    return html`<div class="fresh">${parts}</div>`;
  }

  #coverage(): unknown {
    const { coverage, delay } = this.status;
    const lines = [delay, ...this.#leftOut()].filter((line) => line !== "");
    if (coverage === "" && lines.length === 0) return nothing;
    return html`<details>
      <summary><span class="what">${coverage || this.texts("coverage")}</span>${icon("chevron")}</summary>
      ${lines.map((line) => html`<p>${line}</p>`)}
    </details>`;
  }

  #leftOut(): readonly string[] {
    const { ofOthers, unreadable, dropped, skipped } = this.status.counts;
    const counts: readonly (readonly [PanelStringName, number])[] = [
      ["countOfOthers", ofOthers],
      ["countDropped", dropped],
      ["countUnreadable", unreadable],
      ["countSkipped", skipped],
    ];
    return counts.filter(([, count]) => count > 0).map(([name, count]) => this.texts(name, count));
  }

  #message(): unknown {
    const { message, actions, state } = this.status;
    if (message === "" && actions.length === 0) return nothing;
    const grave = state === "failed" || state === "signed-out";
    return html`<div class="message ${grave ? "grave" : "mild"}" role=${grave ? "alert" : "status"}>
      ${message === "" ? nothing : html`<p>${visibleText(message)}</p>`}
      <div class="actions">${actions.map(({ command, title }) => this.#button(command, title, true))}</div>
    </div>`;
  }

  #progress(): unknown {
    const { state, progress } = this.status;
    if (progress === undefined && state !== "loading") return nothing;
    return html`<vscode-progress-bar
      aria-label=${this.texts("stateLoading")}
      ?indeterminate=${progress === undefined}
      .value=${(progress ?? 0) * 100}
    ></vscode-progress-bar>`;
  }

  #button(command: PanelCommand, title: string, secondary = false): unknown {
    return html`<vscode-button ?secondary=${secondary} @click=${() => this.#fire("command", command)}
      >${title}</vscode-button
    >`;
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  static override styles = [sharedStyles, statusStyles];
}

customElements.define("picket-activity-status", PicketActivityStatus);
