import type { PostureRun } from "./environment.ts";
import { countLine } from "./statusLook.ts";
import type { Translate } from "./translate.ts";

const minute = 60_000;
const hour = 60 * minute;

/** When a run was, ms since epoch. */
export function timeOf({ body }: Pick<PostureRun, "body">): number {
  return Date.parse(body.time);
}

/** Whether a run is older than the organisation wants, or of the future, which a clock that was set back gives. */
export function isStale(run: Pick<PostureRun, "body" | "everyHours">, now: number): boolean {
  const at = timeOf(run);
  const { everyHours } = run;
  return now - at > everyHours * hour || at - now > 5 * minute;
}

/** The lines above the tree: the counts, when and with what they were found, and what is wrong with them. */
export function summaryLines(run: PostureRun, now: number, t: Translate): readonly string[] {
  const { body, problem } = run;
  const parts = [
    t("this machine"),
    ...(body.network ? [t("network")] : []),
    ...(body.subjects.includes("account") ? [t("AWS account")] : []),
  ];
  const stale = isStale(run, now) ? [t("Out of date: check again before you rely on it.")] : [];
  return [
    countLine(body.results, t),
    t("Checked {0}: {1}.", agoText(now - timeOf(run), t), parts.join(", ")),
    ...stale,
    ...(problem === undefined ? [] : [problem]),
  ];
}

/** @param ms negative: the clock went back */
function agoText(ms: number, t: Translate): string {
  const minutes = Math.floor(ms / minute);
  if (minutes < 0) return t("in the future, by this machine's clock");
  if (minutes < 1) return t("just now");
  if (minutes < 60) return t("{0} min. ago", minutes);
  return minutes < 48 * 60
    ? t("{0} h ago", Math.floor(minutes / 60))
    : t("{0} days ago", Math.floor(minutes / 1440));
}
