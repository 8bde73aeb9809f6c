import type { TrailGap } from "../../core/ports.ts";

const hour = 3_600_000;
/** Events are not kept, so every start shows the last day again. */
const usual = 24 * hour;
/** Not further, whatever was missed: each hour read back is many requests. */
const furthest = 7 * 24 * hour;

/**
 * From when on events are read at a start: the last day, and back to where the last reading ended, at most a week.
 * @param seen up to when events were complete the last time; undefined: never read
 * @returns the time, and the stretch that stays unread, in ms since epoch
 */
export function readBack(
  now: number,
  seen: number | undefined,
  reason: string,
): { readonly since: number; readonly gap?: TrailGap } {
  const since = Math.max(now - furthest, Math.min(now - usual, seen ?? now));
  return seen !== undefined && seen < since ? { since, gap: { from: seen, to: since, reason } } : { since };
}
