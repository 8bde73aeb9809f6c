import type { LocatedPolicy, PolicyText, TemplateResource } from "../../model/located.ts";
import { memberOf, type ObjectNode, type ValueNode } from "../../model/valueNode.ts";
import { impliedDocument } from "../code/synthetic.ts";
import { readSamPrincipal } from "../sam/samPrincipals.ts";
import type { TreeSource } from "../stringPieces.ts";
import { documentsOf, entriesOf, type FoundDocument } from "./documents.ts";
import { findDocuments } from "./findDocuments.ts";
import { resolve, type TemplateNames } from "./intrinsics.ts";
import { PolicyCollector } from "./policyCollector.ts";
import { organizationsType, policyProperties, watchedType, type PolicyProperty } from "./policyProperties.ts";
import { readIamResource } from "./principals.ts";
import { principalsByName } from "./references.ts";
import { namesOf, resourcesOf, type RawResource } from "./templateResources.ts";

/** Reads a template of CloudFormation or SAM. */
export function readTemplate(root: ObjectNode, source: TreeSource): PolicyText {
  const map = memberOf(root, "Resources")?.value;
  const maps = map?.kind === "object" ? [map] : [];
  const names = namesOf(root, maps, source);
  const collector = new PolicyCollector();
  const resources = readResources(maps, names, collector, memberOf(root, "Globals")?.value);
  return finish(collector, resources);
}

/** Reads a part of a template: resources by logical id at its top. */
export function readFragment(root: ObjectNode, source: TreeSource): PolicyText {
  const collector = new PolicyCollector();
  const resources = readResources([root], namesOf(root, [root], source), collector);
  return finish(collector, resources);
}

/** What was gathered, each document once: one that an alias brings in twice is attached to both. */
export function finish(collector: PolicyCollector, resources: readonly TemplateResource[]): PolicyText {
  const { policies, principals } = collector.result();
  const once = new Map<string, LocatedPolicy>();
  for (const policy of policies) {
    const { start, end } = policy.root.span;
    const key = `${start}:${end}:${policy.place.type ?? ""}`;
    const same = once.get(key);
    const all = [...new Set([...(same?.place.principals ?? []), ...(policy.place.principals ?? [])])];
    once.set(
      key,
      same && all.length > 0 ? { ...same, place: { ...same.place, principals: all } } : (same ?? policy),
    );
  }
  return { policies: [...once.values()], principals, resources };
}

/**
 * Reads resources into a collector.
 * @param maps resources by logical id
 * @param globals defaults of SAM
 * @returns those that other checks look at
 */
export function readResources(
  maps: readonly ObjectNode[],
  names: TemplateNames,
  collector: PolicyCollector,
  globals?: ValueNode,
): TemplateResource[] {
  const resources = maps.flatMap((map) => resourcesOf(map, names));
  const byName = principalsByName(resources);
  for (const resource of resources) {
    const { type, properties } = resource;
    const known =
      readIamResource(resource, byName, collector) || readSamPrincipal(resource, globals, collector);
    const listed = policyProperties[type];
    if (listed) readProperties(resource, listed, collector);
    else if (type === "AWS::Organizations::Policy") readOrganizationsPolicy(resource, collector);
    else if (!known) {
      for (const { document } of findDocuments(properties, resource.names))
        collector.add([document], { name: resource.id });
    }
  }
  return resources.filter(({ type }) => watchedType.test(type)).flatMap((one) => watched(one) ?? []);
}

function watched({ id, key, type, properties, names }: RawResource): TemplateResource | undefined {
  const resolved = resolve(properties, names);
  if (resolved?.kind !== "object") return undefined;
  return { dialect: "cloudformation", type, name: id, nameSpan: key.content, properties: resolved };
}

function readProperties(
  { id, properties, names }: RawResource,
  listed: readonly PolicyProperty[],
  collector: PolicyCollector,
): void {
  for (const { path, type, resourceType, statements } of listed) {
    const place = { type, name: id, ...(resourceType && { resourceType }) };
    for (const value of valuesAt(properties, path.split("."))) {
      const documents = statements ? documentOfStatements(value, names) : documentsOf(value, names);
      collector.add(documents, place);
    }
  }
}

function valuesAt(node: ValueNode, path: readonly string[]): ValueNode[] {
  const [name, ...rest] = path;
  if (name === undefined) return [node];
  return entriesOf(node).items.flatMap((entry) => {
    const value = memberOf(entry, name)?.value;
    return value ? valuesAt(value, rest) : [];
  });
}

/** A document for statements that stand without one. */
export function documentOfStatements(node: ValueNode, names: TemplateNames): FoundDocument[] {
  const resolved = resolve(node, names);
  const items = resolved?.kind === "list" ? resolved.items : resolved?.kind === "object" ? [resolved] : [];
  if (!resolved || items.length === 0) return [];
  return [{ root: impliedDocument(items, resolved.span), syntax: names.source.syntax, problems: [] }];
}

function readOrganizationsPolicy({ id, properties, names }: RawResource, collector: PolicyCollector): void {
  const kind = memberOf(properties, "Type")?.value;
  const type = organizationsType(kind?.kind === "string" ? kind.value : undefined);
  if (!type) return;
  const documents = documentsOf(memberOf(properties, "Content")?.value, names);
  collector.add(documents, { type, name: id });
}
