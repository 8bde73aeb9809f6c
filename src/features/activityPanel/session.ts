import type { RolePolicy } from "../../core/activity/awsTrails.ts";
import type { ActivityFeed } from "../../core/activity/feed/activityFeed.ts";
import type { FeedChange } from "../../core/activity/feed/feedRow.ts";
import type { Role } from "../../core/activity/identity/role.ts";
import type { TrailBatch, TrailGap, TrailNotice, TrailSkip, TrailSource } from "../../core/ports.ts";
import type { SourceChoice } from "./choice.ts";
import type { Phase, SessionFacts } from "./panelStatus.ts";
import { roleText, type SourcePlace } from "./sourceText.ts";

/** A source that is ready to be read, and the feed that its events go into. */
export interface OpenedSource {
  readonly source: TrailSource;
  readonly feed: Pick<ActivityFeed, keyof ActivityFeed>;
  /** Takes what may be secret out of a record. */
  readonly mask: (record: unknown) => unknown;
  readonly place: SourcePlace;
  /** Whose events are shown; absent: everybody's. */
  readonly role?: Role;
  /** The policies of that role as IAM gave them; absent: they were not to be had. */
  readonly policies?: readonly RolePolicy[];
  /** A stretch that was left out from the start. */
  readonly gap?: TrailGap;
}

/** Why no source could be opened, as a notice: the person must do something. */
export interface NotOpened {
  readonly notice: TrailNotice;
}

export interface SessionDeps {
  /** Opens the chosen source. Rejects never; calls AWS only for a source of AWS. */
  readonly open: (choice: SourceChoice, signal: AbortSignal) => Promise<OpenedSource | NotOpened>;
  /** Lets the host do other things; resolves when it is our turn again. */
  readonly nextTurn: () => Promise<void>;
  /** In ms, of any start. */
  readonly clock: () => number;
  readonly onSkipped: (skips: readonly TrailSkip[]) => void;
  /** Something of ours broke: for the log. */
  readonly onFault: (error: unknown) => void;
}

/** What changed: everything, some rows, or what is said of the source. */
export type SessionChange =
  | { readonly kind: "reset" }
  | { readonly kind: "rows"; readonly change: FeedChange }
  | { readonly kind: "facts" };

/** Longest stretch of work before others get their turn, in ms: far below the 16 of a frame, since a step may take some. */
const longestTurn = 6;

/**
 * Runs one source into one feed. Choosing another source, role or account starts clean: nothing of the one before is
 * shown afterwards.
 */
