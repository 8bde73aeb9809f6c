import type { TrailSource } from "../ports.ts";
import type { Role } from "./identity/role.ts";

/** How eagerly a source asks: somebody looks at it, it is open but nobody types, or it is hidden. */
export type TrailPace = "visible" | "idle" | "hidden";

/** What sources of AWS share. Times in ms since epoch. */
export interface AwsTrailOptions {
  /** From when on events are asked for when there is no cursor. */
  readonly since: number;
  /** Asked again and again, so that it may change. */
  readonly pace: () => TrailPace;
  /** Whether to go on when it has caught up. */
  readonly follow: boolean;
}

/** LookupEvents: management events of one account and Region, minutes late, at most 90 days back. */
export interface LookupOptions extends AwsTrailOptions {
  readonly region: string;
  /** Ask for this role's events by its access keys, which AssumeRole events name; absent: everybody's. */
  readonly role?: Role;
  /** Ask for calls that change something alone. AWS takes one filter: with `role`, this one is not sent. */
  readonly writesOnly?: boolean;
}

/** A log group that a trail delivers to. */
export interface LogOptions extends AwsTrailOptions {
  readonly region: string;
  /** Name or ARN. */
  readonly logGroup: string;
  readonly role?: Role;
}

/** What a query would cost, before it runs. */
export interface QueryEstimate {
  /** Bytes that it will scan, where earlier queries of this run tell. */
  readonly bytes?: number;
  /** Days, accounts and Regions it goes over, for a person. */
  readonly extent: string;
}

/** Athena over the bucket of a trail. */
export interface AthenaOptions extends AwsTrailOptions {
  readonly region: string;
  /** `s3://bucket/prefix/AWSLogs/` or below: where the trail delivers. */
  readonly location: string;
  /** `database.table`; created with partition projection when it does not exist and `confirm` agrees. */
  readonly table: string;
  readonly workgroup?: string;
  /** `s3://bucket/prefix/` for results; absent: the workgroup has one. */
  readonly output?: string;
  /** Accounts and Regions to read; empty: those of the location or the role. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly role?: Role;
  /** Asked before the first query, and before one that scans much more than those before. */
  readonly confirm: (estimate: QueryEstimate) => Promise<boolean>;
  /** Told after each query. */
  readonly onScanned?: (bytes: number) => void;
}

/** An event data store of CloudTrail Lake, which takes no new customers since May 2026. */
export interface LakeOptions extends AwsTrailOptions {
  readonly region: string;
  /** ARN or id. */
  readonly store: string;
  readonly role?: Role;
  readonly confirm: (estimate: QueryEstimate) => Promise<boolean>;
  readonly onScanned?: (bytes: number) => void;
}

/** A trail of the account. */
export interface TrailInfo {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  /** Of CloudWatch Logs, where it delivers there. */
  readonly logGroupArn?: string;
  /** Where it delivers in S3: `s3://bucket/prefix/AWSLogs/`. */
  readonly location?: string;
}

/** A role as IAM knows it. */
export interface RoleInfo {
  readonly arn: string;
  readonly role: Role;
  readonly description?: string;
  /** In ms since epoch. */
  readonly lastUsed?: number;
}

/** A policy of a role, as JSON. */
export interface RolePolicy {
  /** Its name, or the ARN of a managed one. */
  readonly name: string;
  readonly kind: "inline" | "managed" | "boundary";
  readonly text: string;
}

/** CloudTrail of the selection's account. Sources never throw; the others reject with `StoreError` only. */
export interface AwsTrails {
  lookupEvents(options: LookupOptions): TrailSource;
  /** StartLiveTail; what it cannot give is filled in by FilterLogEvents. */
  liveTail(options: LogOptions): TrailSource;
  /** FilterLogEvents, polled. */
  filterLogEvents(options: LogOptions): TrailSource;
  athena(options: AthenaOptions): TrailSource;
  lake(options: LakeOptions): TrailSource;
  /** DescribeTrails, shadow trails too. */
  trails(signal?: AbortSignal): Promise<readonly TrailInfo[]>;
  /** ListRoles, all pages. */
  roles(signal?: AbortSignal): Promise<readonly RoleInfo[]>;
  /** GetRole, with its id. @param name without path */
  role(name: string, signal?: AbortSignal): Promise<RoleInfo>;
  /** Roles that AssumeRole events of the last day name, the latest first, by LookupEvents. */
  assumedRoles(region: string, signal?: AbortSignal): Promise<readonly Role[]>;
  /** All policies of a role: inline, attached, and the boundary. */
  policiesOf(name: string, signal?: AbortSignal): Promise<readonly RolePolicy[]>;
}
