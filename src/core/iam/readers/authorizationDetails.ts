import type { LocatedPrincipal, PolicyText } from "../model/located.ts";
import { itemsOf, memberOf, type StringNode, type ValueNode } from "../model/valueNode.ts";
import { documentsOf } from "./cloudFormation/documents.ts";
import type { TemplateNames } from "./cloudFormation/intrinsics.ts";
import { PolicyCollector } from "./cloudFormation/policyCollector.ts";
import { finish } from "./cloudFormation/readTemplate.ts";
import { namesOf } from "./cloudFormation/templateResources.ts";
import type { TreeSource } from "./stringPieces.ts";

interface DetailList {
  readonly list: string;
  readonly kind: LocatedPrincipal["kind"];
  readonly name: string;
  readonly inline: string;
}

const lists: readonly DetailList[] = [
  { list: "RoleDetailList", kind: "role", name: "RoleName", inline: "RolePolicyList" },
  { list: "UserDetailList", kind: "user", name: "UserName", inline: "UserPolicyList" },
  { list: "GroupDetailList", kind: "group", name: "GroupName", inline: "GroupPolicyList" },
];

/** Reads what `aws iam get-account-authorization-details` prints: every principal of an account with its policies. */
export function readAuthorizationDetails(root: ValueNode, source: TreeSource): PolicyText {
  const names = namesOf(root, [], source);
  const collector = new PolicyCollector();
  const known = new Set<string>();
  for (const policy of itemsOf(memberOf(root, "Policies")?.value)) {
    const arn = textAt(policy, "Arn");
    const versions = itemsOf(memberOf(policy, "PolicyVersionList")?.value);
    const current = versions.find((one) => isTrue(memberOf(one, "IsDefaultVersion")?.value)) ?? versions[0];
    const documents = documentsOf(memberOf(current, "Document")?.value, names);
    if (!arn || documents.length === 0) continue;
    known.add(arn.value);
    const name = textAt(policy, "PolicyName")?.value ?? arn.value;
    collector.add(documents, { type: "identity", name }, { id: arn.value });
  }
  for (const list of lists)
    for (const detail of itemsOf(memberOf(root, list.list)?.value))
      readPrincipal(detail, list, names, collector, known);
  return finish(collector, []);
}

function readPrincipal(
  detail: ValueNode,
  { kind, name, inline }: DetailList,
  names: TemplateNames,
  collector: PolicyCollector,
  known: ReadonlySet<string>,
): void {
  const key = textAt(detail, name);
  if (!key) return;
  const id = textAt(detail, "Arn")?.value ?? `${kind}/${key.value}`;
  const draft = collector.addPrincipal(id, kind, key);
  for (const policy of itemsOf(memberOf(detail, inline)?.value)) {
    const place = { type: "identity", name: textAt(policy, "PolicyName")?.value ?? key.value } as const;
    collector.add(documentsOf(memberOf(policy, "PolicyDocument")?.value, names), place, { principals: [id] });
  }
  const trust = documentsOf(memberOf(detail, "AssumeRolePolicyDocument")?.value, names);
  collector.add(trust, { type: "trust", name: key.value }, { principals: [id] });
  for (const attached of itemsOf(memberOf(detail, "AttachedManagedPolicies")?.value)) {
    const arn = textAt(attached, "PolicyArn");
    if (arn && known.has(arn.value)) collector.attach(id, arn.value);
    else if (arn) draft.managedPolicies.push(arn);
  }
  const boundary = textAt(memberOf(detail, "PermissionsBoundary")?.value, "PermissionsBoundaryArn");
  if (boundary) {
    draft.boundary = boundary;
    collector.bound(id, boundary.value);
  }
  draft.complete =
    draft.managedPolicies.length === 0 && itemsOf(memberOf(detail, "GroupList")?.value).length === 0;
}

function textAt(node: ValueNode | undefined, name: string): StringNode | undefined {
  const value = memberOf(node, name)?.value;
  return value?.kind === "string" ? value : undefined;
}

function isTrue(node: ValueNode | undefined): boolean {
  return node?.kind === "boolean" && node.value === true;
}
