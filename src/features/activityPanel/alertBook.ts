import type * as activity from "../../bundles/activity.ts";
import type { Alert, Alerts } from "../../core/activity/alerts/alerts.ts";
import type { CriticalNews } from "../../core/activity/alerts/criticalNews.ts";
import type { IgnoreRule } from "../../core/activity/alerts/ignoreRule.ts";
import type { ActivityMemory } from "./memory.ts";
import type { ActivitySession, SessionChange } from "./session.ts";

export interface AlertBookDeps {
  readonly session: ActivitySession;
  readonly memory: ActivityMemory;
  readonly loadActivity: () => Promise<Pick<typeof activity, "Alerts" | "criticalNews">>;
  /** In ms since epoch. */
  readonly now: () => number;
  readonly onNews: (news: readonly CriticalNews[]) => void;
}

/** How long after a call its event may come: what is older when the window opens is history, of which nobody is told. */
const delivery = 15 * 60_000;

/** The alerts of a session: what is open, what a person has acknowledged or ignores, and what is worth a notification. */
export class AlertBook {
  readonly #deps: AlertBookDeps;
  readonly #listeners = new Set<() => void>();
  readonly #told = new Set<string>();
  readonly #since: number;
  #code: Pick<typeof activity, "Alerts" | "criticalNews"> | undefined;
  #alerts: Alerts | undefined;

  constructor(deps: AlertBookDeps) {
    this.#deps = deps;
    this.#since = deps.now() - delivery;
    deps.session.onChange((change) => this.#follow(change));
  }

  /** @returns what takes the listener off */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Open ones first. */
  list(): readonly Alert[] {
    return this.#alerts?.list() ?? [];
  }

  /** Kinds with events that nobody has acknowledged. */
  get open(): number {
    return this.#alerts?.open ?? 0;
  }

  get rules(): readonly IgnoreRule[] {
    return this.#deps.memory.ignored();
  }

  /** @param kind absent: all kinds */
  async acknowledge(kind?: string): Promise<void> {
    const now = this.#deps.now();
    const meant = this.list().filter(
      (alert) => alert.open > 0 && (kind === undefined || alert.kind === kind),
    );
    this.#alerts?.acknowledge(kind);
    this.#tell();
    await this.#deps.memory.keepAcknowledged(meant.map(({ kind, last }) => [kind, last ?? now]));
  }

  async ignore(rules: readonly IgnoreRule[]): Promise<void> {
    await this.#deps.memory.keepIgnored(rules);
    this.#alerts?.ignore(rules, this.#deps.session.feed?.rows ?? []);
    this.#tell();
  }

  #follow(change: SessionChange): void {
    if (change.kind === "reset") {
      this.#alerts = this.#code && new this.#code.Alerts(this.rules);
      void this.#load();
      return this.#tell();
    }
    if (change.kind !== "rows" || !this.#code || !this.#alerts) return;
    const { rows } = change.change;
    if (this.#alerts.take(change.change)) {
      this.#acknowledgeKnown();
      this.#tell();
    }
    const news = this.#code.criticalNews(rows, { told: this.#told, rules: this.rules, since: this.#since });
    for (const { kind } of news) this.#told.add(kind);
    if (news.length > 0) this.#deps.onNews(news);
  }

  /** The code is there before the first event, since the source is of the same bundle. */
  async #load(): Promise<void> {
    if (this.#code || !this.#deps.session.choice) return;
    this.#code = await this.#deps.loadActivity();
    this.#alerts ??= new this.#code.Alerts(this.rules);
    const rows = this.#deps.session.feed?.rows ?? [];
    if (this.#alerts.take({ rows, removed: [] })) this.#tell();
  }

  /**
   * What was acknowledged in an earlier window comes again with the events of the last day. A late event is news, however
   * old it is.
   */
  #acknowledgeKnown(): void {
    if (this.#deps.session.phase !== "loading") return;
    const known = new Map(this.#deps.memory.acknowledged());
    if (known.size === 0) return;
    for (const { kind, open, last } of this.list())
      if (open > 0 && last !== undefined && last <= (known.get(kind) ?? -Infinity))
        this.#alerts?.acknowledge(kind);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
