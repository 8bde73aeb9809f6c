import type { TrailBatch, TrailGap, TrailNotice, TrailProgress } from "../../ports.ts";
import { withGap, withoutStretch } from "./gaps.ts";

type Stretch = Pick<TrailGap, "from" | "to">;

/** What is known of one source. */
interface Member {
  caughtUp: boolean;
  hasFailed: boolean;
  hasEnded: boolean;
  watermark: number | undefined;
  trouble: TrailNotice | undefined;
  progress: TrailProgress | undefined;
  gaps: readonly TrailGap[];
}

/** Makes the batches of one source out of those of several, which it knows by name. */
export class MergedState {
  readonly #members: ReadonlyMap<string, Member>;
  #watermark: number | undefined;

  constructor(names: readonly string[]) {
    this.#members = new Map(names.map((name) => [name, fresh()]));
  }

  /** What a batch of a source is in the whole; without the cursor. */
  take(name: string, batch: TrailBatch): TrailBatch {
    const member = this.#members.get(name) ?? fresh();
    const { records, sampled, skipped } = batch;
    // What comes afterwards is new, whether a batch says so again or not.
    member.caughtUp ||= batch.caughtUp;
    const notice = batch.notice && this.#notice(name, member, batch.notice);
    const gaps = batch.gaps.map((gap) => ({ ...gap, reason: `${name}: ${gap.reason}` }));
    for (const gap of gaps) member.gaps = withGap(member.gaps, gap);
    const filled = (batch.filled ?? []).flatMap((stretch) => this.#filled(member, stretch));
    if (batch.progress) member.progress = batch.progress;
    const progress = batch.progress && this.#progress(batch.progress);
    return {
      records,
      sampled,
      skipped,
      gaps,
      caughtUp: this.#caughtUp,
      ...this.#advanced(member, batch.watermark),
      ...(filled.length > 0 && { filled }),
      ...(notice && { notice }),
      ...(progress && { progress }),
      ...(batch.clockAhead !== undefined && { clockAhead: batch.clockAhead }),
    };
  }

  /** A source has ended. @returns a batch when that makes the whole caught up, or failed */
  endOf(name: string): TrailBatch | undefined {
    const member = this.#members.get(name);
    if (!member) return undefined;
    const before = this.#caughtUp;
    member.hasEnded = true;
    return this.#caughtUp && !before ? this.end() : undefined;
  }

  /** That everything has been given. */
  end(): TrailBatch {
    return { records: [], gaps: [], sampled: false, skipped: [], caughtUp: true };
  }

  get #caughtUp(): boolean {
    return [...this.#members.values()].every(
      ({ caughtUp, hasEnded, hasFailed }) => caughtUp || hasEnded || hasFailed,
    );
  }

  /** The lowest of all, told when it moved. */
  #advanced(member: Member, watermark: number | undefined): { watermark?: number } {
    if (watermark === undefined) return {};
    member.watermark = watermark;
    const known = [...this.#members.values()].flatMap(({ watermark: mark }) =>
      mark === undefined ? [] : [mark],
    );
    const lowest = known.reduce((a, b) => Math.min(a, b), Infinity);
    if (lowest === this.#watermark) return {};
    this.#watermark = lowest;
    return { watermark: lowest };
  }

  /**
   * While others go on, the whole has not failed, and it is not well again while another has trouble.
   */
  #notice(name: string, member: Member, notice: TrailNotice): TrailNotice {
    const message = `${name}: ${notice.message}`;
    member.hasFailed ||= notice.kind === "failed";
    member.trouble = notice.kind === "ok" ? undefined : { kind: notice.kind, message };
    const members = [...this.#members.values()];
    const isAll = members.every(({ hasFailed }) => hasFailed);
    const trouble = member.trouble ?? members.find((other) => other.trouble)?.trouble;
    if (!trouble) return { kind: "ok", message: "" };
    if (trouble.kind !== "failed" || isAll) return trouble;
    return { kind: "stalled", message: `${trouble.message} The others go on.` };
  }

  /** What is filled of one source's gap is still missing where another one has its own there. */
  #filled(member: Member, stretch: Stretch): Stretch[] {
    member.gaps = withoutStretch(member.gaps, stretch);
    const others = [...this.#members.values()].filter((other) => other !== member);
    return others
      .flatMap(({ gaps }) => gaps)
      .reduce<readonly TrailGap[]>((left, gap) => withoutStretch(left, gap), [{ ...stretch, reason: "" }])
      .map(({ from, to }) => ({ from, to }));
  }

  /** Of all that count alike. */
  #progress({ unit }: TrailProgress): TrailProgress {
    const alike = [...this.#members.values()].flatMap(({ progress }) =>
      progress?.unit === unit ? [progress] : [],
    );
    const done = alike.reduce((sum, progress) => sum + progress.done, 0);
    const totals = alike.flatMap(({ total }) => (total === undefined ? [] : [total]));
    const isKnown = totals.length === this.#members.size;
    return { done, unit, ...(isKnown && { total: totals.reduce((a, b) => a + b, 0) }) };
  }
}

function fresh(): Member {
  return {
    caughtUp: false,
    hasFailed: false,
    hasEnded: false,
    watermark: undefined,
    trouble: undefined,
    progress: undefined,
    gaps: [],
  };
}
