import type { ActivityEvent } from "../../event.ts";
import type { Verdict } from "../risk.ts";

/** An event that several together make louder. */
export interface Raise {
  /** `eventKey` of the event: this one's, or that of an earlier one. */
  readonly key: string;
  readonly verdict: Verdict;
}

/** What the watch is told. */
export interface RiskWatchOptions {
  /** Regions in which the role is expected to change things; empty or absent: any. */
  readonly regions?: readonly string[];
}

/** Judges what only several events together show. */
export class RiskWatch {
  constructor(_options: RiskWatchOptions = {}) {}

  /** @returns what is now louder than each event by itself, of this event and of earlier ones */
  take(_event: ActivityEvent, _key: string): readonly Raise[] {
    return [];
  }
}
