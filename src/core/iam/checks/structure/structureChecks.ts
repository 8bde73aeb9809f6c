import type { PolicyCheck } from "../check.ts";

/** Checks of the elements, principals, sizes and of what a type of policy allows. */
export const structureChecks: readonly PolicyCheck[] = [];
