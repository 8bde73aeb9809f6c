import type { Catalogue } from "../catalogue/catalogue.ts";
import type { PrincipalUnit } from "../checks/check.ts";
import { createEvaluator, type Evaluator } from "./allows.ts";

const made = new WeakMap<PrincipalUnit, Evaluator>();

/** The evaluator over all that a principal has within its boundaries; made once for all checks of the unit. */
export function evaluatorOf(unit: PrincipalUnit, catalogue: Catalogue): Evaluator {
  const known = made.get(unit);
  if (known) return known;
  const evaluator = createEvaluator(unit.policies, unit.boundaries, catalogue);
  made.set(unit, evaluator);
  return evaluator;
}

/** Whether a boundary limits the principal that is not in this text. */
export function hasUnseenBoundary({ principal, boundaries }: PrincipalUnit): boolean {
  return principal?.boundary !== undefined && boundaries.length === 0;
}
