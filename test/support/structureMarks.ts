import { structureChecks } from "../../src/core/iam/checks/structure/structureChecks.ts";
import type { PolicyPlace } from "../../src/core/iam/model/located.ts";
import { marksOf } from "./iam.ts";

const ids = new Set(structureChecks.flatMap(({ rules }) => rules.map(({ id }) => id as string)));

/** `marksOf` with the rules of structure alone, without `iam/`: `invalid-effect "allow"`. */
export function structureMarks(policy: unknown, place: PolicyPlace = {}): string[] {
  return marksOf(policy, place)
    .filter((mark) => ids.has(mark.slice(0, mark.indexOf(" "))))
    .map((mark) => mark.slice("iam/".length));
}

/** A policy of these statements in the current version. */
export function policyOf(...Statement: readonly unknown[]): unknown {
  return { Version: "2012-10-17", Statement };
}
