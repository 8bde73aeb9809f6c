import type { Verdict } from "../risk.ts";
import type { Raise } from "./raise.ts";
import { TimeLines, type Timed } from "./timeLine.ts";

/** How many events of one session, in which time, say more than each by itself. */
export interface CrowdRule {
  readonly count: number;
  /** In ms: between the first and the last of them, both included. */
  readonly within: number;
  readonly verdict: Verdict;
}

interface Member extends Timed {
  raised: boolean;
}

/** Events of all sessions that are remembered. */
const mostEvents = 50_000;

/**
 * Finds events that lie together with enough others of their session. An event is found if some stretch of time has it
 * and enough others, so that it does not matter in which order they come.
 */
export class Crowd {
  readonly #rule: CrowdRule;
  readonly #sessions = new TimeLines<Member>(mostEvents);

  constructor(rule: CrowdRule) {
    this.#rule = rule;
  }

  /** @returns the events that this one makes louder, or that it is made louder by, and that were not yet told */
  take(session: string, { time, key }: Timed): readonly Raise[] {
    const { count, within, verdict } = this.#rule;
    const placed = this.#sessions.insert(session, "", { time, key, raised: false });
    if (!placed) return [];
    const [line, at] = placed;
    const raises: Raise[] = [];
    for (let first = Math.max(0, at - count + 1); first <= at; first++) {
      const start = line.at(first);
      const end = line.at(first + count - 1);
      if (!start || !end || end.time - start.time > within) continue;
      for (let place = first; place < first + count; place++) {
        const member = line.at(place);
        if (!member || member.raised) continue;
        member.raised = true;
        raises.push({ key: member.key, verdict });
      }
    }
    return raises;
  }
}
