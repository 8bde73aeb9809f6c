import type { PolicyCheck } from "../check.ts";

/** Checks against the catalogue: actions, resources, and what they mean together. */
export const serviceChecks: readonly PolicyCheck[] = [];
