import { StoreError } from "../../../../core/fixes/storeError.ts";
import { actionNamedIn, deniedIn, deniedText, refusalIn } from "../query/refusal.ts";
import type { QueryFailure } from "../query/runQuery.ts";

const advice: Readonly<Record<string, string>> = {
  EventDataStoreARNInvalidException: "The event data store is not in this account. Choose another one.",
  EventDataStoreNotFoundException:
    "There is no such event data store in this account and Region. Choose another one.",
  InactiveEventDataStoreException:
    "The event data store is being deleted or made. Restore it in CloudTrail, or choose another one.",
  OperationNotPermittedException: "The account may not query this event data store. Choose another profile.",
  UnsupportedOperationException:
    "CloudTrail Lake is not open to this account: it takes no new customers since May 2026. Choose Athena instead.",
  NoManagementAccountSLRExistsException:
    "The organisation's management account lacks CloudTrail's service-linked role. Set the organisation's trail up first.",
  InvalidQueryStatementException:
    "CloudTrail Lake did not accept the query. Choose a store of CloudTrail events.",
  InvalidParameterException: "CloudTrail Lake did not accept the query. Check the event data store.",
  InsufficientEncryptionPolicyException:
    "CloudTrail may not use the key of the event data store. Check the policy of the KMS key.",
};

/**
 * Rethrows what a call of CloudTrail Lake rejected with, with advice where the common text would mislead.
 * @param action as IAM names it
 * @throws always
 */
export function rethrow(error: unknown, action: string): never {
  const refusal = refusalIn(error);
  const denied = deniedIn(refusal, action);
  if (denied) throw denied;
  const message = Object.hasOwn(advice, refusal.name) ? advice[refusal.name] : undefined;
  if (message !== undefined) throw new StoreError("invalid", message);
  // Ten at once in an account: others' queries end.
  if (refusal.name === "MaxConcurrentQueriesException")
    throw new StoreError("throttled", "As many queries as CloudTrail Lake allows are running.");
  throw error;
}

/** What to do about a query that failed. @param reason AWS's own; it may quote data, so it is not passed on */
export function failureOf(reason: string): QueryFailure {
  if (/time|resource|too large|exceed/i.test(reason)) return { state: "smaller" };
  if (/internal|try again|retry/i.test(reason)) return { state: "again" };
  const action = actionNamedIn(reason);
  return {
    state: "failed",
    message:
      action === undefined
        ? "CloudTrail Lake could not run the query. The history of its queries in the AWS console tells more."
        : deniedText(action),
  };
}
