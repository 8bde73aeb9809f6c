import type { AthenaOptions } from "../../../../core/activity/awsTrails.ts";
import { readTableName, type TableName } from "../../../../core/activity/athena/sql.ts";
import { readTrailLocation, type TrailLocation } from "../../../../core/activity/athena/trailLocation.ts";
import { isRegion } from "../../facts.ts";

/** What is read, checked: all of it may stand in a query. */
export interface AthenaTarget {
  readonly name: TableName;
  readonly location: TrailLocation;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** Checks the options; otherwise what to correct, for a person. */
export function readTarget(options: AthenaOptions): AthenaTarget | { readonly problem: string } {
  const name = readTableName(options.table);
  if (!name)
    return { problem: "The table must be named database.table, of letters, digits and underscores alone." };
  const location = readTrailLocation(options.location);
  if (!location)
    return {
      problem:
        "The place of the trail must be s3://bucket/AWSLogs/, with a prefix before and an organisation's or account's id behind it where it has them.",
    };
  const own = location.account ?? options.role?.account;
  const accounts = options.accounts.length > 0 ? options.accounts : own === undefined ? [] : [own];
  if (accounts.length === 0 || accounts.some((account) => !/^\d{12}$/.test(account)))
    return { problem: "Name the accounts to read, each by the twelve digits of its id." };
  // Records of IAM, STS and other global services are those of us-east-1.
  const implied = location.region === undefined ? [options.region, "us-east-1"] : [location.region];
  const regions = [...new Set(options.regions.length > 0 ? options.regions : implied)];
  const wrong = regions.find((region) => !isRegion(region));
  if (wrong !== undefined)
    return { problem: `${JSON.stringify(wrong.slice(0, 60))} is not the name of an AWS Region.` };
  return { name, location, accounts: [...new Set(accounts)], regions };
}
