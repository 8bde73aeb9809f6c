import { StoreError } from "../../../../core/fixes/storeError.ts";
import { actionNamedIn, deniedIn, deniedText, refusalIn } from "../query/refusal.ts";
import type { QueryFailure } from "../query/runQuery.ts";

/**
 * Rethrows what a call of Athena rejected with, with advice where the common text would mislead.
 * @param action as IAM names it
 * @throws always
 */
export function rethrow(error: unknown, action: string): never {
  const refusal = refusalIn(error);
  const { name, text } = refusal;
  const denied = deniedIn(refusal, action);
  if (denied) throw denied;
  if (name === "MetadataException" && /not found|EntityNotFound/i.test(text))
    throw new StoreError("not-found", "There is no such table in the catalogue.");
  if (name === "InvalidRequestException") throw new StoreError("invalid", advice(text));
  throw error;
}

function advice(text: string): string {
  if (/output location/i.test(text))
    return "Athena has no place for its results. Name one (s3://bucket/prefix/), or a workgroup that has one.";
  if (/work ?group/i.test(text))
    return "Athena does not take the workgroup. Choose one that exists and is enabled.";
  return "Athena did not accept the query. Check the table's name, the workgroup and the place for results.";
}

const isOtherShape =
  /COLUMN_NOT_FOUND|cannot be resolved|TYPE_MISMATCH|HIVE_BAD_DATA|HIVE_PARTITION_SCHEMA|HIVE_METASTORE|INVALID_TABLE_PROPERTY|CONSTRAINT_VIOLATION/;

/** What to do about a query that failed. @param reason Athena's own; it may quote data, so only its code is passed on */
export function failureOf(reason: string, isRetryable: boolean): QueryFailure {
  if (/exhausted resources|query timed? ?out|exceeded.{0,20}(?:time|memory) limit/i.test(reason))
    return { state: "smaller" };
  if (isRetryable) return { state: "again" };
  const failed = (message: string): QueryFailure => ({ state: "failed", message });
  const action = actionNamedIn(reason);
  if (action !== undefined) return failed(deniedText(action));
  if (/access ?denied|insufficient|permission/i.test(reason))
    return failed(
      "Athena may not read the trail's files or write its results. Ask for s3:ListBucket and s3:GetObject on the trail's bucket, s3:PutObject on the place for results, and kms:Decrypt where they are encrypted.",
    );
  if (/(?:SCHEMA|DATABASE)_NOT_FOUND|database.{0,300}(?:does not exist|not found)/is.test(reason))
    return failed("There is no such database in the catalogue. Create it in Athena, or name another one.");
  if (/TABLE_NOT_FOUND|table.{0,300}(?:does not exist|not found)/is.test(reason))
    return failed("The table is gone. Start again, and Picket offers to create it.");
  if (isOtherShape.test(reason))
    return failed(
      `Athena cannot read the table as CloudTrail's records${codeIn(reason)}. Name another table, which Picket then creates.`,
    );
  return failed(
    `Athena could not run the query${codeIn(reason)}. Its recent queries in the AWS console tell more.`,
  );
}

/** What to do about a query that was cancelled. */
export function cancellationOf(reason: string): QueryFailure {
  return {
    state: "failed",
    message: /bytes scanned limit/i.test(reason)
      ? "The workgroup stops queries that read more than its limit. Read fewer days, accounts or Regions, or raise the limit in Athena."
      : "The query was cancelled in Athena, not by Picket. Start again to go on.",
  };
}

/** The code in front of a reason, for a sentence. */
function codeIn(reason: string): string {
  const code = /^([A-Z][A-Z_]{3,60}):/.exec(reason)?.[1];
  return code === undefined ? "" : ` (${code})`;
}