export class ActivitySession {
  readonly #deps: SessionDeps;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  #choice: SourceChoice | undefined;
  #opened: OpenedSource | undefined;
  #phase: Phase = "off";
  #notice: TrailNotice | undefined;
  #progress: number | undefined;
  #skipped = 0;
  #remarks: readonly string[] = [];
  #clockAhead = 0;
  #scanned = 0;
  #cursor: string | undefined;
  #life = 0;
  #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #turnStart = 0;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  get feed(): OpenedSource["feed"] | undefined {
    return this.#opened?.feed;
  }

  /** Whose events are shown; undefined: everybody's, or nothing is read. */
  get role(): Role | undefined {
    return this.#opened?.role;
  }

  /** The policies of that role as IAM gave them when the source was opened. */
  get policies(): readonly RolePolicy[] | undefined {
    return this.#opened?.policies;
  }

  /** Larger after each clean start: what belongs to an earlier one is gone. */
  get life(): number {
    return this.#life;
  }

  /** The record of a row, masked; undefined when it is no longer held. */
  recordOf(n: number): unknown {
    const record = this.#opened?.feed.recordOf(n);
    return record === undefined ? undefined : this.#opened?.mask(record);
  }

  get choice(): SourceChoice | undefined {
    return this.#choice;
  }

  get phase(): Phase {
    return this.#phase;
  }

  facts(): Omit<SessionFacts, "paused" | "waiting"> {
    const { feed } = this;
    const counts = feed?.counts;
    return {
      choice: this.#choice,
      place: this.#opened?.place ?? { regions: [] },
      role: this.#opened?.role ? roleText(this.#opened.role) : "",
      phase: this.#phase,
      notice: this.#notice,
      progress: this.#progress,
      newest: feed?.newest,
      watermark: feed?.watermark,
      gaps: feed?.gaps ?? [],
      held: feed?.rows.length ?? 0,
      ofOthers: counts?.ofOthers ?? 0,
      unreadable: counts?.unreadable ?? 0,
      dropped: counts?.tooOld ?? 0,
      skipped: this.#skipped,
      remarks: this.#remarks,
      clockAhead: this.#clockAhead,
      scanned: this.#scanned,
    };
  }

  /** @returns what takes the listener off */
  onChange(listener: (change: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Starts clean with a source. */
  start(choice: SourceChoice): void {
    this.#clear(choice, "loading");
    this.#go();
  }

  /** Shows nothing of the source before, and does not read this one: see `Phase`. */
  hold(choice: SourceChoice | undefined, phase: "off" | "restricted" | "waiting" | "asking"): void {
    this.#clear(choice, phase);
  }

  /** Asks the source now, from where it is: after a failure, or to see at once what is new. */
  refresh(): void {
    const choice = this.#choice;
    if (!choice || this.#phase === "restricted" || this.#phase === "asking") return;
    if (!this.#opened) return this.start(choice);
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#notice = undefined;
    this.#set("loading");
    this.#go();
  }

  /** A query has scanned so many bytes. */
  addScanned(bytes: number): void {
    this.#scanned += bytes;
    this.#tell({ kind: "facts" });
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    this.#clear(undefined, "off");
    await this.#running;
  }

  #clear(choice: SourceChoice | undefined, phase: Phase): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#life++;
    this.#choice = choice;
    this.#opened = undefined;
    this.#cursor = undefined;
    this.#notice = undefined;
    this.#progress = undefined;
    this.#skipped = 0;
    this.#remarks = [];
    this.#clockAhead = 0;
    this.#scanned = 0;
    this.#phase = phase;
    this.#tell({ kind: "reset" });
  }

  #set(phase: Phase): void {
    this.#phase = phase;
    this.#progress = undefined;
    this.#tell({ kind: "facts" });
  }

  #tell(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** One reading follows the other: two of them in one feed would mix their steps. */
  #go(): void {
    const { signal } = this.#abort;
    const life = this.#life;
    this.#running = this.#running
      .then(() => this.#read(life, signal))
      .catch((error: unknown) => {
        this.#deps.onFault(error);
        if (life === this.#life && !signal.aborted) this.#set("failed");
      });
  }

  async #read(life: number, signal: AbortSignal): Promise<void> {
    const choice = this.#choice;
    if (!choice || life !== this.#life || signal.aborted) return;
    const opened = this.#opened ?? (await this.#deps.open(choice, signal));
    if (life !== this.#life || signal.aborted) return;
    if ("notice" in opened) {
      this.#notice = opened.notice;
      return this.#set(opened.notice.kind === "failed" ? "failed" : "live");
    }
    if (!this.#opened) {
      this.#opened = opened;
      if (opened.gap) await this.#take(life, opened.feed, { ...nothing, gaps: [opened.gap] });
      this.#tell({ kind: "reset" });
    }
    for await (const batch of opened.source.start(this.#cursor, signal)) {
      await this.#take(life, opened.feed, batch);
      if (life !== this.#life) return;
      this.#note(batch);
      if (signal.aborted) return;
    }
    if (!signal.aborted) this.#set(this.#notice?.kind === "failed" ? "failed" : "ended");
  }

  /** A batch goes in as a whole: the feed must not be left within one, unless nobody needs it any more. */
  async #take(life: number, feed: OpenedSource["feed"], batch: TrailBatch): Promise<void> {
    const { clock, nextTurn } = this.#deps;
    for (const change of feed.take(batch)) {
      if (change.rows.length + change.removed.length > 0) this.#tell({ kind: "rows", change });
      if (clock() - this.#turnStart < longestTurn) continue;
      await nextTurn();
      this.#turnStart = clock();
      if (life !== this.#life) return;
    }
  }

  #note({ cursor, notice, progress, skipped, caughtUp, clockAhead }: TrailBatch): void {
    if (cursor !== undefined) this.#cursor = cursor;
    if (clockAhead !== undefined) this.#clockAhead = clockAhead;
    if (notice) this.#notice = notice.kind === "ok" ? undefined : notice;
    this.#progress = progress?.total === undefined ? undefined : share(progress.done, progress.total);
    const lasting = skipped.filter((skip) => skip.lasting).map(({ reason }) => reason);
    this.#skipped += skipped.length - lasting.length;
    if (lasting.length > 0) this.#remarks = [...new Set([...this.#remarks, ...lasting])];
    if (skipped.length > 0) this.#deps.onSkipped(skipped);
    if (caughtUp && this.#phase === "loading") this.#phase = "live";
    this.#tell({ kind: "facts" });
  }
}

const nothing: TrailBatch = { records: [], gaps: [], sampled: false, skipped: [], caughtUp: false };

function share(done: number, total: number): number {
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
}
