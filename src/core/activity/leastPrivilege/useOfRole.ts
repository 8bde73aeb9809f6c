import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import type { ActivityEvent } from "../event.ts";
import { actionsOfEvent } from "../eventActions.ts";
import { refusalOf } from "../eventOutcome.ts";
import { usesOfEvent } from "../policy/eventUses.ts";
import { visibilityOf, type Visibility } from "../visibility.ts";
import { TargetSet } from "./targetSet.ts";

/** How a role used one action. */
export interface ActionUse {
  /** `service:Action` in the catalogue's case. */
  readonly action: string;
  readonly calls: number;
  /** Time of the last call, in ms since epoch; undefined when no record had one. */
  readonly last: number | undefined;
  readonly targets: TargetSet;
  /** Calls of which no resource is known. */
  readonly unknown: number;
  /** Only concluded from other calls: a role that was handed to a service. */
  readonly inferred: boolean;
}

/** A stretch of time, in ms since epoch, both ends included. */
export interface TimeStretch {
  readonly from: number;
  readonly to: number;
}

/** Names with their counts. */
export type Counts = ReadonlyMap<string, number>;

/** Different names of events that are remembered beside the actions. */
const mostNames = 500;
/** Account and Region pairs that are remembered. */
const mostPlaces = 1000;

/** Records of these types are no calls of the role. */
const noCalls = /^Aws(?:ServiceEvent|ConsoleSignIn|CloudTrailInsight|VpceEvent)$/;

interface Counted {
  action: string;
  calls: number;
  last: number | undefined;
  targets: TargetSet;
  unknown: number;
  inferred: boolean;
}

/**
 * Gathers what a role used, event by event, in memory that does not grow with their number. Refused calls do not count as
 * use: they show what was tried.
 */
export class UseOfRole {
  readonly #catalogue: Catalogue;
  readonly #actions = new Map<string, Counted>();
  readonly #denied = new Map<string, number>();
  readonly #unmapped = new Map<string, number>();
  readonly #dataServices = new Set<string>();
  readonly #places = new Set<string>();
  readonly #visibility = new Map<string, Visibility>();
  #events = 0;
  readonly #looked = new TimeSpan();
  readonly #acted = new TimeSpan();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** Takes an event of the role. */
  take(event: ActivityEvent): void {
    this.#events++;
    this.#see(event);
    this.#acted.add(event.time);
    if (noCalls.test(event.type)) return;
    if (event.outcome === "denied") return this.#refuse(event);
    const { uses } = usesOfEvent(event, this.#catalogue);
    if (uses.length === 0) count(this.#unmapped, `${event.service}:${event.name}`);
    for (const { action, targets, inferred } of uses) {
      const use = this.#useOf(action, inferred);
      use.calls++;
      if (!inferred) use.inferred = false;
      if (event.time !== undefined && event.time > (use.last ?? -Infinity)) use.last = event.time;
      for (const target of targets) use.targets.add(target);
      if (targets.length === 0 || use.targets.isOverfull) use.unknown++;
      this.#noteData(action);
    }
  }

  /** Takes an event of somebody else: it shows what the trail logs and up to when. */
  witness(event: ActivityEvent): void {
    this.#see(event);
    if (event.outcome === "denied" || noCalls.test(event.type)) return;
    const eventName = event.rawName;
    for (const action of actionsOfEvent({ eventSource: event.source, eventName }, this.#catalogue))
      this.#noteData(action);
  }

  /** By action, in the order of their first use. */
  get actions(): ReadonlyMap<string, ActionUse> {
    return this.#actions;
  }

  /** Calls that were refused, by the action that lacked. */
  get denied(): Counts {
    return this.#denied;
  }

  /** Calls that have no action in the catalogue, `service:Event`. Texts of records: written by others. */
  get unmapped(): Counts {
    return this.#unmapped;
  }

  /** Prefixes of the services of which the trail showed data events. */
  get dataServices(): ReadonlySet<string> {
    return this.#dataServices;
  }

  /** Prefixes of the services that the role called. */
  get services(): ReadonlySet<string> {
    return new Set([...this.#actions.keys()].map((action) => action.slice(0, action.indexOf(":"))));
  }

  /** Account and Region of what came: `111122223333 us-east-1`. */
  get places(): readonly string[] {
    return [...this.#places].sort();
  }

  /** Events of the role that came. */
  get events(): number {
    return this.#events;
  }

  /** Times of the first and last event that came, the role's or not. */
  get looked(): TimeStretch | undefined {
    return this.#looked.span;
  }

  /** Times of the role's first and last event. */
  get acted(): TimeStretch | undefined {
    return this.#acted.span;
  }

  #useOf(action: string, inferred: boolean): Counted {
    const known = this.#actions.get(action);
    if (known) return known;
    const made = { action, calls: 0, last: undefined, targets: new TargetSet(), unknown: 0, inferred };
    this.#actions.set(action, made);
    return made;
  }

  #refuse(event: ActivityEvent): void {
    const named = refusalOf(event.errorMessage)?.action;
    const record = named === undefined ? undefined : this.#catalogue.action(named);
    if (named !== undefined && record)
      return count(this.#denied, `${named.slice(0, named.indexOf(":")).toLowerCase()}:${record.name}`);
    const source = { eventSource: event.source, eventName: event.rawName };
    for (const action of actionsOfEvent(source, this.#catalogue)) count(this.#denied, action);
  }

  #noteData(action: string): void {
    const known = this.#visibility.get(action) ?? visibilityOf(action);
    this.#visibility.set(action, known);
    if (known === "data") this.#dataServices.add(action.slice(0, action.indexOf(":")));
  }

  #see({ time, account, region }: ActivityEvent): void {
    this.#looked.add(time);
    if (this.#places.size < mostPlaces) this.#places.add(`${account ?? "unknown"} ${region ?? "unknown"}`);
  }
}

class TimeSpan {
  #from = Infinity;
  #to = -Infinity;

  add(time: number | undefined): void {
    if (time === undefined) return;
    this.#from = Math.min(this.#from, time);
    this.#to = Math.max(this.#to, time);
  }

  get span(): TimeStretch | undefined {
    return this.#to < this.#from ? undefined : { from: this.#from, to: this.#to };
  }
}

function count(counts: Map<string, number>, name: string): void {
  const known = counts.get(name);
  if (known !== undefined || counts.size < mostNames) counts.set(name, (known ?? 0) + 1);
}
