import { visible } from "../../model/visible.ts";
import type { FeedRow } from "../feed/feedRow.ts";

const columns = [
  "eventTime",
  "service",
  "eventName",
  "resource",
  "outcome",
  "errorCode",
  "severity",
  "category",
  "technique",
  "reason",
  "account",
  "region",
  "late",
  "eventId",
  "caller",
] as const;

/** The header of the CSV. */
export const csvHeader = csvLine(columns);

/** A line of RFC 4180, guarded against being read as formulas, with control characters shown. */
export function rowCsv(row: Omit<FeedRow, "n">): string {
  const { id, time, name, service, account, region, caller, resource, outcome, errorCode, risk, late } = row;
  return csvLine([
    time === undefined ? "" : new Date(time).toISOString(),
    service,
    name,
    resource,
    outcome,
    errorCode ?? "",
    risk.severity,
    risk.category,
    risk.technique ?? "",
    risk.reasons.join(" "),
    account ?? "",
    region ?? "",
    String(late),
    id ?? "",
    caller ?? "",
  ]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/** Text for a spreadsheet, whatever it begins with: a formula may stand behind blanks as well. */
function csvCell(value: string): string {
  const guarded = /^\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(value)
    ? `'${visible(value)}`
    : visible(value);
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
