import type { PolicyCheck, UnitCheck } from "../check.ts";
import { exposureChecks } from "../exposure/exposureChecks.ts";
import { confusedDeputyChecks } from "./confusedDeputy.ts";
import { lambdaDeployChecks } from "./lambdaDeploy.ts";
import { placeholderChecks } from "./placeholders.ts";
import { publicAccessChecks } from "./publicAccess.ts";
import { secretChecks } from "./secretArns.ts";
import { wildcardChecks } from "./wildcardChecks.ts";
import { withoutEffectChecks } from "./withoutEffect.ts";

/** Picket's own checks of one policy. */
export const ownPolicyChecks: readonly PolicyCheck[] = [
  ...confusedDeputyChecks,
  ...lambdaDeployChecks,
  ...placeholderChecks,
  ...publicAccessChecks,
  ...secretChecks,
  ...wildcardChecks,
  ...withoutEffectChecks,
];

/** Picket's own checks of all that a principal has. */
export const ownUnitChecks: readonly UnitCheck[] = exposureChecks;
