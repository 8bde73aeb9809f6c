import { memberOf, type ValueNode } from "../../model/valueNode.ts";
import { documentsOf, entriesOf } from "../cloudFormation/documents.ts";
import { callOf } from "../cloudFormation/intrinsics.ts";
import type { PolicyCollector } from "../cloudFormation/policyCollector.ts";
import { readBoundary, readManaged } from "../cloudFormation/principals.ts";
import type { RawResource } from "../cloudFormation/templateResources.ts";
import { policyOfTemplate } from "./policyTemplate.ts";

/** Resources that get a role of their own, with the name of their defaults in `Globals`. */
const globalsOf: Readonly<Record<string, string>> = {
  "AWS::Serverless::Function": "Function",
  "AWS::Serverless::StateMachine": "StateMachine",
};

/**
 * Reads what SAM gives to the role that it makes for a function or state machine, its policy templates expanded.
 * @param globals section `Globals` of the template
 * @returns whether the resource is one of these
 */
export function readSamPrincipal(
  { id, key, type, properties, names }: RawResource,
  globals: ValueNode | undefined,
  collector: PolicyCollector,
): boolean {
  const section = globalsOf[type];
  if (section === undefined) return false;
  const defaults = memberOf(globals, section)?.value;
  const value = (name: string): ValueNode | undefined =>
    memberOf(properties, name)?.value ?? memberOf(defaults, name)?.value;
  // With a role given, SAM makes none and does not look at the policies.
  if (value("Role")) return true;
  const draft = collector.addPrincipal(id, "role", key);
  const { items, partial } = entriesOf(value("Policies"));
  let complete = !partial && !properties.partial;
  for (const item of items) {
    if (memberOf(item, "Statement")) {
      collector.add(documentsOf(item, names), { type: "identity", name: id }, { principals: [id] });
    } else if (item.kind === "string" || callOf(item)) {
      const managed = readManaged(item, id, names, collector);
      draft.managedPolicies.push(...managed.strings);
      complete &&= managed.complete;
    } else {
      const root = policyOfTemplate(item, names);
      if (root) {
        const place = { type: "identity", name: id, fixed: true } as const;
        collector.add([{ root, syntax: names.source.syntax, problems: [] }], place, { principals: [id] });
      } else complete = false;
    }
  }
  draft.complete = complete;
  const trust = documentsOf(value("AssumeRolePolicyDocument"), names);
  collector.add(trust, { type: "trust", name: id }, { principals: [id] });
  const boundary = readBoundary(value("PermissionsBoundary"), id, names, collector);
  if (boundary) draft.boundary = boundary;
  return true;
}
