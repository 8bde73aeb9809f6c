import type { PolicyCheck } from "../check.ts";
import { actionKeyChecks } from "./actionKeyChecks.ts";
import { emptyChecks } from "./emptyChecks.ts";
import { identifierChecks } from "./identifierChecks.ts";
import { ipChecks } from "./ipChecks.ts";
import { keyChecks } from "./keyChecks.ts";
import { keyUseChecks } from "./keyUseChecks.ts";
import { operatorChecks } from "./operatorChecks.ts";
import { ownConditionChecks } from "./ownConditionChecks.ts";
import { sensitiveKeyChecks } from "./sensitiveKeyChecks.ts";

import { typeChecks } from "./typeChecks.ts";
import { valueChecks } from "./valueChecks.ts";
import { variableChecks } from "./variableChecks.ts";
import { wildcardChecks } from "./wildcardChecks.ts";

/** Checks of conditions: operators, keys, values. */
export const conditionChecks: readonly PolicyCheck[] = [
  ...operatorChecks,
  ...keyChecks,
  ...typeChecks,
  ...valueChecks,
  ...ipChecks,
  ...identifierChecks,
  ...wildcardChecks,
  ...sensitiveKeyChecks,
  ...variableChecks,
  ...keyUseChecks,
  ...actionKeyChecks,
  ...emptyChecks,
  ...ownConditionChecks,
];
