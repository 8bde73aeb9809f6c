import type { CommandHelp } from "../commandHelp.ts";
import { leastPrivilegeSpecs } from "./leastPrivilegeOptions.ts";

/** Help of `picket activity least-privilege`. */
export const leastPrivilegeHelp: CommandHelp = {
  usage: "picket activity least-privilege --source DIR|FILE… --role ARN [--policy FILE]… [options]",
  about:
    "Compares what a role used, by delivered CloudTrail files, with what its policies grant, and narrows them.",
  specs: leastPrivilegeSpecs,
  notes: `Each narrowed policy is proved to allow nothing that the policy did not. Refused calls do not count as use.
What no event could show (iam:PassRole, data events that the trail does not log) stays, unless --drop-unseen is
given. Without --policy the command writes a policy of what was used.

Exit status: 0 everything read and written, 1 some input could not be read, a policy could not be narrowed, or there
are no events of the role, 2 error.`,
};
