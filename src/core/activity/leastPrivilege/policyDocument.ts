import { buildPolicy } from "../../iam/model/buildPolicy.ts";
import type { Policy } from "../../iam/model/policy.ts";
import { hasUnknown, type ValueNode } from "../../iam/model/valueNode.ts";
import { readJsonTree } from "../../iam/readers/jsonTree.ts";

/** Data as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Characters of a customer managed policy, white space not counted (IAM and STS quotas). */
export const managedPolicyQuota = 6144;
/** Characters of all inline policies of a role together. */
export const inlinePolicyQuota = 10_240;

/** A statement as it is written. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Json;
}

/** A node's value; undefined when a part of it cannot be read here. Of duplicate members the last one counts, as in IAM. */
export function valueOf(node: ValueNode): Json | undefined {
  switch (node.kind) {
    case "unknown":
      return undefined;
    case "string":
      return hasUnknown(node.value) ? undefined : node.value;
    case "list": {
      const items = node.items.map(valueOf);
      return node.partial || !areKnown(items) ? undefined : items;
    }
    case "object": {
      const members = node.members.map(({ key, value }) => [key.value, valueOf(value)] as const);
      if (node.partial || members.some(([key, value]) => value === undefined || hasUnknown(key)))
        return undefined;
      return Object.fromEntries(
        members.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
      );
    }
    case "number":
    case "boolean":
    case "null":
      break;
  }
  return node.value;
}

function areKnown(items: readonly (Json | undefined)[]): items is readonly Json[] {
  return items.every((item) => item !== undefined);
}

/** A policy of JSON data, as the engine reads it. */
export function parsedPolicy(document: Json): Policy {
  const { root } = readJsonTree(policyText(document));
  if (!root) throw new Error("a policy that was just written cannot be read");
  return buildPolicy({ root, syntax: "json", place: { type: "identity" }, problems: [] });
}

/** A policy as it is shown and saved. */
export function policyText(document: Json): string {
  return JSON.stringify(document, undefined, 2);
}

/** Characters that count for IAM's quotas. */
export function policySize(document: Json): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}

/** One text alone, several as a list: how IAM's own tools write them. */
export function oneOrMany(texts: readonly string[]): string | readonly string[] {
  return texts.length === 1 && texts[0] !== undefined ? texts[0] : texts;
}
