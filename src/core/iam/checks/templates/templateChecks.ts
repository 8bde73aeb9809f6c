import type { ResourceCheck } from "../check.ts";

/** Checks of security groups, network ACLs and WorkSpaces. */
export const templateChecks: readonly ResourceCheck[] = [];
