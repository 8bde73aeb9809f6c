import type { PostureSchedule } from "../../editor/settingDefinitions.ts";

const day = 24 * 3_600_000;
/** A clock may go a little before the one that wrote the last report. */
const tolerance = 5 * 60_000;

/**
 * Whether a run is due.
 * @param last ms since epoch of the last run; undefined: there was none
 */
export function isDue(schedule: PostureSchedule, last: number | undefined, now: number): boolean {
  if (schedule === "off") return false;
  return last === undefined || now - last >= day || last - now > tolerance;
}
