import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type AdvancedEventSelector,
  type EventSelector,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import { known, type Fact } from "../../../core/posture/fact.ts";
import type { TrailFact } from "../../../core/posture/facts.ts";
import { callAccount, type AccountReading } from "./accountCalls.ts";

/** What the selectors of a trail let it log. */
export type Logged = Pick<TrailFact, "logsManagementReads" | "logsManagementWrites" | "dataEventTypes">;

/** The trails that the Region sees, each asked about in its own Region. */
export async function collectTrails(reading: AccountReading): Promise<Fact<readonly TrailFact[]>> {
  const { trailList = [] } = await callAccount(
    reading,
    "cloudtrail:DescribeTrails",
    ({ cloudTrail }, options) =>
      cloudTrail.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
  );
  const trails: TrailFact[] = [];
  for (const trail of trailList) trails.push(await trailFact(reading, trail));
  return known(trails, `${trails.length} trails`);
}

async function trailFact(reading: AccountReading, trail: Trail): Promise<TrailFact> {
  const name = trail.TrailARN ?? trail.Name ?? "";
  const region = trail.HomeRegion;
  const status = await callAccount(
    reading,
    "cloudtrail:GetTrailStatus",
    ({ cloudTrail }, options) => cloudTrail.send(new GetTrailStatusCommand({ Name: name }), options),
    region,
  );
  const selectors = await callAccount(
    reading,
    "cloudtrail:GetEventSelectors",
    ({ cloudTrail }, options) => cloudTrail.send(new GetEventSelectorsCommand({ TrailName: name }), options),
    region,
  );
  const { KmsKeyId, S3BucketName, CloudWatchLogsLogGroupArn } = trail;
  return {
    name: trail.Name ?? name,
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isLogging: status.IsLogging === true,
    validatesLogFiles: trail.LogFileValidationEnabled === true,
    includesGlobalEvents: trail.IncludeGlobalServiceEvents === true,
    ...(KmsKeyId && { kmsKeyId: KmsKeyId }),
    ...(S3BucketName && { bucket: S3BucketName }),
    ...(CloudWatchLogsLogGroupArn && { logGroup: CloudWatchLogsLogGroupArn }),
    ...loggedBy(selectors.EventSelectors ?? [], selectors.AdvancedEventSelectors ?? []),
  };
}

/**
 * What selectors log. A trail has simple or advanced ones. An advanced selector that leaves sources or names out still
 * counts for its kind: that it leaves out KMS, say, is usual. Source: CloudTrail API Reference.
 */
export function loggedBy(
  simple: readonly EventSelector[],
  advanced: readonly AdvancedEventSelector[],
): Logged {
  const management = [
    ...simple
      .filter(({ IncludeManagementEvents }) => IncludeManagementEvents !== false)
      .map(({ ReadWriteType = "All" }) => ReadWriteType),
    ...advanced
      .filter((selector) => equals(selector, "eventCategory").includes("Management"))
      .map(readWriteOf),
  ];
  const dataTypes = [
    ...simple.flatMap(({ DataResources = [] }) =>
      DataResources.flatMap(({ Type, Values = [] }) => (Type && Values.length > 0 ? [Type] : [])),
    ),
    ...advanced
      .filter((selector) => equals(selector, "eventCategory").includes("Data"))
      .flatMap((selector) => equals(selector, "resources.type")),
  ];
  return {
    logsManagementReads: management.some((type) => type !== "WriteOnly"),
    logsManagementWrites: management.some((type) => type !== "ReadOnly"),
    dataEventTypes: [...new Set(dataTypes)].sort(),
  };
}

function equals({ FieldSelectors = [] }: AdvancedEventSelector, field: string): readonly string[] {
  return FieldSelectors.filter(({ Field }) => Field === field).flatMap(({ Equals = [] }) => Equals);
}

function readWriteOf(selector: AdvancedEventSelector): "All" | "ReadOnly" | "WriteOnly" {
  const [value] = equals(selector, "readOnly");
  if (value === undefined) return "All";
  return value === "true" ? "ReadOnly" : "WriteOnly";
}
