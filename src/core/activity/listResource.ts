import type { ActivityEvent } from "./event.ts";
import { clipped, itemsOf, member, textAt, type EventData } from "./eventData.ts";

/** Longer than any ARN. */
const longest = 2048;

/**
 * Members of requests that name what a call is about, the most telling first. Only names and ids: a member that may hold a
 * secret is none of these.
 */
const naming = [
  "bucketName",
  "functionName",
  "tableName",
  "secretId",
  "roleName",
  "roleArn",
  "userName",
  "groupName",
  "policyArn",
  "instanceProfileName",
  "keyId",
  "topicArn",
  "queueUrl",
  "queueName",
  "repositoryName",
  "clusterName",
  "cluster",
  "dBInstanceIdentifier",
  "dBClusterIdentifier",
  "snapshotId",
  "imageId",
  "volumeId",
  "groupId",
  "instanceId",
  "vpcId",
  "subnetId",
  "trailName",
  "logGroupName",
  "stackName",
  "modelId",
  "agentId",
  "documentName",
  "detectorId",
  "resourceArn",
  "resourceId",
  "hostedZoneId",
  "distributionId",
  "name",
] as const;

/** What a call is about, for a person: an ARN or a name; empty when the record names none. Written by the caller. */
export function resourceOf({ resources, request }: ActivityEvent): string {
  const arn = resources.find((resource) => resource.arn !== undefined)?.arn;
  if (arn !== undefined) return clipped(arn, longest);
  const found = naming.map((name) => textAt(request, name)).find((text) => text !== undefined);
  if (found === undefined) return firstInstance(request);
  const key = textAt(request, "bucketName") === undefined ? undefined : textAt(request, "key");
  return clipped(withoutLogin(key === undefined ? found : `${found}/${key}`), longest);
}

/** EC2 names what it works on in `instancesSet`. */
function firstInstance(request: EventData): string {
  const [first, ...others] = itemsOf(member(request, "instancesSet"));
  const id = textAt(first, "instanceId");
  if (id === undefined) return "";
  return clipped(others.length === 0 ? id : `${id} and ${others.length} more`, longest);
}

/** An address without what may stand before its host or behind its path. */
function withoutLogin(text: string): string {
  return /^https?:\/\//i.test(text) ? text.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/s, "") : text;
}
