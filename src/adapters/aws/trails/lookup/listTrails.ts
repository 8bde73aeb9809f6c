import { DescribeTrailsCommand, type Trail } from "@aws-sdk/client-cloudtrail";
import type { TrailInfo } from "../../../../core/activity/awsTrails.ts";
import type { TrailClientPool } from "../trailClients.ts";

/** The trails that the selection's Region sees: its own, those of all Regions, and those of the organisation. */
export async function listTrails(
  clients: TrailClientPool,
  signal?: AbortSignal,
): Promise<readonly TrailInfo[]> {
  const action = "cloudtrail:DescribeTrails";
  return await clients.caller().call({ action }, signal, async ({ cloudTrail }, options) => {
    const command = new DescribeTrailsCommand({ includeShadowTrails: true });
    const { trailList = [] } = await cloudTrail.send(command, options);
    return trailList.flatMap(toInfo);
  });
}

function toInfo(trail: Trail): TrailInfo[] {
  const { Name, TrailARN, HomeRegion, IsMultiRegionTrail, CloudWatchLogsLogGroupArn, S3BucketName } = trail;
  if (Name === undefined || TrailARN === undefined) return [];
  const prefix = trail.S3KeyPrefix ? `${trail.S3KeyPrefix.replace(/\/+$/, "")}/` : "";
  return [
    {
      name: Name,
      arn: TrailARN,
      homeRegion: HomeRegion ?? TrailARN.split(":")[3] ?? "",
      isMultiRegion: IsMultiRegionTrail === true,
      ...(CloudWatchLogsLogGroupArn && { logGroupArn: CloudWatchLogsLogGroupArn }),
      ...(S3BucketName && { location: `s3://${S3BucketName}/${prefix}AWSLogs/` }),
    },
  ];
}
