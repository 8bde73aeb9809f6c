import type { IamRule, PolicyCheck, ResourceCheck, UnitCheck } from "./check.ts";
import { conditionChecks } from "./conditions/conditionChecks.ts";
import { escalationChecks } from "./escalation/escalationChecks.ts";
import { ownPolicyChecks, ownUnitChecks } from "./own/ownChecks.ts";
import { readingRules } from "./readingRules.ts";
import { serviceChecks } from "./services/serviceChecks.ts";
import { structureChecks } from "./structure/structureChecks.ts";
import { templateChecks } from "./templates/templateChecks.ts";

/** Checks of one policy. */
export const policyChecks: readonly PolicyCheck[] = [
  ...structureChecks,
  ...conditionChecks,
  ...serviceChecks,
  ...ownPolicyChecks,
];

/** Checks of all policies of a principal together. */
export const unitChecks: readonly UnitCheck[] = [...escalationChecks, ...ownUnitChecks];

/** Checks of the resources of templates. */
export const resourceChecks: readonly ResourceCheck[] = templateChecks;

/** Every rule of the engine, ordered by id. */
export const iamRules: readonly IamRule[] = [
  ...readingRules,
  ...[...policyChecks, ...unitChecks, ...resourceChecks].flatMap(({ rules }) => rules),
].sort((a, b) => (a.id < b.id ? -1 : 1));
