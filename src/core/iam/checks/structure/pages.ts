import type { RulePage } from "../check.ts";

/** Pages of the rules of this folder. */
export const structurePages: readonly RulePage[] = [];
