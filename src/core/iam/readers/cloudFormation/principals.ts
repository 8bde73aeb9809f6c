import type { LocatedPrincipal } from "../../model/located.ts";
import { memberOf, type ValueNode } from "../../model/valueNode.ts";
import { documentsOf, entriesOf } from "./documents.ts";
import { callOf, resolve, type TemplateNames } from "./intrinsics.ts";
import type { PolicyCollector } from "./policyCollector.ts";
import { referencesIn } from "./references.ts";
import type { RawResource } from "./templateResources.ts";

/** Names of the properties that say what a principal is allowed. */
interface PrincipalProperties {
  readonly kind: LocatedPrincipal["kind"];
  readonly trust?: string;
  /** A list of named documents. */
  readonly inline?: string;
  /** One document. */
  readonly document?: string;
  /** Lists of managed policies. */
  readonly managed: readonly string[];
  readonly boundary: string;
  /** What else may allow it something. */
  readonly hidden?: string;
}

const principalTypes: Readonly<Record<string, PrincipalProperties>> = {
  "AWS::IAM::Role": {
    kind: "role",
    trust: "AssumeRolePolicyDocument",
    inline: "Policies",
    managed: ["ManagedPolicyArns"],
    boundary: "PermissionsBoundary",
  },
  "AWS::IAM::User": {
    kind: "user",
    inline: "Policies",
    managed: ["ManagedPolicyArns"],
    boundary: "PermissionsBoundary",
    hidden: "Groups",
  },
  "AWS::IAM::Group": {
    kind: "group",
    inline: "Policies",
    managed: ["ManagedPolicyArns"],
    boundary: "PermissionsBoundary",
  },
  "AWS::SSO::PermissionSet": {
    kind: "permission-set",
    document: "InlinePolicy",
    managed: ["ManagedPolicies", "CustomerManagedPolicyReferences"],
    boundary: "PermissionsBoundary",
  },
};

/** Policies that name what they are attached to, by type. */
const attachedTypes: Readonly<Record<string, readonly string[]>> = {
  "AWS::IAM::Policy": ["Roles", "Users", "Groups"],
  "AWS::IAM::ManagedPolicy": ["Roles", "Users", "Groups"],
  "AWS::IAM::RolePolicy": ["RoleName"],
  "AWS::IAM::UserPolicy": ["UserName"],
  "AWS::IAM::GroupPolicy": ["GroupName"],
};

/**
 * Reads a role, user, group, permission set or a policy for them.
 * @param byName logical ids of principals by the name that the template gives them
 * @returns whether the resource is one of these
 */
export function readIamResource(
  resource: RawResource,
  byName: ReadonlyMap<string, string>,
  collector: PolicyCollector,
): boolean {
  const principal = principalTypes[resource.type];
  if (principal) readPrincipal(resource, principal, collector);
  const attached = attachedTypes[resource.type];
  if (attached) readAttached(resource, attached, byName, collector);
  return principal !== undefined || attached !== undefined;
}

function readPrincipal(resource: RawResource, names: PrincipalProperties, collector: PolicyCollector): void {
  const { id, key, properties, names: template } = resource;
  const value = (name: string | undefined): ValueNode | undefined =>
    name === undefined ? undefined : memberOf(properties, name)?.value;
  const draft = collector.addPrincipal(id, names.kind, key);
  const inline = readInline(value(names.inline), id, template, collector);
  const document = value(names.document);
  const own = documentsOf(document, template);
  collector.add(own, { type: "identity", name: id }, { principals: [id] });
  const trust = documentsOf(value(names.trust), template);
  collector.add(trust, { type: "trust", name: id }, { principals: [id] });
  const managed = names.managed.map((name) => readManaged(value(name), id, template, collector));
  draft.managedPolicies.push(...managed.flatMap(({ strings }) => strings));
  draft.complete =
    !properties.partial &&
    inline &&
    (own.length > 0 || document === undefined) &&
    managed.every(({ complete }) => complete) &&
    value(names.hidden) === undefined;
  const boundary = readBoundary(value(names.boundary), id, template, collector);
  if (boundary) draft.boundary = boundary;
}

/** Reads a list of named documents; false when it hides some. */
function readInline(
  node: ValueNode | undefined,
  principal: string,
  names: TemplateNames,
  collector: PolicyCollector,
): boolean {
  const { items, partial } = entriesOf(node);
  let complete = !partial;
  for (const item of items) {
    const documents = documentsOf(memberOf(item, "PolicyDocument")?.value, names);
    if (documents.length === 0) complete = false;
    const name = memberOf(item, "PolicyName")?.value;
    const place = { type: "identity", name: name?.kind === "string" ? name.value : principal } as const;
    collector.add(documents, place, { principals: [principal] });
  }
  return complete;
}

/** Reads a list of managed policies: those of the template are attached, of the others the texts are given back. */
export function readManaged(
  node: ValueNode | undefined,
  principal: string,
  names: TemplateNames,
  collector: PolicyCollector,
) {
  const { ids, others, partial } = referencesIn(node, names.resources);
  for (const id of ids) collector.attach(principal, id);
  const strings = others
    .map((other) => resolve(memberOf(other, "Name")?.value ?? other, names))
    .filter((other) => other?.kind === "string");
  return { strings, complete: !partial && others.length === 0 };
}

/** Reads a permissions boundary; a policy of the same template is bound as one. */
export function readBoundary(
  node: ValueNode | undefined,
  principal: string,
  names: TemplateNames,
  collector: PolicyCollector,
): ValueNode | undefined {
  if (!node) return undefined;
  const { ids, others } = referencesIn(node, names.resources);
  for (const id of ids) collector.bound(principal, id);
  // A permission set names it in an object.
  const given = others.find((one) => one.kind === "object" && !callOf(one));
  return (given && boundaryOfSet(given)) ?? resolve(node, names);
}

function boundaryOfSet(node: ValueNode): ValueNode | undefined {
  return memberOf(node, "ManagedPolicyArn")?.value ?? memberOf(node, "CustomerManagedPolicyReference")?.value;
}

function readAttached(
  { id, type, properties, names }: RawResource,
  lists: readonly string[],
  byName: ReadonlyMap<string, string>,
  collector: PolicyCollector,
): void {
  const principals = lists.flatMap((list) => {
    const { ids, others } = referencesIn(memberOf(properties, list)?.value, names.resources);
    const named = others.flatMap((other) => (other.kind === "string" ? (byName.get(other.value) ?? []) : []));
    return [...ids, ...named];
  });
  const documents = documentsOf(memberOf(properties, "PolicyDocument")?.value, names);
  const managed = type === "AWS::IAM::ManagedPolicy" ? { id } : {};
  collector.add(documents, { type: "identity", name: id }, { ...managed, principals });
}
