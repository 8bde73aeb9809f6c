import type { PolicyCheck } from "../check.ts";

/** Checks of conditions: operators, keys, values. */
export const conditionChecks: readonly PolicyCheck[] = [];
