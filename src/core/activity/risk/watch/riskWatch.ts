import type { ActivityEvent } from "../../event.ts";
import { actsByItself } from "../callers.ts";
import { Crowd } from "./crowd.ts";
import { KeyReuse } from "./keyReuse.ts";
import { otherRegion } from "./otherRegion.ts";
import type { Raise } from "./raise.ts";

/** What the watch is told. */
export interface RiskWatchOptions {
  /** Regions in which the role is expected to change things; empty or absent: any. */
  readonly regions?: readonly string[];
}

/** Deletions that take something away; tags and messages that were worked off are none. */
const deletes = /^(?:Batch)?(?:Delete|Terminate)(?![a-z])(?!\w*(?:Tags?|Tagging)$)(?!Message)/;

/**
 * Judges what only several events together show. What it finds does not depend on the order in which events come: it
 * only ever adds, and asks of each event whether certain others exist, before or after it. Its memory is bounded (see the
 * rules); what is lost are the oldest events of more sessions and keys, or of longer ones, than it remembers. Events
 * without a time are not looked at.
 */
export class RiskWatch {
  readonly #regions: ReadonlySet<string>;
  readonly #deletions = new Crowd({
    count: 10,
    within: 60_000,
    verdict: {
      severity: "critical",
      category: "destructive",
      technique: "T1485",
      reason: "Ten or more things were deleted by one session within a minute.",
    },
  });
  readonly #denials = new Crowd({
    count: 3,
    within: 300_000,
    verdict: {
      severity: "high",
      category: "denied",
      technique: "T1078.004",
      reason: "Three or more calls of one session were refused within five minutes.",
    },
  });
  readonly #keyReuse = new KeyReuse();

  constructor({ regions = [] }: RiskWatchOptions = {}) {
    this.#regions = new Set(regions);
  }

  /**
   * Takes an event; one that was taken before changes nothing.
   * @param key its `eventKey`
   * @returns what is now louder than each event by itself, of this event and of earlier ones
   */
  take(event: ActivityEvent, key: string): readonly Raise[] {
    const { identity, time, outcome } = event;
    if (actsByItself(event)) return [];
    const raises: Raise[] = [];
    const verdict = otherRegion(event, this.#regions);
    if (verdict) raises.push({ key, verdict });
    if (time === undefined) return raises;
    const timed = { time, key };
    const session = identity.arn ?? identity.principalId ?? identity.accessKeyId;
    // What a service deletes for the caller follows from one call, such as DeleteStack, which is judged by itself.
    if (session !== undefined && identity.invokedBy === undefined) {
      if (outcome === "success" && deletes.test(event.name))
        raises.push(...this.#deletions.take(session, timed));
      if (outcome === "denied") raises.push(...this.#denials.take(session, timed));
    }
    raises.push(...this.#keyReuse.take(event, timed));
    return raises;
  }
}
