import type { UnitCheck } from "../check.ts";

/** Privilege escalation over all policies of a principal. */
export const escalationChecks: readonly UnitCheck[] = [];
