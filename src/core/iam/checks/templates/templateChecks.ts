import type { ResourceCheck } from "../check.ts";
import { networkChecks } from "./networkChecks.ts";
import { workspacesChecks } from "./workspacesChecks.ts";

/** Checks of security groups, network ACLs and WorkSpaces. */
export const templateChecks: readonly ResourceCheck[] = [...networkChecks, ...workspacesChecks];
