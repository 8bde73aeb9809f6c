import type { CommandHelp } from "../commandHelp.ts";
import { leastPrivilegeHelp } from "./leastPrivilegeHelp.ts";
import { activityListHelp } from "./listHelp.ts";

/** Help of `picket activity` by its commands. */
export const activityCommands: Readonly<Record<string, CommandHelp>> = {
  "activity list": activityListHelp,
  "activity least-privilege": leastPrivilegeHelp,
  "activity classify": {
    usage: "picket activity classify < RECORDS",
    about: "Judges CloudTrail records from standard input, one per line, each by itself.",
    specs: {},
    notes: `Each line of input gives one line of JSON, in order: the event, its risk with reasons, and whether the call
succeeded, was denied or failed. A line that is no record gives {"error": …} in its place.

Exit status: 0 whatever the records say, 2 error.`,
  },
};
