import type { Role } from "../identity/role.ts";
import { roleCondition } from "./roleCondition.ts";
import { sqlText } from "./sql.ts";

const id =
  /^(?:arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** The id in an event data store's ARN, or an id itself; undefined for other texts. */
export function readStoreId(text: string): string | undefined {
  return id.exec(text.trim())?.[1]?.toLowerCase();
}

/** The Region of an event data store's ARN. */
export function regionOfStore(text: string): string | undefined {
  return /^arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):/.exec(text.trim())?.[1];
}

/**
 * `SELECT` of the records of a stretch of time, each whole as JSON (`eventJson`), in the order of their times. Source:
 * CloudTrail User Guide, "CloudTrail Lake SQL constraints": Trino's SQL, the store's id stands for the table.
 * @param question times in ms since epoch, `to` excluded
 */
export function lakeQuery(
  store: string,
  question: { readonly from: number; readonly to: number; readonly role?: Role },
): string {
  const { from, to, role } = question;
  const conditions = [
    `eventtime >= ${sqlText(timestamp(from))}`,
    `eventtime < ${sqlText(timestamp(to))}`,
    ...(role === undefined ? [] : [roleCondition(role, "element_at(requestparameters, 'roleArn')")]),
  ];
  return `SELECT eventjson FROM ${store}\nWHERE ${conditions.join("\n  AND ")}\nORDER BY eventtime`;
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}
