import type { PolicyCheck } from "../check.ts";
import { assumeActionCheck } from "./assumeActions.ts";
import { dataTypeCheck } from "./dataTypes.ts";
import { effectAndVersionCheck } from "./effectAndVersion.ts";
import { elementNameCheck } from "./elementNames.ts";
import { emptyValueCheck } from "./emptyValues.ts";
import { githubSubjectCheck } from "./githubSubjects.ts";
import { missingElementCheck } from "./missingElements.ts";
import { rcpCheck, scpCheck } from "./organizationPolicies.ts";
import { policySizeCheck } from "./policySize.ts";
import { policyVariableCheck } from "./policyVariables.ts";
import { principalCheck } from "./principals.ts";
import { rcpConditionCheck } from "./rcpConditions.ts";
import { servicePrincipalAccessCheck } from "./servicePrincipalAccess.ts";
import { servicePrincipalFormatCheck } from "./servicePrincipalFormat.ts";
import { statementIdCheck } from "./statementIds.ts";
import { trustPolicyCheck } from "./trustPolicy.ts";
import { webIdentityCheck } from "./webIdentity.ts";

/** Checks of the elements, principals, sizes and of what a type of policy allows. */
export const structureChecks: readonly PolicyCheck[] = [
  elementNameCheck,
  dataTypeCheck,
  missingElementCheck,
  effectAndVersionCheck,
  emptyValueCheck,
  statementIdCheck,
  policyVariableCheck,
  policySizeCheck,
  principalCheck,
  servicePrincipalFormatCheck,
  servicePrincipalAccessCheck,
  trustPolicyCheck,
  assumeActionCheck,
  webIdentityCheck,
  githubSubjectCheck,
  scpCheck,
  rcpCheck,
  rcpConditionCheck,
];
