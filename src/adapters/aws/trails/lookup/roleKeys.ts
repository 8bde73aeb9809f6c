import type { Event } from "@aws-sdk/client-cloudtrail";
import { isEvent, readEvent } from "../../../../core/activity/event.ts";
import { textAt } from "../../../../core/activity/eventData.ts";
import { readTime } from "../../../../core/activity/eventTime.ts";
import { keyGivenFor } from "../../../../core/activity/identity/matchesRole.ts";
import type { Role } from "../../../../core/activity/identity/role.ts";
import type { LookupQuery, Window } from "./lookupPage.ts";
import { recordOf } from "./lookupRecords.ts";

/** A role's session lasts twelve hours at most ("MaxSessionDuration" of CreateRole), in ms. */
export const longestSession = 12 * 60 * 60_000;

/** Keys that are remembered of one role. */
const mostKeys = 1_000;

/** The ARN by which AssumeRole's events name the role among their resources. */
export function arnOf({ partition, account, path, name }: Role): string {
  return `arn:${partition}:iam::${account}:role${path ?? "/"}${name}`;
}

/** The access keys of a role's sessions, each with the time in which it can have been used. */
export class RoleKeys {
  readonly #role: Role;
  readonly #sessions = new Map<string, Window>();

  constructor(role: Role) {
    this.#role = role;
    // Of these nothing is known but that somebody made them for the role.
    for (const key of role.accessKeyIds ?? []) this.#sessions.set(key, { from: 0, to: Infinity });
  }

  /** Reads the keys that AssumeRole's events gave out. */
  learn(events: readonly Event[]): void {
    for (const { CloudTrailEvent } of events) {
      const event = readEvent(recordOf(CloudTrailEvent));
      if (!isEvent(event) || event.time === undefined) continue;
      const key = keyGivenFor(event, this.#role);
      if (key === undefined || this.#sessions.has(key)) continue;
      const [oldest] = this.#sessions.keys();
      if (this.#sessions.size >= mostKeys && oldest !== undefined) this.#sessions.delete(oldest);
      const end = readTime(expiryOf(textAt(event.response, "credentials", "expiration")));
      this.#sessions.set(key, { from: event.time, to: end ?? event.time + longestSession });
    }
  }

  /** What to ask for the events of a window: those of each key that was good then. */
  queriesOf({ from, to }: Window): readonly LookupQuery[] {
    return [...this.#sessions]
      .filter(([, session]) => session.from <= to && session.to >= from)
      .map(([value, session]) => ({
        from: Math.max(from, session.from),
        to: Math.min(to, session.to),
        filter: { key: "AccessKeyId", value },
      }));
  }
}

/** CloudTrail writes it as `Nov 22, 2026, 3:04:33 PM`, UTC, without saying so. */
function expiryOf(text: string | undefined): unknown {
  if (text === undefined || !/^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d [AP]M$/.test(text))
    return text;
  const time = Date.parse(`${text} UTC`);
  return Number.isNaN(time) ? undefined : time;
}
