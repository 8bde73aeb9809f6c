import type { Hash, TrailBatch } from "../ports.ts";
import { isEvent, readEvent, type ActivityEvent } from "./event.ts";
import { RoleEvents } from "./identity/roleEvents.ts";
import type { Role } from "./identity/role.ts";
import { resourceOf } from "./listResource.ts";
import { atLeast, type Risk, type RiskSeverity } from "./risk/risk.ts";
import type { ActivityRow } from "./row.ts";
import { eventKey } from "./stream/eventKey.ts";
import { EventStream, type Placed } from "./stream/eventStream.ts";

/** Which events the list takes. Times in ms since epoch, both included. */
export interface ActivityListOptions {
  readonly role?: Role;
  readonly since?: number;
  readonly until?: number;
  readonly minRisk?: RiskSeverity;
  /** Events held at most. */
  readonly limit?: number;
  readonly hash: Hash;
  readonly judge: (event: ActivityEvent) => Risk;
}

/** How many records came, and what became of those that are not listed. */
export interface ActivityCounts {
  /** Records that came, repeated ones too. */
  readonly records: number;
  /** Records that are no events. */
  readonly unreadable: number;
  /** Events of others than the role. */
  readonly ofOthers: number;
  /** Events left out by time or risk. */
  readonly filtered: number;
  /** Events left out because they have no time and one was asked for. */
  readonly untimed: number;
  /** Events that came more than once. */
  readonly repeated: number;
  /** Events that are older than the newest that fit. */
  readonly tooOld: number;
}

/** Places told apart; a trail of an organisation has some thousands. */
const mostPlaces = 10_000;
/** Judgements held once for all events that share them. */
const mostJudgements = 10_000;

/** The list of a role's events, or of all events: gathers batches of any source in any order. */
export class ActivityList {
  readonly #options: ActivityListOptions;
  readonly #ofRole: RoleEvents<ActivityRow> | undefined;
  readonly #stream: EventStream<ActivityRow>;
  readonly #places = new Set<string>();
  readonly #judgements = new Map<string, Risk>();
  readonly #counts = {
    records: 0,
    unreadable: 0,
    ofOthers: 0,
    filtered: 0,
    untimed: 0,
    repeated: 0,
    tooOld: 0,
  };
  #newest: number | undefined;

  constructor(options: ActivityListOptions) {
    this.#options = options;
    this.#ofRole = options.role && new RoleEvents(options.role);
    this.#stream = new EventStream(options.limit);
  }

  /** Ordered by time. */
  get rows(): readonly Placed<ActivityRow>[] {
    return this.#stream.events;
  }

  get counts(): ActivityCounts {
    return { ...this.#counts };
  }

  /** Account and Region of what came, listed or not, ordered: `111122223333 us-east-1`. */
  get places(): readonly string[] {
    return [...this.#places].sort();
  }

  /** Time of the newest event that came, listed or not, in ms since epoch. */
  get newest(): number | undefined {
    return this.#newest;
  }

  get stream(): Pick<EventStream<ActivityRow>, "watermark" | "gaps"> {
    return this.#stream;
  }

  /** Takes a batch in. @returns the rows that are new, in order */
  take({ records, watermark, gaps }: TrailBatch): readonly Placed<ActivityRow>[] {
    const rows = records.flatMap((record) => this.#rowsOf(record)).filter((row) => this.#isAsked(row));
    const { added, repeated, tooOld, dropped } = this.#stream.add(rows);
    this.#counts.repeated += repeated;
    this.#counts.tooOld += tooOld + dropped;
    if (watermark !== undefined) this.#stream.advance(watermark);
    for (const gap of gaps) this.#stream.addGap(gap);
    return added;
  }

  #rowsOf(record: unknown): readonly ActivityRow[] {
    this.#counts.records++;
    const event = readEvent(record);
    if (!isEvent(event)) {
      this.#counts.unreadable++;
      return [];
    }
    this.#see(event);
    const row = (): ActivityRow => this.#rowOf(event, record);
    const rows = this.#ofRole ? this.#ofRole.take(event, row) : [row()];
    this.#counts.ofOthers += 1 - rows.length;
    return rows;
  }

  #see({ account, region, time }: ActivityEvent): void {
    if (time !== undefined && time > (this.#newest ?? -Infinity)) this.#newest = time;
    const place = `${account ?? "unknown"} ${region ?? "unknown"}`;
    if (this.#places.size < mostPlaces) this.#places.add(place);
  }

  #rowOf(event: ActivityEvent, record: unknown): ActivityRow {
    const { time, id, name, service, account, region, outcome, errorCode, readOnly } = event;
    return {
      key: eventKey(record, this.#options.hash),
      ...(time !== undefined && { time }),
      ...(id !== undefined && { id }),
      name,
      service,
      ...(account !== undefined && { account }),
      ...(region !== undefined && { region }),
      resource: resourceOf(event),
      outcome,
      ...(errorCode !== undefined && { errorCode }),
      readOnly,
      risk: this.#shared(this.#options.judge(event)),
    };
  }

  /** Thousands of events share a judgement: it is held once. */
  #shared(risk: Risk): Risk {
    const key = JSON.stringify(risk);
    const known = this.#judgements.get(key);
    if (known) return known;
    if (this.#judgements.size < mostJudgements) this.#judgements.set(key, risk);
    return risk;
  }

  #isAsked({ time, risk }: ActivityRow): boolean {
    const { since, until, minRisk } = this.#options;
    if (time === undefined && (since !== undefined || until !== undefined)) {
      this.#counts.untimed++;
      return false;
    }
    const at = time ?? 0;
    const asked =
      at >= (since ?? -Infinity) &&
      at <= (until ?? Infinity) &&
      (minRisk === undefined || atLeast(risk.severity, minRisk));
    if (!asked) this.#counts.filtered++;
    return asked;
  }
}
