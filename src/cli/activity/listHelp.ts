import type { CommandHelp } from "../commandHelp.ts";
import { activityListSpecs } from "./listOptions.ts";

/** Help of `picket activity list`. */
export const activityListHelp: CommandHelp = {
  usage: "picket activity list --source DIR|FILE… | --live [options]",
  about:
    "Lists what a role did by delivered CloudTrail files or by AWS itself, in order, every event once, with its risk.",
  specs: activityListSpecs,
  notes: `Listed are the newest 100,000 events that were asked for. What the list is based on (data as of, accounts and
Regions, gaps, skipped files) goes to standard error, with --format json into its summary as well.
What only several events together show, such as many deletions within a minute, makes each of them louder. With
--follow an event that becomes louder after it was printed is printed again: of one event id the last line counts.
--live needs the permission cloudtrail:LookupEvents. It sees management events alone, minutes late and at most 90 days
back; reading and deleting objects of S3 are data events. Nothing else goes to the network.
Without --follow it gives up, with what it has, when AWS has not answered for five minutes.

Exit status: 0 everything read, 1 some input could not be read or did not fit, 2 error.`,
};
