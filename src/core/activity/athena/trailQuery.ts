import type { Role } from "../identity/role.ts";
import { roleCondition } from "./roleCondition.ts";
import { sqlList, sqlText } from "./sql.ts";
import { dayOf } from "./tableDdl.ts";
import type { TableShape } from "./tableShape.ts";

/** What to ask a table for. Times in ms since epoch. */
export interface TrailQuestion {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** 12 digits each. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly role?: Role;
}

/** A column of the answer and where its value belongs in the record. */
export interface RecordColumn {
  /** Members from the record down. */
  readonly path: readonly string[];
  readonly sql: string;
  /** `json`: the text is JSON; `boolean`: it is `true` or `false`. */
  readonly kind: "text" | "json" | "boolean";
}

/** A query and how to read its answer. */
export interface TrailQuery {
  readonly sql: string;
  readonly columns: readonly RecordColumn[];
}

/**
 * How long after an event its file may be delivered, in ms: files lie in the folder of the day of delivery. CloudTrail
 * promises nothing; of 2,900 real records none took longer than ten minutes.
 */
const slowestDelivery = 2 * 3_600_000;

/**
 * `SELECT` of the records of a stretch of time, in the order of their times, from the partitions they can lie in. Values
 * stand one in a column, each with a name of its own, rather than a whole record as JSON: how Athena writes structures as JSON has changed between its
 * engines.
 */
export function trailQuery(shape: TableShape, question: TrailQuestion): TrailQuery {
  const { from, to, accounts, regions, role } = question;
  const columns = columnsOf(shape);
  const days = `${quoted(shape.day)} BETWEEN ${sqlText(dayOf(from))} AND ${sqlText(dayOf(to + slowestDelivery))}`;
  const conditions = [
    days,
    ...(shape.account === undefined ? [] : [`${quoted(shape.account)} IN ${sqlList(accounts)}`]),
    ...(shape.region === undefined ? [] : [`${quoted(shape.region)} IN ${sqlList(regions)}`]),
    // Text in the order of time: CloudTrail writes one form, in UTC.
    `eventtime >= ${sqlText(seconds(from))} AND eventtime < ${sqlText(seconds(to))}`,
    ...(role === undefined
      ? []
      : [roleCondition(role, "json_extract_scalar(requestparameters, '$.roleArn')")]),
  ];
  const sql = `SELECT
  ${columns.map((column, at) => `${column.sql} AS c${at}`).join(",\n  ")}
FROM ${quoted(shape.name.database)}.${quoted(shape.name.table)}
WHERE ${conditions.join("\n  AND ")}
ORDER BY eventtime, eventid`;
  return { sql, columns };
}

/** Days whose partitions a stretch of time can lie in. Times in ms since epoch. */
export function partitionDays(from: number, to: number): number {
  const day = 86_400_000;
  return Math.floor((to + slowestDelivery) / day) - Math.floor(from / day) + 1;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function seconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

const plain: readonly (readonly [member: string, kind: RecordColumn["kind"]])[] = [
  ["eventVersion", "text"],
  ["eventTime", "text"],
  ["eventSource", "text"],
  ["eventName", "text"],
  ["awsRegion", "text"],
  ["sourceIPAddress", "text"],
  ["userAgent", "text"],
  ["errorCode", "text"],
  ["errorMessage", "text"],
  ["requestParameters", "json"],
  ["responseElements", "json"],
  ["additionalEventData", "json"],
  ["serviceEventDetails", "json"],
  ["requestID", "text"],
  ["eventID", "text"],
  ["readOnly", "boolean"],
  ["eventType", "text"],
  ["recipientAccountId", "text"],
  ["sharedEventID", "text"],
  ["vpcEndpointId", "text"],
  ["eventCategory", "text"],
];

const identity = ["type", "principalId", "arn", "accountId", "accessKeyId", "userName", "invokedBy"];
const issuer = ["type", "principalId", "arn", "accountId", "userName"];
const attributes = ["mfaAuthenticated", "creationDate"];

/** Maps are written as objects by every engine, other than structures. */
const resources = `json_format(CAST(transform(resources, r -> map(ARRAY['ARN', 'accountId', 'type'], ARRAY[r.arn, r.accountid, r.type])) AS JSON))`;

function columnsOf(shape: TableShape): readonly RecordColumn[] {
  const below = (path: readonly string[], members: readonly string[]): RecordColumn[] =>
    members.map((member) => {
      const whole = ["userIdentity", ...path, member];
      return { path: whole, sql: whole.join(".").toLowerCase(), kind: "text" };
    });
  return [
    ...plain
      .filter(([member]) => shape.columns.has(member.toLowerCase()))
      .map(([member, kind]): RecordColumn => ({ path: [member], sql: member.toLowerCase(), kind })),
    ...below([], identity),
    ...below(["sessionContext", "sessionIssuer"], issuer),
    ...below(["sessionContext", "attributes"], attributes),
    ...(shape.hasSourceIdentity ? below(["sessionContext"], ["sourceIdentity"]) : []),
    { path: ["resources"], sql: resources, kind: "json" },
  ];
}
