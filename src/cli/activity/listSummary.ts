import type { ActivityList } from "../../core/activity/list.ts";
import { mostEvents } from "../../core/activity/stream/eventStream.ts";
import { visible } from "../../core/model/visible.ts";
import type { TrailGap, TrailSkip } from "../../core/ports.ts";
import { visiblePath } from "../terminalText.ts";
import { shownTime } from "./listFormats.ts";

/** Skipped files that are named one by one. */
const mostNamed = 20;

/** Reasons after which nothing is left unjudged. */
const harmless: ReadonlySet<string> = new Set([
  "symbolic link",
  "special",
  "vanished",
  "no CloudTrail records in it",
]);

/** What to do about a reason. */
const advice: Readonly<Record<string, string>> = {
  unreadable: "check its permissions",
  "gzip cut short": "fetch it again, its transfer may not have ended",
  "not gzip": "fetch it again, or take .gz off its name",
  "too large": "split it, one value in it has more than 128 MB",
};

/** Whether what was skipped leaves nothing unjudged. */
export function isHarmless({ reason }: TrailSkip): boolean {
  return harmless.has(reason);
}

/** Whether input may hold events that the list does not have. */
export function leavesQuestions(list: ActivityList, skipped: readonly TrailSkip[]): boolean {
  const { unreadable, tooOld } = list.counts;
  return (
    unreadable > 0 || tooOld > 0 || list.stream.gaps.length > 0 || skipped.some((one) => !isHarmless(one))
  );
}

/** What the list is based on, for machines. */
export function summaryJson(
  list: ActivityList,
  skipped: readonly TrailSkip[],
): Readonly<Record<string, unknown>> {
  return {
    events: list.rows.length,
    ...list.counts,
    newestEvent: isoOrNull(list.newest),
    completeUntil: isoOrNull(list.stream.watermark),
    places: list.places,
    gaps: list.stream.gaps.map(({ from, to, reason }) => ({
      from: isoOrNull(from),
      to: isoOrNull(to),
      reason,
    })),
    skipped,
  };
}

/** What was asked for, as far as the summary tells of it. */
interface SummaryOptions {
  /** One role's events alone. */
  readonly byRole: boolean;
  /** LookupEvents, not files. */
  readonly isLive: boolean;
}

/** The same for a person, as lines. */
export function summaryText(
  list: ActivityList,
  skipped: readonly TrailSkip[],
  { byRole, isLive }: SummaryOptions,
): string {
  const { counts, places, stream } = list;
  const named = places.length === 0 ? "nothing" : places.slice(0, 10).map(visible).join(", ");
  const more = places.length > 10 ? ` and ${places.length - 10} more` : "";
  return [
    `${list.rows.length} of ${plural(counts.records, "record")} listed${leftOut(list, byRole)}`,
    asOf(list, isLive),
    `coverage: ${named}${more}; ${isLive ? "management events alone: LookupEvents never shows data events, such as reading and deleting objects" : "data events, such as reading and deleting objects, are only there if the trail logs them"}`,
  ]
    .map((line) => `${line}\n`)
    .concat(problemsText(stream.gaps, skipped))
    .join("");
}

function asOf({ counts, newest, stream }: ActivityList, isLive: boolean): string {
  if (counts.records === 0) return "data as of: there are no records";
  if (newest === undefined) return "data as of: no event has a time";
  const { watermark } = stream;
  const time = `data as of ${shownTime(newest)}, the newest event`;
  if (watermark === undefined) return time;
  const delay = isLive ? "events are found minutes late" : "files take up to 15 minutes to come";
  return `${time}; ${delay}, so it is complete up to ${shownTime(watermark)} at best`;
}

/** Gaps, and what was skipped, as lines for a person. */
export function problemsText(gaps: readonly TrailGap[], skipped: readonly TrailSkip[]): string {
  return [
    ...gaps.map(({ from, to, reason }) => `gap: ${shownTime(from)} to ${shownTime(to)}, ${visible(reason)}`),
    ...skipped.slice(0, mostNamed).map(({ path, reason }) => {
      const todo = Object.hasOwn(advice, reason) ? ` (${advice[reason]})` : "";
      return `skipped ${visiblePath(path)}: ${reason}${todo}`;
    }),
    ...(skipped.length > mostNamed ? [`skipped ${skipped.length - mostNamed} more`] : []),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function leftOut({ counts }: ActivityList, byRole: boolean): string {
  const { unreadable, ofOthers, filtered, untimed, repeated, tooOld } = counts;
  const parts: readonly (readonly [count: number, what: string])[] = [
    [byRole ? ofOthers : 0, "of others than the role"],
    [filtered, "left out by time or risk"],
    [untimed, "left out without a time"],
    [repeated, "repeated"],
    [tooOld, `older than the newest ${mostEvents}`],
    [unreadable, "not readable as events"],
  ];
  const shown = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return shown.length === 0 ? "" : ` (${shown.join(", ")})`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function isoOrNull(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
