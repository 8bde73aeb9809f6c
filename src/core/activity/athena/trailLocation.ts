/** Where a trail delivers, or a part of it. */
export interface TrailLocation {
  /** `s3://bucket/prefix/AWSLogs/`, with the organisation's id where files lie below one. */
  readonly root: string;
  /** Id of the organisation, `o-…`. */
  readonly organization?: string;
  /** Where the location names one account, or one Region of it. */
  readonly account?: string;
  readonly region?: string;
}

const location =
  /^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:[\w!.*()=@:+,-]+\/)*AWSLogs\/)(?:(o-[a-z0-9]{10,32})\/)?(?:(\d{12})\/(?:CloudTrail\/(?:([a-z]{2}(?:-[a-z]+)+-\d)\/)?)?)?$/;

/**
 * Reads `s3://bucket/prefix/AWSLogs/`, also with `o-<organisation>/`, `<account>/`, `CloudTrail/` and a Region behind it.
 * Undefined for others, and for prefixes with characters that AWS advises against: they would need quoting in Hive's
 * statements. Source: CloudTrail User Guide, "Finding your CloudTrail log files".
 */
export function readTrailLocation(text: string): TrailLocation | undefined {
  const trimmed = text.trim();
  const [, base, organization, account, region] =
    location.exec(trimmed.endsWith("/") ? trimmed : `${trimmed}/`) ?? [];
  if (base === undefined) return undefined;
  return {
    root: organization === undefined ? base : `${base}${organization}/`,
    ...(organization !== undefined && { organization }),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  };
}
