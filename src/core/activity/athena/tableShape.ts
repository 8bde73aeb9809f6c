import type { TableName } from "./sql.ts";

/** What is known of a table from its metadata. Names in lower case. */
export interface TableShape {
  readonly name: TableName;
  /** Partition key with days as `yyyy/MM/dd`. */
  readonly day: string;
  readonly account?: string;
  readonly region?: string;
  readonly columns: ReadonlySet<string>;
  /** Whether the identity's column has the source identity of a session. */
  readonly hasSourceIdentity: boolean;
}

/** Metadata of a table as the catalogue gives it. */
export interface TableMetadata {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly partitionKeys: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Columns without which no record can be made out. */
const needed = [
  "useridentity",
  "eventtime",
  "eventsource",
  "eventname",
  "awsregion",
  "requestparameters",
  "responseelements",
  "eventid",
  "recipientaccountid",
  "resources",
];
/** Members of the identity that tell whose event it is. */
const neededOfIdentity = ["principalid", "arn", "accesskeyid", "sessionissuer"];

/** Reads what a table has; otherwise why no query can be made of it, for a person. */
export function readTableShape(
  name: TableName,
  metadata: TableMetadata,
): TableShape | { readonly problem: string } {
  const types = new Map(metadata.columns.map((column) => [column.name.toLowerCase(), column.type]));
  const identity = (types.get("useridentity") ?? "").toLowerCase();
  const missing = [
    ...needed.filter((column) => !types.has(column)),
    ...neededOfIdentity
      .filter((member) => !identity.includes(`${member}:`))
      .map((member) => `useridentity.${member}`),
  ];
  if (missing.length > 0) return { problem: `it has no column ${missing.slice(0, 3).join(", ")}` };
  const keys = metadata.partitionKeys.map((key) => key.toLowerCase());
  const property = (key: string, part: string): string | undefined =>
    metadata.parameters[`projection.${key}.${part}`]?.trim();
  const day = keys.find(
    (key) => property(key, "type")?.toLowerCase() === "date" && property(key, "format") === "yyyy/MM/dd",
  );
  if (day === undefined)
    return { problem: "it has no partitions by day (yyyy/MM/dd), so each query would read everything" };
  const account = keys.find((key) => /account/.test(key));
  const region = keys.find((key) => /region/.test(key));
  return {
    name,
    day,
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
    columns: new Set(types.keys()),
    hasSourceIdentity: identity.includes("sourceidentity:"),
  };
}
