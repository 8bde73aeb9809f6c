import type { FixPlanner } from "./draft.ts";
import { arnLike, nullCheck } from "./kinds/conditions.ts";
import { confusedDeputy } from "./kinds/confusedDeputy.ts";
import { addVersion, didYouMean } from "./kinds/corrections.ts";
import { expandWildcard } from "./kinds/expandWildcard.ts";
import { narrowToSeen } from "./kinds/narrowToSeen.ts";
import { passedToService } from "./kinds/passedToService.ts";
import { removeDuplicate, removeRedundant } from "./kinds/redundant.ts";
import { scopeResource, splitWildcardOnly } from "./kinds/scopeResource.ts";
import { removeRedundantConditions } from "./kinds/redundantConditions.ts";
import { addDescribeSecret, secretSuffix } from "./kinds/secretSuffix.ts";
import { uniqueSid } from "./kinds/sids.ts";

/** All kinds of fixes, those that correct something first: menus keep this order at one place. */
export const planners: readonly FixPlanner[] = [
  didYouMean,
  addVersion,
  removeDuplicate,
  uniqueSid,
  removeRedundant,
  removeRedundantConditions,
  secretSuffix,
  addDescribeSecret,
  arnLike,
  nullCheck,
  passedToService,
  confusedDeputy,
  narrowToSeen,
  scopeResource,
  splitWildcardOnly,
  expandWildcard,
];
