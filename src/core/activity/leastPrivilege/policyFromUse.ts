import type { Catalogue } from "../../iam/catalogue/catalogue.ts";
import { sizeNotes } from "./blindSpots.ts";
import { joinLevels, joinResources, type JoinLimits } from "./joinResources.ts";
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
  if (use.actions.size === 0) return undefined;
  const made = joinLevels.map((level) => () => documentAt(use, level));
  let document = documentAt(use, joinLevels[0]!);
  for (const next of made.slice(1)) if (policySize(document) > managedPolicyQuota) document = next();
  const size = policySize(document);
  return { text: policyText(document), size, notes: [...notesOn(use, catalogue), ...sizeNotes(size)] };
}

function documentAt(use: UseOfRole, level: JoinLimits): Json {
  const groups = new Map<string, { service: string; resources: readonly string[]; actions: string[] }>();
  for (const one of [...use.actions.values()].sort(byAction)) {
    const resources = resourcesOf(one, level);
    const service = one.action.slice(0, one.action.indexOf(":"));
    const key = JSON.stringify([resources.includes("*") ? "" : service, resources]);
    const group = groups.get(key);
    if (group) group.actions.push(one.action);
    else groups.set(key, { service, resources, actions: [one.action] });
  }
  return {
    Version: "2012-10-17",
    Statement: [...groups.values()].map(({ resources, actions }) => ({
      Effect: "Allow",
      Action: oneOrMany(actions),
      Resource: oneOrMany(resources),
    })),
  };
}

function byAction(a: ActionUse, b: ActionUse): number {
  return a.action < b.action ? -1 : 1;
}

function resourcesOf({ targets, unknown }: ActionUse, level: JoinLimits): readonly string[] {
  if (unknown > 0 || targets.all.length === 0) return ["*"];
  return joinResources(
    targets.all.flatMap(({ patterns }) => patterns),
    level,
    () => true,
  );
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
