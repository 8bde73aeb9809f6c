import type { Hash } from "../../ports.ts";
import { isEvent, readEvent, type ActivityEvent } from "../event.ts";
import { RoleEvents } from "../identity/roleEvents.ts";
import type { Role } from "../identity/role.ts";
import type { Risk } from "../risk/risk.ts";
import { eventKey } from "../stream/eventKey.ts";
import { HeldRow } from "./heldRow.ts";
import { Shared } from "./shared.ts";

/** An event that was read. */
export interface ReadEvent {
  readonly row: HeldRow;
  /** Without the content of its request when it had to wait until its key was known to be the role's. */
  readonly event: ActivityEvent;
}

/** Where the records of rows are kept. */
export interface RecordKeeper {
  /** @param n larger than every one before */
  put(n: number, record: unknown): void;
  release(n: number): void;
}

export interface EventReaderOptions {
  readonly role?: Role;
  readonly hash: Hash;
  readonly judge: (event: ActivityEvent) => Risk;
  readonly keeper?: RecordKeeper;
}

/** Places told apart; a trail of an organisation has some thousands. */
const mostPlaces = 10_000;

/** Makes rows of records: those of the role, or all. */
export class EventReader {
  readonly #options: EventReaderOptions;
  readonly #ofRole: RoleEvents<ReadEvent> | undefined;
  readonly #places = new Set<string>();
  readonly #texts = new Shared<string>();
  readonly #sharedText = (text: string): string => this.#texts.get(text, text);
  readonly #risks = new Shared<Risk>();
  readonly #counts = { records: 0, unreadable: 0, ofOthers: 0, repeated: 0 };
  #newest: number | undefined;
  #last = 0;

  constructor(options: EventReaderOptions) {
    this.#options = options;
    const { role, keeper } = options;
    this.#ofRole = role && new RoleEvents(role, ({ row }) => keeper?.release(row.n));
  }

  /** Records that came; of those the ones that are no events, are of others, or were held already. */
  get counts(): Readonly<Record<"records" | "unreadable" | "ofOthers" | "repeated", number>> {
    return this.#counts;
  }

  /** Account and Region of what came, ordered: `111122223333 us-east-1`. */
  get places(): readonly string[] {
    return [...this.#places].sort();
  }

  /** Time of the newest event that came, in ms since epoch. */
  get newest(): number | undefined {
    return this.#newest;
  }

  /**
   * @param isHeld whether the event of a key is held: sources give events again and again, so that is asked first
   * @returns the events that are now known to be asked for: this one, and those that waited for its key
   */
  read(record: unknown, isHeld: (key: string) => boolean): readonly ReadEvent[] {
    this.#counts.records++;
    const key = eventKey(record, this.#options.hash);
    if (isHeld(key)) {
      this.#counts.repeated++;
      return [];
    }
    const event = readEvent(record);
    if (!isEvent(event)) {
      this.#counts.unreadable++;
      return [];
    }
    this.#see(event);
    if (!this.#ofRole) return [{ row: this.#rowOf(event, key, record), event }];
    const read = this.#ofRole.take(event, () => ({
      row: this.#rowOf(event, key, record),
      event: withoutContent(event),
    }));
    this.#counts.ofOthers += 1 - read.length;
    return read;
  }

  /** A risk as it is held once for all events that share it. */
  shared(risk: Risk): Risk {
    const { severity, category, technique = "", reasons } = risk;
    return this.#risks.get(`${severity}\n${category}\n${technique}\n${reasons.join("\n")}`, risk);
  }

  #see({ account, region, time }: ActivityEvent): void {
    if (time !== undefined && time > (this.#newest ?? -Infinity)) this.#newest = time;
    const place = `${account ?? "unknown"} ${region ?? "unknown"}`;
    if (this.#places.size < mostPlaces) this.#places.add(place);
  }

  #rowOf(event: ActivityEvent, key: string, record: unknown): HeldRow {
    const n = ++this.#last;
    this.#options.keeper?.put(n, record);
    return new HeldRow(n, key, event, this.shared(this.#options.judge(event)), this.#sharedText);
  }
}

/** What is judged of several events together; thousands may wait. */
function withoutContent(event: ActivityEvent): ActivityEvent {
  return { ...event, resources: [], request: null, response: null, additional: null };
}
