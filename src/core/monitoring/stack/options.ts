import type { TemplateParameter } from "../../policyTemplates/formats/value.ts";
import { agentFilters } from "./agentFilters.ts";
import { cisFilters } from "./cisFilters.ts";
import type { MonitoringFilter } from "./filter.ts";

/** Which calls on data the trail records beside management events. `ai`: Kiro, Amazon Q and Bedrock. */
export const dataEventKinds = ["ai", "s3", "lambda"] as const;
export type DataEventKind = (typeof dataEventKinds)[number];

/** What of AWS Config is set up. An account has one recorder per Region: `rules` uses one that is there. */
export const configScopes = ["recorder", "rules", "none"] as const;
export type ConfigScope = (typeof configScopes)[number];

/** What a monitoring stack watches. Names must have passed the checks of `names.ts`. */
export interface MonitoringOptions {
  /** Name of the agent's role; a parameter when it is not known. */
  readonly role?: string;
  readonly account?: string;
  readonly region?: string;
  /** Bucket whose objects are watched. */
  readonly bucket?: string;
  /** Secret that only the agent's role should read. */
  readonly secret?: string;
  /** Address that alarms are sent to. */
  readonly email?: string;
  /** What the names of all resources begin with. Default `picket`. */
  readonly prefix?: string;
  /** Default `ai`, and `s3` for the bucket that is named. */
  readonly dataEvents?: readonly DataEventKind[];
  readonly config?: ConfigScope;
  /** Log group that the DLP agent writes JSON to. */
  readonly dlpLogGroup?: string;
  /** Directory whose WorkSpaces are watched. */
  readonly workspacesDirectory?: string;
}

/** The options with their defaults. */
export interface MonitoringValues {
  readonly prefix: string;
  readonly email: string | undefined;
  readonly bucket: string | undefined;
  readonly dataEvents: readonly DataEventKind[];
  readonly config: ConfigScope;
  readonly dlpLogGroup: string | undefined;
  readonly workspacesDirectory: string | undefined;
  readonly filters: readonly MonitoringFilter[];
  /** Text by reference. */
  readonly known: ReadonlyMap<string, string>;
}

/** How long the objects of the trail cannot be changed or deleted, and logs and configuration are kept, in days. */
export const retentionDays = 365;

export const roleParameter: TemplateParameter = {
  description: "Name of the agent's role, without its path",
  pattern: "^[A-Za-z0-9_+=,.@-]{1,64}$",
};

export const emailParameter: TemplateParameter = {
  description: "Address that alarms are sent to; empty for none",
  pattern: "^$|^[^@ ]+@[^@ ]+$",
};

/** Defaults, what is known, and the filters that make sense with it. */
export function monitoringValues(options: MonitoringOptions): MonitoringValues {
  const { role, account, region, bucket, secret, dlpLogGroup, prefix = "picket" } = options;
  const known = new Map<string, string>();
  for (const [name, value] of Object.entries({
    RoleName: role,
    BucketName: bucket,
    SecretName: secret,
    "AWS::AccountId": account,
    "AWS::Region": region,
  }))
    if (value !== undefined) known.set(name, value);
  const given = { bucket, secret, dlpLogGroup };
  return {
    prefix,
    email: options.email,
    bucket,
    dataEvents: options.dataEvents ?? (bucket === undefined ? ["ai"] : ["ai", "s3"]),
    config: options.config ?? "recorder",
    dlpLogGroup,
    workspacesDirectory: options.workspacesDirectory,
    filters: [...cisFilters, ...agentFilters].filter(
      ({ needs }) => needs === undefined || given[needs] !== undefined,
    ),
    known,
  };
}
