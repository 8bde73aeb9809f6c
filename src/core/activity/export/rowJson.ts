import type { FeedRow } from "../feed/feedRow.ts";

/**
 * What machines read of a row; the names are those of `picket activity classify`, and some more. Times in ISO 8601, null
 * for what the record does not have.
 */
export function rowJson(row: Omit<FeedRow, "n">): Readonly<Record<string, unknown>> {
  const { id, time, name, service, account, region, caller, resource, outcome, errorCode, readOnly } = row;
  const { severity, category, technique, reasons } = row.risk;
  return {
    eventId: id ?? null,
    eventTime: time === undefined ? null : new Date(time).toISOString(),
    eventName: name,
    service,
    account: account ?? null,
    region: region ?? null,
    caller: caller ?? null,
    resource: resource === "" ? null : resource,
    readOnly,
    outcome,
    errorCode: errorCode ?? null,
    late: row.late,
    risk: { severity, category, technique: technique ?? null, reasons },
  };
}
