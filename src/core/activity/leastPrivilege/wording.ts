import type { StatementReport } from "./report.ts";
import type { GrantedEntry, UnseenAction, UnseenReason } from "./retained.ts";
import type { TimeStretch } from "./useOfRole.ts";

const unseenReasons: Readonly<Record<UnseenReason, string>> = {
  "permission-only": "no event of CloudTrail names it",
  "data-events-not-logged": "the trail shows no data events of its service",
  "unknown-action": "it is not in the data on AWS's actions that Picket has",
};

/** Actions that stay though no event shows them, by reason in words. */
export function unseenByReason(
  unseen: readonly UnseenAction[],
): readonly { readonly reason: string; readonly actions: readonly string[] }[] {
  const byReason = new Map<UnseenReason, string[]>();
  for (const { action, reason } of unseen) byReason.set(reason, [...(byReason.get(reason) ?? []), action]);
  return [...byReason].map(([reason, actions]) => ({
    reason: unseenReasons[reason],
    actions: actions.sort(),
  }));
}

/** How much of an entry was used: `not used`, `used`, `2 of 180 actions used`. */
export function usedShare({ actions, used, unseen }: GrantedEntry): string {
  if (actions === 0) return "not known";
  if (actions === 1) return used.length === 1 ? "used" : unseen.length === 1 ? "cannot be told" : "not used";
  return `${used.length} of ${actions} actions used`;
}

/** `Statement 2 Storage`. */
export function statementTitle({ index, sid }: Pick<StatementReport, "index" | "sid">): string {
  return `Statement ${index + 1}${sid === undefined ? "" : ` ${sid}`}`;
}

/** `509 events of the role, 2026-01-01 to 2026-01-31.` */
export function eventsLine(events: number, acted: TimeStretch | undefined): string {
  return `${plural(events, "event")} of the role${acted ? `, ${dayOf(acted.from)} to ${dayOf(acted.to)}` : ""}.`;
}

/** `2026-01-31`; empty when the time is not known. @param time in ms since epoch */
export function dayOf(time: number | undefined): string {
  return time === undefined ? "" : new Date(time).toISOString().slice(0, 10);
}

/** `1 call`, `12 calls`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
