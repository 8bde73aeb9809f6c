import { css, html, LitElement, nothing, svg } from "lit";
import { severities } from "../../../protocol/activityFilter.ts";
import type { Clock } from "../clock.ts";
import type { Entry } from "../list/entry.ts";
import { countByMinute, type Bar, type Minutes } from "../list/minutes.ts";
import type { Texts } from "../texts.ts";
import { sharedStyles } from "./styles.ts";

/** Height of the drawing, pixels. */
const height = 32;
/** Width of a bar with the space to the next, pixels. */
const step = 4;
/** Time between two counts of all rows, ms. */
const pause = 250;

/** Events by minute and risk. A bar that is clicked, or reached with the arrow keys, fires `jump` with its start. */
export class PicketActivitySparkline extends LitElement {
  static override properties = {
    entries: { attribute: false },
    version: { attribute: false },
    texts: { attribute: false },
    clock: { attribute: false },
    now: { attribute: false },
    chosen: { state: true },
    room: { state: true },
    minutes: { state: true },
  };
  declare entries: readonly Entry[];
  declare version: number;
  declare texts: Texts;
  declare clock: Clock;
  declare now: number;
  /** Index of the bar that was jumped to last. */
  declare chosen: number | undefined;
  declare room: number;
  declare minutes: Minutes;
  #counted: number | undefined;
  #timer: number | undefined;
  readonly #observer = new ResizeObserver(([entry]) => {
    this.room = Math.max(1, Math.floor((entry?.contentRect.width ?? 0) / step));
  });

  constructor() {
    super();
    this.room = 0;
    this.minutes = { length: 1, bars: [], most: 0 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (changed.has("room")) this.#count();
    else if (changed.has("version") && this.version !== this.#counted) {
      this.#timer ??= setTimeout(() => this.#count(), pause);
    }
  }

  #count(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#counted = this.version;
    if (this.room > 0) this.minutes = countByMinute(this.entries, this.room);
  }

  override render(): unknown {
    const { bars, length } = this.minutes;
    if (bars.length === 0) return nothing;
    const name = length === 1 ? this.texts("eventsByMinute") : this.texts("eventsByMinutes", length);
    const bar = bars[this.chosen ?? -1];
    return html`<svg
      role="slider"
      tabindex="0"
      aria-label="${name}. ${this.#summary()}"
      aria-valuemin="1"
      aria-valuemax=${bars.length}
      aria-valuenow=${(this.chosen ?? bars.length - 1) + 1}
      aria-valuetext=${bar ? this.#sayBar(bar) : this.#summary()}
      height=${height}
      width=${bars.length * step}
      @click=${this.#click}
      @mousemove=${this.#hover}
      @keydown=${this.#key}
    >
      <title>${name}</title>
      ${this.#paths()}
    </svg>`;
  }

  /** A path for each risk, the loudest at the foot, where all bars can be compared. */
  #paths(): unknown {
    const { bars, most } = this.minutes;
    const feet = bars.map(() => height);
    return severities.map((severity) => {
      const parts = bars.map(({ bySeverity }, index) => {
        const count = bySeverity[severity];
        if (count === 0) return "";
        // A single event must be seen beside thousands.
        const tall = Math.max(1.5, (count / most) * (height - 6));
        const foot = feet[index] ?? height;
        feet[index] = foot - tall;
        return `M${index * step} ${(foot - tall).toFixed(1)}h${step - 1}v${tall.toFixed(1)}h-${step - 1}z`;
      });
      return svg`<path class=${severity} d=${parts.join("")} />`;
    });
  }

  #summary(): string {
    const { bars, length } = this.minutes;
    const [first] = bars;
    const last = bars.at(-1);
    if (!first || !last) return "";
    const total = bars.reduce((sum, bar) => sum + bar.total, 0);
    const loud = bars.reduce((sum, bar) => sum + loudOf(bar), 0);
    const end = Math.min(last.from + length * 60_000, this.entries.at(-1)?.row.time ?? Infinity);
    const { clock, now } = this;
    return this.texts("sparkText", total, clock.short(first.from, now), clock.short(end, now), loud);
  }

  #sayBar(bar: Bar): string {
    return this.texts("sparkBar", this.clock.short(bar.from, this.now), bar.total, loudOf(bar));
  }

  readonly #hover = (event: MouseEvent): void => {
    const drawing = event.currentTarget;
    const bar = this.minutes.bars[Math.floor(event.offsetX / step)];
    const title = drawing instanceof SVGElement ? drawing.querySelector("title") : null;
    if (bar && title) title.textContent = this.#sayBar(bar);
  };

  readonly #click = (event: MouseEvent): void => this.#jump(Math.floor(event.offsetX / step));

  readonly #key = (event: KeyboardEvent): void => {
    const { bars } = this.minutes;
    const at = this.chosen ?? bars.length;
    const filled = (index: number): boolean => (bars[index]?.total ?? 0) > 0;
    const indices = bars.map((_, index) => index).filter(filled);
    const targets: Readonly<Record<string, number | undefined>> = {
      ArrowLeft: indices.findLast((index) => index < at),
      ArrowRight: indices.find((index) => index > at),
      Home: indices[0],
      End: indices.at(-1),
    };
    if (!(event.key in targets)) return;
    event.preventDefault();
    event.stopPropagation();
    const target = targets[event.key];
    if (target !== undefined) this.#jump(target);
  };

  #jump(index: number): void {
    const bar = this.minutes.bars[index];
    if (!bar) return;
    this.chosen = index;
    this.dispatchEvent(new CustomEvent("jump", { detail: bar.from }));
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        margin: 0 8px 0 12px;
      }
      svg {
        display: block;
        margin-bottom: 4px;
        max-width: 100%;
        cursor: pointer;
      }
      path {
        fill: currentColor;
      }
      path.info {
        opacity: 0.55;
      }
      path.high {
        opacity: 0.8;
      }
    `,
  ];
}

const loudOf = ({ bySeverity }: Bar): number => bySeverity.critical + bySeverity.high;

customElements.define("picket-activity-sparkline", PicketActivitySparkline);
