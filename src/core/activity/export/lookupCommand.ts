import type { ActivityRow } from "../row.ts";

/** What CloudTrail's own ids and Regions look like: nothing in them means anything to a shell. */
const plainId = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,126}[A-Za-z0-9])?$/;
const plainRegion = /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/**
 * The command of the AWS CLI that looks an event up, the same in bash, PowerShell and cmd. Undefined for an event whose id
 * or Region is none of AWS's: whoever wrote the record would choose what is run. Events that no LookupEvents shows, such
 * as those of S3's objects, are not found by it.
 */
export function lookupCommand({ id, region }: Pick<ActivityRow, "id" | "region">): string | undefined {
  if (id === undefined || !plainId.test(id)) return undefined;
  if (region === undefined || !plainRegion.test(region)) return undefined;
  // Quoted, since PowerShell takes a comma outside of quotes for a list.
  return `aws cloudtrail lookup-events --lookup-attributes "AttributeKey=EventId,AttributeValue=${id}" --region ${region}`;
}
