import { agentChecks } from "./agentChecks.ts";
import type { KiroCheck, KiroRule } from "./check.ts";
import { commandChecks } from "./commandChecks.ts";
import { guardChecks } from "./guardChecks.ts";
import { hookShapeChecks } from "./hookShapeChecks.ts";
import { managedChecks } from "./managedChecks.ts";
import { permissionChecks } from "./permissionChecks.ts";
import { placeChecks } from "./placeChecks.ts";
import { proseChecks } from "./proseChecks.ts";
import { steeringChecks } from "./steeringChecks.ts";

/** Every check of the engine. */
export const kiroChecks: readonly KiroCheck[] = [
  ...placeChecks,
  ...hookShapeChecks,
  ...guardChecks,
  ...commandChecks,
  ...agentChecks,
  ...permissionChecks,
  ...managedChecks,
  ...steeringChecks,
  ...proseChecks,
];

/** Every rule of the engine, ordered by id. */
export const kiroRules: readonly KiroRule[] = kiroChecks
  .flatMap(({ rules }) => rules)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
