import type { PolicyCheck } from "../check.ts";
import { actionChecks } from "./actionChecks.ts";
import { arnChecks } from "./arnChecks.ts";
import { conditionValueChecks } from "./conditionValueChecks.ts";
import { passRoleChecks } from "./passRoleChecks.ts";
import { redundancyChecks } from "./redundancyChecks.ts";
import { resourcePolicyChecks } from "./resourcePolicyChecks.ts";
import { tagChecks } from "./tagChecks.ts";

/** Checks against the catalogue: actions, resources, and what they mean together. */
export const serviceChecks: readonly PolicyCheck[] = [
  ...actionChecks,
  ...arnChecks,
  ...conditionValueChecks,
  ...redundancyChecks,
  ...passRoleChecks,
  ...tagChecks,
  ...resourcePolicyChecks,
];
