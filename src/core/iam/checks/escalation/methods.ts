import { existingMethods } from "./existingMethods.ts";
import { identityMethods } from "./identityMethods.ts";
import type { EscalationMethod } from "./method.ts";
import { passMethods } from "./passMethods.ts";

/** All methods, worst kind first, and of one kind the most direct first. */
export const escalationMethods: readonly EscalationMethod[] = [
  ...identityMethods,
  ...passMethods,
  ...existingMethods,
];
