import type { ActivityEvent } from "../../event.ts";

/** Where the resources of a call lie, as far as its record says; `*` for what it does not. */
export interface RecordPlace {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** First part of a Region's code, by partition; all others are of `aws`. */
const partitionsByRegion: readonly (readonly [start: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["eusc-", "aws-eusc"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-iso-", "aws-iso"],
];

/** Partition, Region and account of a record: the caller's ARN tells the partition, else the Region does. */
export function placeOf({
  identity,
  region,
  account,
}: Pick<ActivityEvent, "identity" | "region" | "account">): RecordPlace {
  const named = /^arn:(aws[a-z-]{0,16}):/.exec(identity.issuer?.arn ?? identity.arn ?? "")?.[1];
  const byRegion = partitionsByRegion.find(([start]) => region?.startsWith(start))?.[1];
  return {
    partition: named ?? byRegion ?? (region === undefined ? "*" : "aws"),
    region: plain(region, /^[a-z0-9-]{2,40}$/),
    account: plain(account ?? identity.accountId, /^\d{12}$/),
  };
}

/** A text of the record, where it is what it should be: anything else could be a pattern. */
function plain(text: string | undefined, form: RegExp): string {
  return text !== undefined && form.test(text) ? text : "*";
}

/** An ARN there. The `service`'s own fields are empty where `region` or `account` say so. */
export function arnAt(
  { partition, region, account }: RecordPlace,
  service: string,
  resource: string,
  fields: { readonly region?: string; readonly account?: string } = {},
): string {
  return `arn:${partition}:${service}:${fields.region ?? region}:${fields.account ?? account}:${resource}`;
}
