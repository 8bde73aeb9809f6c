import type { PolicyText } from "../../model/located.ts";
import { itemsOf, memberOf, type Member, type ObjectNode, type ValueNode } from "../../model/valueNode.ts";
import type { TemplateNames } from "../cloudFormation/intrinsics.ts";
import { PolicyCollector } from "../cloudFormation/policyCollector.ts";
import { readBoundary, readManaged } from "../cloudFormation/principals.ts";
import { documentOfStatements, finish, readResources } from "../cloudFormation/readTemplate.ts";
import { holdsResources, namesOf } from "../cloudFormation/templateResources.ts";
import type { TreeSource } from "../stringPieces.ts";

/** Variables of Serverless, which may stand in each other. */
const variables = /\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g;

/** Id of the role that all functions share. */
const shared = "provider.iam.role";

/** Whether a value is the configuration of a service of the Serverless framework. */
export function isServerless(root: ValueNode): root is ObjectNode {
  const provider = memberOf(root, "provider")?.value;
  if (provider?.kind === "string") return provider.value === "aws";
  const name = memberOf(provider, "name")?.value;
  return (name?.kind === "string" && name.value === "aws") || memberOf(provider, "iam") !== undefined;
}

/** Reads the role of the provider, the roles of functions, and the resources, which are those of CloudFormation. */
export function readServerless(root: ObjectNode, source: TreeSource): PolicyText {
  const maps = resourceMaps(root);
  const names = namesOf(root, maps, source, variables);
  const collector = new PolicyCollector();
  readProvider(root, names, collector);
  const functions = memberOf(root, "functions")?.value;
  for (const entry of itemsOf(functions))
    if (entry.kind === "object") for (const one of entry.members) readFunction(one, names, collector);
  return finish(collector, readResources(maps, names, collector));
}

function resourceMaps(root: ObjectNode): ObjectNode[] {
  return itemsOf(memberOf(root, "resources")?.value).flatMap((part) =>
    [memberOf(part, "Resources")?.value, memberOf(part, "extensions")?.value].filter(holdsResources),
  );
}

function readProvider(root: ObjectNode, names: TemplateNames, collector: PolicyCollector): void {
  const provider = memberOf(root, "provider")?.value;
  const role = memberOf(memberOf(provider, "iam")?.value, "role");
  const old = memberOf(provider, "iamRoleStatements");
  const owner = role?.value.kind === "object" ? role : old;
  if (owner) {
    const draft = collector.addPrincipal(shared, "role", owner.key);
    // The framework adds permissions of its own.
    draft.complete = false;
    const statements = [memberOf(role?.value, "statements"), old];
    addStatements(statements, shared, names, collector);
    const managed = memberOf(role?.value, "managedPolicies") ?? memberOf(provider, "iamManagedPolicies");
    draft.managedPolicies.push(...readManaged(managed?.value, shared, names, collector).strings);
    const boundary =
      memberOf(role?.value, "permissionsBoundary") ?? memberOf(provider, "rolePermissionsBoundary");
    const bound = readBoundary(boundary?.value, shared, names, collector);
    if (bound) draft.boundary = bound;
  }
  const api =
    memberOf(memberOf(provider, "apiGateway")?.value, "resourcePolicy") ??
    memberOf(provider, "resourcePolicy");
  if (api) {
    const place = {
      type: "resource",
      resourceType: "AWS::ApiGateway::RestApi",
      name: api.key.value,
    } as const;
    collector.add(documentOfStatements(api.value, names), place);
  }
}

/** Roles of functions come with a plug-in; the statements of the provider count too where a function asks for it. */
function readFunction({ key, value }: Member, names: TemplateNames, collector: PolicyCollector): void {
  const statements = memberOf(value, "iamRoleStatements");
  if (!statements) return;
  const id = `functions.${key.value}`;
  const draft = collector.addPrincipal(id, "role", key);
  draft.complete = false;
  addStatements([statements], id, names, collector);
  const inherits = memberOf(value, "iamRoleStatementsInherit")?.value;
  if (inherits?.kind === "boolean" && inherits.value === true) collector.attach(id, shared);
}

function addStatements(
  members: readonly (Member | undefined)[],
  principal: string,
  names: TemplateNames,
  collector: PolicyCollector,
): void {
  for (const member of members) {
    if (!member) continue;
    const documents = documentOfStatements(member.value, names);
    const at = { id: principal, principals: [principal] };
    collector.add(documents, { type: "identity", name: principal }, at);
  }
}
