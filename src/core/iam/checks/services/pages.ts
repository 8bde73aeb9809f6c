import type { RulePage } from "../check.ts";
import { actionPages } from "./actionPages.ts";
import { arnPages } from "./arnPages.ts";
import { passRolePages } from "./passRolePages.ts";
import { redundancyPages } from "./redundancyPages.ts";
import { resourcePolicyPages } from "./resourcePolicyPages.ts";
import { tagPages } from "./tagPages.ts";

/** Pages of the rules of this folder. */
export const servicePages: readonly RulePage[] = [
  ...actionPages,
  ...arnPages,
  ...redundancyPages,
  ...passRolePages,
  ...tagPages,
  ...resourcePolicyPages,
];
