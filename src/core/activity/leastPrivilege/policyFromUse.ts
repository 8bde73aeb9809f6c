import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import { needsPermission } from "../policy/resourcePolicies.ts";
import { sizeNotes } from "./blindSpots.ts";
import { finestThatFits, groupActions, type JoinLimits } from "./joinResources.ts";
import { managedPolicyQuota, oneOrMany, policySize, policyText, type Json } from "./policyDocument.ts";
import type { ActionUse, UseOfRole } from "./useOfRole.ts";

/** A policy that was made of events alone. */
export interface PolicyOfUse {
  /** JSON with two spaces per level. */
  readonly text: string;
  /** Characters that count for IAM's quotas. */
  readonly size: number;
  /** What a person should know of it. */
  readonly notes: readonly string[];
}

/**
 * A policy that allows exactly what was used: for a set of chosen events, or a role whose policies are not at hand. Its
 * resources are those of the events, written by whoever made the calls: read it before you use it. Undefined when nothing
 * was used.
 */
export function policyFromUse(use: UseOfRole, catalogue: Catalogue): PolicyOfUse | undefined {
  if (![...use.actions.keys()].some(needsPermission)) return undefined;
  const { document, size } = finestThatFits(managedPolicyQuota, (level) => {
    const made = documentAt(use, level);
    return { document: made, size: policySize(made) };
  });
  return { text: policyText(document), size, notes: [...notesOn(use, catalogue), ...sizeNotes(size)] };
}

function documentAt(use: UseOfRole, level: JoinLimits): Json {
  const resources = new Map(
    [...use.actions.values()]
      .filter(({ action }) => needsPermission(action))
      .sort(byAction)
      .map((one) => [one.action, resourcesOf(one)]),
  );
  return {
    Version: "2012-10-17",
    Statement: groupActions(resources, level, () => true).map(({ actions, patterns }) => ({
      Effect: "Allow",
      Action: oneOrMany(actions),
      Resource: oneOrMany(patterns),
    })),
  };
}

function byAction(a: ActionUse, b: ActionUse): number {
  return a.action < b.action ? -1 : 1;
}

function resourcesOf({ targets, unknown }: ActionUse): readonly string[] {
  if (unknown > 0 || targets.all.length === 0) return ["*"];
  return targets.all.flatMap(({ patterns }) => patterns);
}

function notesOn(use: UseOfRole, catalogue: Catalogue): readonly string[] {
  const open = [...use.actions.values()]
    .filter(({ action, unknown }) => unknown > 0 && (catalogue.action(action)?.resources.length ?? 0) > 0)
    .map(({ action }) => action);
  const inferred = [...use.actions.values()].filter((one) => one.inferred).map(({ action }) => action);
  const notes: string[] = [];
  if (open.length > 0)
    notes.push(`Allowed on every resource, since the events do not say on which: ${open.sort().join(", ")}.`);
  if (inferred.length > 0)
    notes.push(`Concluded from roles that calls handed to services: ${inferred.sort().join(", ")}.`);
  return notes;
}
