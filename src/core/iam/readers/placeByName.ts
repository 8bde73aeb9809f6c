import type { PolicyPlace, PolicyType } from "../model/located.ts";
import { memberOf, type ObjectNode } from "../model/valueNode.ts";

/** What the name of a member says of the policy that is its value; names without case, `_` and `-`. */
const placesByKey: Readonly<Record<string, Pick<PolicyPlace, "type" | "resourceType">>> = {
  assumerolepolicy: { type: "trust" },
  assumerolepolicydocument: { type: "trust" },
  trustpolicy: { type: "trust" },
  trustpolicydocument: { type: "trust" },
  trustrelationship: { type: "trust" },
  inlinepolicy: { type: "identity" },
  sessionpolicy: { type: "identity" },
  bucketpolicy: { type: "resource", resourceType: "AWS::S3::Bucket" },
  keypolicy: { type: "resource", resourceType: "AWS::KMS::Key" },
  queuepolicy: { type: "resource", resourceType: "AWS::SQS::Queue" },
  repositorypolicytext: { type: "resource", resourceType: "AWS::ECR::Repository" },
  servicecontrolpolicy: { type: "scp" },
  resourcecontrolpolicy: { type: "rcp" },
};

/** Members beside a policy that name it. */
const nameKeys = ["PolicyName", "policyName", "policy_name", "RoleName", "Name", "name"];

/** What the member that holds a policy, and its neighbours, say of it. */
export function placeByKey(key: string | undefined, owner: ObjectNode | undefined): PolicyPlace {
  const place = placesByKey[(key ?? "").toLowerCase().replace(/[_-]/g, "")] ?? {};
  const name = nameKeys.map((one) => memberOf(owner, one)?.value).find((value) => value?.kind === "string");
  return name?.kind === "string" ? { ...place, name: name.value } : place;
}

const typesByPath: readonly { readonly pattern: RegExp; readonly type: PolicyType }[] = [
  { pattern: /(?:^|[/_. -])(?:scps?|service[-_]?control[-_]?polic(?:y|ies))(?=[/_. -]|$)/i, type: "scp" },
  { pattern: /(?:^|[/_. -])(?:rcps?|resource[-_]?control[-_]?polic(?:y|ies))(?=[/_. -]|$)/i, type: "rcp" },
  { pattern: /permissions?[-_]?boundar(?:y|ies)/i, type: "boundary" },
  { pattern: /vpc[-_]?(?:endpoint|e)[-_]?polic(?:y|ies)/i, type: "vpc-endpoint" },
];

/** Types of policies that have no principal. */
const withoutPrincipal: readonly PolicyType[] = ["scp", "boundary"];

/**
 * The type that the name of a file, or of the folder it is in, says: `scp/deny-regions.json`, `permissions-boundary.json`.
 * @param hasPrincipal whether a statement of the policy has a principal, which tells a wrong name
 */
export function typeByPath(path: string, hasPrincipal: boolean): PolicyType | undefined {
  const near = path.split("/").slice(-2).join("/");
  const type = typesByPath.find(({ pattern }) => pattern.test(near))?.type;
  return type && withoutPrincipal.includes(type) !== hasPrincipal ? type : undefined;
}

/** Whether a file is named like one that holds a policy. */
export function isNamedPolicy(path: string): boolean {
  return /polic(?:y|ies)|permissions?|trust|(?:^|[/_.-])(?:iam|scp|rcp)(?:[/_.-]|$)/i.test(
    path.split("/").at(-1) ?? "",
  );
}
