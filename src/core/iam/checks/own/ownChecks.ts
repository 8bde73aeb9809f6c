import type { PolicyCheck, UnitCheck } from "../check.ts";

/** Picket's own checks of one policy. */
export const ownPolicyChecks: readonly PolicyCheck[] = [];

/** Picket's own checks of all that a principal has. */
export const ownUnitChecks: readonly UnitCheck[] = [];
