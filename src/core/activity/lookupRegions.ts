/** Where global services (IAM, STS, sign-in, CloudFront …) write their events, by the prefix of a partition's Regions. */
const globalRegions: readonly (readonly [prefix: string, region: string])[] = [
  ["cn-", "cn-north-1"],
  ["us-gov-", "us-gov-west-1"],
];

/** The Region that has the events of global services, for a Region of the same partition. */
export function globalEventsRegion(region: string): string {
  return globalRegions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "us-east-1";
}

/**
 * The Regions to look events up in: those given, and the one that has the events of global services, without which
 * nothing that a role does to IAM would be seen ("CloudTrail supported services", "Global service events").
 */
export function lookupRegions(regions: readonly string[]): readonly string[] {
  return [...new Set(regions.flatMap((region) => [region, globalEventsRegion(region)]))];
}
