import type { Catalogue } from "../iam/catalogue/catalogue.ts";
import { actionsOfEvent, wasDenied } from "./eventActions.ts";

/** Gathers the actions that the calls of a trail used. Refused calls do not count: they show what was tried. */
export class SeenActions {
  readonly #catalogue: Catalogue;
  readonly #actions = new Set<string>();
  /** Most calls of a trail repeat a few names. */
  readonly #known = new Set<string>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** @param record a CloudTrail record; fields of other types are taken as missing */
  add(record: Readonly<Record<string, unknown>>): void {
    const { eventSource, eventName, errorCode } = record;
    if (typeof eventSource !== "string" || typeof eventName !== "string") return;
    if (typeof errorCode === "string" && wasDenied({ errorCode })) return;
    const key = `${eventSource}/${eventName}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    for (const action of actionsOfEvent({ eventSource, eventName }, this.#catalogue))
      this.#actions.add(action);
  }

  /** `service:Action`, ordered. */
  get actions(): readonly string[] {
    return [...this.#actions].sort();
  }
}
